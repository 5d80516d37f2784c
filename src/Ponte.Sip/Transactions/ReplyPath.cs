using System.Net;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Transactions;

/// <summary>
/// The way responses to one request go (RFC 3261 18.2.2, RFC 3581 4): back on its flow; by UDP to the sent-by port when the peer did
/// not ask for rport, still from the address that it sent to; and when a connection has closed meanwhile, on a new one to the address the
/// request came from.
/// </summary>
internal sealed class ReplyPath
{
    private readonly ISipTransport _transport;
    private readonly SipRequest _request;
    private SipFlow _flow;
    private SipResponse? _pending;
    private bool _connecting;
    private bool _lost;

    public ReplyPath(ISipTransport transport, SipRequest request, SipFlow flow)
    {
        _transport = transport;
        _request = request;
        _flow = flow;
        Source = flow.Remote;
        NeedsOtherPort = flow.Protocol == TransportProtocol.Udp && !request.TopVia!.HasRPort && SentByPort != Source.Port;
    }

    /// <summary>Where the request came from: what <c>received</c> and <c>rport</c> tell.</summary>
    public IPEndPoint Source { get; }

    private bool NeedsOtherPort { get; set; }

    private int SentByPort => _request.TopVia!.SentByPort ?? _flow.Protocol.DefaultPort();

    /// <summary>Sends a response. While a connection is made the latest one waits; when none can be made it is lost like a datagram.</summary>
    public void Send(SipResponse response)
    {
        if (!NeedsOtherPort && _flow.IsOpen)
        {
            _transport.Send(_flow, response);
            return;
        }
        if (_lost)
        {
            return;
        }
        _pending = response;
        if (!_connecting)
        {
            _connecting = true;
            _ = ConnectAsync();
        }
    }

    private async Task ConnectAsync()
    {
        var name = _flow.Protocol == TransportProtocol.Tls ? NameOf(_flow.Peer, _request.TopVia!.SentByHost) : "";
        var profile = _flow.Profile.Length > 0 ? _flow.Profile : SipTarget.DefaultProfile;
        var target = new SipTarget(_flow.Protocol, new IPEndPoint(Source.Address, SentByPort), name, profile)
        {
            Listener = _flow.Protocol == TransportProtocol.Udp ? _flow.ListenerName : "",
        };
        var result = await _transport.ConnectAsync(target, CancellationToken.None);
        _connecting = false;
        if (!result.IsSuccess)
        {
            _lost = true;
            return;
        }
        _flow = result.Flow;
        NeedsOtherPort = false;
        if (_pending is { } response)
        {
            _pending = null;
            _transport.Send(_flow, response);
        }
    }

    /// <summary>
    /// For whom the certificate at the other end of a new connection must be. Who asked with a trusted certificate is answered with one of
    /// its names: what it calls itself if that is one, else the first, since many hosts, Microsoft's among them, write their address into
    /// Via while their certificates hold names. Where it showed none, the certificate must be for what it calls itself, an address too.
    /// </summary>
    private static string NameOf(TlsPeer? peer, string sentBy) =>
        peer is { IsTrusted: true } && !peer.IsFor(sentBy)
            ? peer.Names.FirstOrDefault(n => !n.Contains('*', StringComparison.Ordinal)) ?? sentBy
            : sentBy;
}
