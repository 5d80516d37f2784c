using System.Net;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.TestKit;

/// <summary>A transport on a <see cref="MemoryNetwork"/>. It keeps the promises of <see cref="ISipTransport"/>: no request of ours on a connection
/// that the peer opened, one connection per target, renewed hourly.</summary>
public sealed class MemoryTransport : ISipTransport
{
    private static readonly TimeSpan RenewAfter = new ConnectionLimits().RenewAfter;

    private readonly MemoryNetwork _network;
    private readonly IReadOnlyList<ListenerOptions> _listeners;
    private readonly Dictionary<SipTarget, (Task<FlowResult> Attempt, Sip.Loop.Instant At)> _pool = [];
    private readonly Dictionary<(string, IPEndPoint), SipFlow> _datagramFlows = [];
    private readonly List<SipFlow> _open = [];

    internal MemoryTransport(MemoryNetwork network, string name, IReadOnlyList<ListenerOptions> listeners)
    {
        _network = network;
        _listeners = listeners;
        Name = name;
        CertificateNames = [.. listeners.Select(l => l.AdvertisedHost).Where(h => h.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public event Action<SipMessage, SipFlow>? Received;

    /// <inheritdoc/>
    public event Action<SipParseError, ReadOnlyMemory<byte>, SipFlow>? Malformed;

    /// <inheritdoc/>
    public event Action<SipFlow, string>? FlowClosed;

    /// <summary>The name in <see cref="MemoryNetwork.Packets"/>.</summary>
    public string Name { get; }

    /// <summary>The names of the certificate that is shown on TLS; at first the advertised hosts.</summary>
    public IReadOnlyList<string> CertificateNames { get; set; }

    /// <summary>Whether peers trust that certificate.</summary>
    public bool IsTrusted { get; set; } = true;

    /// <summary>The connections that are open, those of both directions.</summary>
    public IReadOnlyList<SipFlow> Open => [.. _open.Where(f => f.IsOpen)];

    /// <summary>Connections that were opened from here, ever.</summary>
    public int Opened { get; private set; }

    /// <inheritdoc/>
    public void Send(SipFlow flow, SipMessage message) => _network.Send(this, flow, message);

    /// <inheritdoc/>
    public ValueTask<FlowResult> ConnectAsync(SipTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromResult(FlowResult.Failure(FlowFailureKind.Cancelled, "no longer wanted"));
        }
        if (target.Protocol == TransportProtocol.Udp)
        {
            var listener =
                target.Listener.Length > 0
                    ? _listeners.FirstOrDefault(l => string.Equals(l.Name, target.Listener, StringComparison.Ordinal))
                    : Find(target.Protocol, target.Address);
            return ValueTask.FromResult(
                listener is null
                    ? FlowResult.Failure(FlowFailureKind.NotConfigured, "there is no UDP listener")
                    : FlowResult.Success(DatagramFlow(listener, target.Address))
            );
        }
        if (_pool.TryGetValue(target, out var known) && IsUsable(known.Attempt, known.At))
        {
            return WaitAsync(known.Attempt, cancellationToken);
        }
        Opened++;
        var attempt = _network.Connect(this, target);
        _pool[target] = (attempt, _network.Time.Now);
        return WaitAsync(attempt, cancellationToken);
    }

    /// <inheritdoc/>
    public void Retire(SipTarget target, string reason) => _pool.Remove(target);

    /// <summary>Closes a connection from this end.</summary>
    public void Close(SipFlow flow, string reason) => _network.Close(this, flow, reason);

    /// <summary>Closes every connection, as a machine does that restarts.</summary>
    public void CloseAll(string reason)
    {
        foreach (var flow in Open)
        {
            Close(flow, reason);
        }
    }

    internal IPAddress SourceAddress(SipTarget target) =>
        Find(target.Protocol, target.Address)?.Address.Address
        ?? (_listeners.Count > 0 ? _listeners[0].Address.Address : IPAddress.Loopback);

    internal TlsPeer AsPeer() =>
        new()
        {
            Subject = $"CN={Name}",
            Issuer = "CN=Memory",
            Names = [.. CertificateNames],
            NotAfter = DateTimeOffset.MaxValue,
            IsTrusted = IsTrusted,
            Problem = IsTrusted ? "" : "its root is not trusted",
        };

    internal SipFlow DatagramFlow(ListenerOptions listener, IPEndPoint remote)
    {
        if (!_datagramFlows.TryGetValue((listener.Name, remote), out var flow))
        {
            flow = CreateFlow(listener, listener.Address, remote, isInbound: false, null);
            _datagramFlows.Add((listener.Name, remote), flow);
        }
        return flow;
    }

    internal SipFlow CreateFlow(TransportProtocol protocol, IPEndPoint local, IPEndPoint remote, string profile, TlsPeer? peer)
    {
        var listener =
            Find(protocol, remote)
            ?? new ListenerOptions
            {
                Name = "",
                Protocol = protocol,
                Address = local,
            };
        return CreateFlow(listener with { Profile = profile }, local, remote, isInbound: false, peer);
    }

    internal SipFlow CreateFlow(ListenerOptions listener, IPEndPoint local, IPEndPoint remote, bool isInbound, TlsPeer? peer)
    {
        var flow = new SipFlow
        {
            Id = _network.NextFlowId(),
            Protocol = listener.Protocol,
            Local = local,
            Remote = remote,
            IsInbound = isInbound,
            ListenerName = listener.Name,
            Profile = listener.Protocol == TransportProtocol.Tls ? listener.Profile : "",
            Peer = peer,
            SentByHost = listener.AdvertisedHost.Length > 0 ? listener.AdvertisedHost : listener.Address.Address.ToString(),
            SentByPort = listener.AdvertisedPort != 0 ? listener.AdvertisedPort : listener.Address.Port,
        };
        if (listener.Protocol != TransportProtocol.Udp)
        {
            _open.RemoveAll(f => !f.IsOpen);
            _open.Add(flow);
        }
        return flow;
    }

    internal void Take(byte[] bytes, SipFlow flow)
    {
        if (SipParser.TryParse(bytes, SipLimits.Default, out var message, out var error))
        {
            Received?.Invoke(message, flow);
        }
        else
        {
            Malformed?.Invoke(error, bytes, flow);
        }
    }

    internal void RaiseClosed(SipFlow flow, string reason) => FlowClosed?.Invoke(flow, reason);

    private ListenerOptions? Find(TransportProtocol protocol, IPEndPoint remote) =>
        _listeners.FirstOrDefault(l => l.Protocol == protocol && l.Address.AddressFamily == remote.AddressFamily);

    private bool IsUsable(Task<FlowResult> attempt, Sip.Loop.Instant at) =>
#pragma warning disable VSTHRD002, RS0030, MA0042 // It is complete: nothing is waited for.
        !attempt.IsCompleted || (attempt.Result.Flow is { IsOpen: true } && _network.Time.Now - at < RenewAfter);
#pragma warning restore VSTHRD002, RS0030, MA0042

    private static async ValueTask<FlowResult> WaitAsync(Task<FlowResult> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return cancellationToken.CanBeCanceled ? await attempt.WaitAsync(cancellationToken) : await attempt;
        }
        catch (OperationCanceledException)
        {
            return FlowResult.Failure(FlowFailureKind.Cancelled, "no longer wanted");
        }
    }
}
