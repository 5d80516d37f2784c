using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Channels;
using Ponte.Simulator.Microsoft;
using Ponte.Simulator.Tests.Carrier;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>An SBC that says what a test tells it: takes the connections that Microsoft opens, and has one of its own to the first hub.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    private readonly RawListener _listener = new();
    private readonly Channel<(SipRequest Request, RawSbc On)> _requests = Channel.CreateUnbounded<(SipRequest, RawSbc)>();
    private readonly List<RawSbc> _accepted = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly MicrosoftBench _bench;
    private RawSbc _own = null!;
    private Task _accepting = Task.CompletedTask;
    private uint _sequence = 1;

    private RawPeer(Func<MicrosoftOptions, MicrosoftOptions> change) =>
        _bench = MicrosoftBench.Start(o =>
            change(
                o with
                {
                    Tenants = [o.Tenants[0] with { Gateways = [o.Tenants[0].Gateways[0] with { SipSignalingPort = _listener.Port }] }],
                }
            )
        );

    public MicrosoftSide Side => _bench.Side;

    public int Port => _listener.Port;

    public static async Task<RawPeer> StartAsync(bool expectsNoViolation = true, Func<MicrosoftOptions, MicrosoftOptions>? change = null)
    {
        var peer = new RawPeer(change ?? (o => o));
        peer._bench.ExpectsNoViolation = expectsNoViolation;
        peer._own = await RawSbc.ConnectAsync(peer.Side.Hubs[0].Listen);
        peer._accepting = peer.AcceptAsync();
        return peer;
    }

    /// <summary>Sends an INVITE and waits for its final answer, which it acknowledges.</summary>
    public async Task<SipResponse> InviteAsync(string callId, Func<string, string>? alter = null, string offer = Samples.Offer)
    {
        var text = Samples
            .Invite.Replace("Call-ID: c1", $"Call-ID: {callId}", StringComparison.Ordinal)
            .Replace("branch=z9hG4bK1", $"branch=z9hG4bK{callId}", StringComparison.Ordinal)
            .Replace("@sbc.contoso.com:5061;transport=tls>", $"@sbc.contoso.com:{Port};transport=tls>", StringComparison.Ordinal);
        await _own.SendAsync(Samples.Request((alter ?? (t => t))(text), offer));
        var answer = await _own.FinalAsync(SipMethod.Invite);
        if (answer.StatusCode < 300)
        {
            await _own.SendAsync(RawMessages.InDialog("ACK", answer, 1));
        }
        return answer;
    }

    /// <summary>The INVITE that a REFER asks for, as it must be.</summary>
    public Task<SipResponse> InviteAsync(
        string callId,
        SipRequest refer,
        Func<string, string>? alter = null,
        string offer = Samples.Offer
    ) =>
        InviteAsync(
            callId,
            t =>
                (alter ?? (a => a))(
                    t.Replace(
                            "sip:+390212345601@sip.pstnhub.microsoft.com:5061;user=phone",
                            refer.Headers.Addresses(HeaderName.ReferTo)[0].UriText,
                            StringComparison.Ordinal
                        )
                        .Replace(
                            "Max-Forwards: 70",
                            $"Max-Forwards: 70\nReferred-By: {refer.Headers.First(HeaderName.ReferredBy)}",
                            StringComparison.Ordinal
                        )
                ),
            offer
        );

    /// <summary>Sends a NOTIFY of a transfer in the dialog that an answer made; the answer to it.</summary>
    public async Task<SipResponse> NotifyAsync(SipResponse dialog, int status, string of = "refer")
    {
        await SendNotifyAsync(dialog, status, of);
        return await _own.FinalAsync(SipMethod.Notify);
    }

    public Task SendNotifyAsync(SipResponse dialog, int status, string of = "refer")
    {
        var state = status >= 200 ? "terminated;reason=noresource" : "active;expires=600";
        var head = RawMessages
            .InDialog("NOTIFY", dialog, ++_sequence)
            .Replace(
                "Content-Length: 0",
                $"Event: {of}\nSubscription-State: {state}\nContact: <sip:{TestSbc.Fqdn}:{Port};transport=tls>\n"
                    + "Content-Type: message/sipfrag;version=2.0",
                StringComparison.Ordinal
            );
        return _own.SendAsync(Samples.Request(head.TrimEnd('\n'), $"SIP/2.0 {status} Said"));
    }

    /// <summary>Hangs up; the answer to the BYE.</summary>
    public async Task<SipResponse> ByeAsync(SipResponse dialog)
    {
        await _own.SendAsync(RawMessages.InDialog("BYE", dialog, ++_sequence));
        return await _own.FinalAsync(SipMethod.Bye);
    }

    /// <summary>The next request of a method that comes; others are passed over.</summary>
    public async Task<RawRequest> NextAsync(SipMethod method)
    {
        while (true)
        {
            var (request, on) = await _requests.Reader.ReadAsync(CarrierPair.Patience);
            if (request.Method == method)
            {
                return new RawRequest(request, on, Port);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The side first: what closes here is no fault of it.
        await _bench.DisposeAsync();
        await _ending.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _ending.Dispose();
        await _own.DisposeAsync();
        foreach (var connection in _accepted)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task AcceptAsync()
    {
        var reading = new List<Task>();
        while (true)
        {
            try
            {
                var connection = await _listener.AcceptAsync(_ending.Token);
                _accepted.Add(connection);
                reading.Add(ReadAsync(connection));
            }
            catch (Exception e) when (e is IOException or AuthenticationException)
            {
                // The side stopped within a handshake.
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                await Task.WhenAll(reading);
                return;
            }
        }
    }

    private async Task ReadAsync(RawSbc connection)
    {
        try
        {
            while (await connection.ReadAsync() is { } message)
            {
                if (message is SipRequest request)
                {
                    _requests.Writer.TryWrite((request, connection));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // A test that takes so long has failed already.
        }
    }
}
