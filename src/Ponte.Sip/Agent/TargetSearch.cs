using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>
/// Goes through a destination: its hops in order, the addresses that RFC 3263 gives for each, those to be avoided last. Gives one
/// flow after the other until its user is content, and keeps a report of what failed.
/// </summary>
internal sealed class TargetSearch(SipEndpoint endpoint, Destination destination)
{
    private readonly Queue<(DestinationHop Hop, SipTarget Target)> _avoided = new();
    private readonly List<AttemptReport> _failed = [];
    private ResolveResult? _found;
    private int _hop = -1;
    private int _at;

    /// <summary>What was tried and failed so far.</summary>
    public IReadOnlyList<AttemptReport> Failed => _failed;

    /// <summary>Notes that a target which was given has failed.</summary>
    public void Report(TargetFlow tried, SipFailureKind kind, int status, string detail) =>
        _failed.Add(new AttemptReport(tried.Hop, tried.Target, kind, status, detail));

    /// <summary>The next flow; null when all addresses were tried. On the loop.</summary>
    public async ValueTask<TargetFlow?> NextAsync(CancellationToken cancellationToken)
    {
        while (await NextTargetAsync(cancellationToken) is { } next && !cancellationToken.IsCancellationRequested)
        {
            if (await ConnectAsync(next.Hop, next.Target, cancellationToken) is { } flow)
            {
                return new TargetFlow(next.Hop, next.Target, flow);
            }
        }
        return null;
    }

    /// <summary>A new flow to a target whose connection broke; null when there is none.</summary>
    public async ValueTask<TargetFlow?> ReconnectAsync(TargetFlow tried, CancellationToken cancellationToken)
    {
        if (tried.Hop.Flow is not null)
        {
            return null; // only the peer can open another
        }
        var result = await ConnectInTimeAsync(tried.Hop, tried.Target, cancellationToken);
        return result.IsSuccess ? tried with { Flow = result.Flow } : null;
    }

    private async ValueTask<(DestinationHop Hop, SipTarget Target)?> NextTargetAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_found is { } found && _at < found.Hops.Length)
            {
                var hop = destination.Hops[_hop];
                var target = found.Hops[_at++].ToTarget(hop.Profile);
                if (!endpoint.Avoided.IsAvoided(target, endpoint.Loop.Now))
                {
                    return (hop, target);
                }
                _avoided.Enqueue((hop, target));
            }
            if (_hop + 1 >= destination.Hops.Count || cancellationToken.IsCancellationRequested)
            {
                return _avoided.TryDequeue(out var last) ? last : null;
            }
            await ResolveAsync(destination.Hops[++_hop], cancellationToken);
        }
    }

    private async ValueTask ResolveAsync(DestinationHop hop, CancellationToken cancellationToken)
    {
        _at = 0;
        if (hop.Flow is { } flow)
        {
            _found = ResolveResult.Found([new ResolvedHop(flow.Protocol, flow.Remote, "")]);
            return;
        }
        var request = new ResolveRequest(hop.Host, hop.Port, hop.Transport);
        _found = await endpoint.Resolver.ResolveAsync(request, cancellationToken);
        if (!_found.IsSuccess)
        {
            _failed.Add(new AttemptReport(hop, null, SipFailureKind.Resolution, 0, _found.Detail));
        }
    }

    private async ValueTask<SipFlow?> ConnectAsync(DestinationHop hop, SipTarget target, CancellationToken cancellationToken)
    {
        var result =
            hop.Flow is { } flow ? Existing(flow)
            : target.Protocol == TransportProtocol.Udp ? await endpoint.Transport.ConnectAsync(target, cancellationToken)
            : await ConnectInTimeAsync(hop, target, cancellationToken);
        if (!result.IsSuccess)
        {
            _failed.Add(new AttemptReport(hop, target, SipFailureKind.Transport, 0, result.Detail));
        }
        return result.Flow;
    }

    private static FlowResult Existing(SipFlow flow) =>
        flow.IsOpen
            ? FlowResult.Success(flow)
            : FlowResult.Failure(FlowFailureKind.Unreachable, $"the connection of {flow.Remote} has ended: {flow.CloseReason}");

    /// <summary>The time that a hop is given for its first answer is also all it gets to be connected.</summary>
    private async ValueTask<FlowResult> ConnectInTimeAsync(DestinationHop hop, SipTarget target, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pending = endpoint.Transport.ConnectAsync(target, limit.Token);
        if (pending.IsCompletedSuccessfully)
        {
            return await pending;
        }
        var timer = endpoint.Loop.Schedule(hop.FirstAnswerTimeout, limit.Cancel);
        var result = await pending;
        timer.Cancel();
        return result.FailureKind == FlowFailureKind.Cancelled && !cancellationToken.IsCancellationRequested && !result.IsSuccess
            ? FlowResult.Failure(FlowFailureKind.TimedOut, $"no connection to {target} in time")
            : result;
    }
}
