using Ponte.Sip.Dialogs;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transactions;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>
/// Gives flows for requests inside a dialog: look-up of the next hop and a connection that we opened; for a peer that registers with us
/// its own connection, the newest (RFC 5626 section 5.3). Requests that ask while one
/// waits for its connection wait behind it, so that an ACK is never overtaken by the BYE that follows it.
/// </summary>
internal sealed class DialogPath(SipEndpoint endpoint)
{
    private Queue<(NextHop? Hop, Action<FlowResult> Use)>? _waiting;
    private bool _busy;

    /// <summary>The TLS and trust profile of the connections.</summary>
    public string Profile { get; set; } = SipTarget.DefaultProfile;

    /// <summary>See <see cref="SessionSettings.Registration"/>.</summary>
    public string? Registration { get; set; }

    /// <summary>The flow that the peer used last.</summary>
    public SipFlow? Flow { get; set; }

    /// <summary>Calls <paramref name="use"/> with a flow or the reason why there is none; at once when nothing has to be waited for.</summary>
    public void Use(NextHop? hop, Action<FlowResult> use)
    {
        if (_busy)
        {
            (_waiting ??= new()).Enqueue((hop, use));
            return;
        }
        var pending = FindAsync(hop);
        if (pending.IsCompletedSuccessfully)
        {
            use(pending.Result);
            return;
        }
        _busy = true;
        endpoint.Loop.Watch(DrainAsync(pending, use));
    }

    private async Task DrainAsync(ValueTask<FlowResult> first, Action<FlowResult> use)
    {
        try
        {
            use(await first);
            while (_waiting is not null && _waiting.TryDequeue(out var next))
            {
                next.Use(await FindAsync(next.Hop));
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private ValueTask<FlowResult> FindAsync(NextHop? hop) => Registration is { } key ? FindRegisteredAsync(key, hop) : LookUpAsync(hop);

    private ValueTask<FlowResult> FindRegisteredAsync(string key, NextHop? hop)
    {
        var registered = key.Length > 0 ? endpoint.Registered?.Invoke(key) : null;
        if ((registered?.Flow is { IsOpen: true } newest ? newest : Flow) is { IsOpen: true } flow)
        {
            return ValueTask.FromResult(FlowResult.Success(flow));
        }
        var isDatagram = (registered?.Target.Protocol ?? Flow?.Protocol ?? hop?.Transport) == TransportProtocol.Udp;
        if (!isDatagram)
        {
            return ValueTask.FromResult(
                FlowResult.Failure(FlowFailureKind.Unreachable, "the peer's connection has ended, and it has not registered again")
            );
        }
        return registered is null ? LookUpAsync(hop) : endpoint.Transport.ConnectAsync(registered.Target, CancellationToken.None);
    }

    private async ValueTask<FlowResult> LookUpAsync(NextHop? hop)
    {
        if (hop is not { } next)
        {
            return FlowResult.Failure(FlowFailureKind.NotConfigured, "the peer gave no address that we can reach");
        }
        var request = new ResolveRequest(next.Host, next.Port, next.Transport, next.Secure);
        var found = await endpoint.Resolver.ResolveAsync(request, CancellationToken.None);
        var result = FlowResult.Failure(FlowFailureKind.Unreachable, found.Detail);
        foreach (var resolved in found.Hops)
        {
            result = await endpoint.Transport.ConnectAsync(resolved.ToTarget(Profile), CancellationToken.None);
            if (result.IsSuccess)
            {
                break;
            }
        }
        return result;
    }
}
