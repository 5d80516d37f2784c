using System.Collections.Immutable;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transactions;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>
/// All endpoints of a node over one transport. Each message goes to its loop without a lock: the branches and tags that we write carry
/// the loop's number, and what is new is spread by its Call-ID. Under too much load new requests get 503 before they reach a loop.
/// </summary>
public sealed class SipNode : IDisposable
{
    private static readonly SendOrPostCallback Deliver = static state => ((Arrival)state!).Deliver();

    private readonly ISipTransport _transport;
    private readonly ImmutableArray<SipEndpoint> _endpoints;
    private readonly SessionPlaces _places = new();
    private readonly int _maximumBacklog;
    private long _malformed;

    /// <summary>Creates the endpoints and listens to the transport.</summary>
    /// <param name="transport">The transport.</param>
    /// <param name="resolver">Finds addresses.</param>
    /// <param name="loops">The loops, numbered from 0 in their order.</param>
    /// <param name="options">Settings.</param>
    public SipNode(ISipTransport transport, SipResolver resolver, IReadOnlyList<EventLoop> loops, SipEndpointOptions options)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(loops);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(loops.Count, nameof(loops));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(loops.Count, LoopTokens.MaximumLoops, nameof(loops));
        _transport = transport;
        _maximumBacklog = options.MaximumBacklog;
        var avoided = new AvoidedTargets();
        _endpoints = [.. loops.Select(loop => new SipEndpoint(loop, transport, resolver, options, avoided, _places))];
        _places.Endpoints = _endpoints;
        transport.Received += OnReceived;
        transport.Malformed += OnMalformed;
        transport.FlowClosed += OnFlowClosed;
    }

    /// <summary>The endpoints, one for each loop in their order.</summary>
    public IReadOnlyList<SipEndpoint> Endpoints => _endpoints;

    /// <summary>
    /// Whether a request from outside any dialog is looked at; one that is not is passed over as if it had been lost. Called on the
    /// transport's threads before any other work for it; null: all are.
    /// </summary>
    public Func<SipRequest, SipFlow, bool>? Screen { get; init; }

    /// <summary>
    /// Finds where a peer that registered with us is now, by <see cref="SessionSettings.Registration"/>; null where it is not. Called on the
    /// loops; it must not block.
    /// </summary>
    public Func<string, RegisteredPeer?>? Registered
    {
        init
        {
            foreach (var endpoint in _endpoints)
            {
                endpoint.Registered = value;
            }
        }
    }

    /// <summary>Messages that could not be read.</summary>
    public long Malformed => Volatile.Read(ref _malformed);

    /// <summary>
    /// The endpoint that a dialog's messages go to: where to restore it. Dialogs of one former loop go to one loop again, also when there
    /// are fewer loops now, so both legs of a call stay together.
    /// </summary>
    public SipEndpoint EndpointOf(DialogState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return LoopTokens.TryReadTag(state.LocalTag, out var token) ? _places.OfToken(token) : _places.OfCallId(state.CallId);
    }

    /// <summary>Listens no more. Sessions are left as they are.</summary>
    public void Dispose()
    {
        _transport.Received -= OnReceived;
        _transport.Malformed -= OnMalformed;
        _transport.FlowClosed -= OnFlowClosed;
    }

    private void OnReceived(SipMessage message, SipFlow flow)
    {
        if (message is SipRequest request)
        {
            var endpoint = LoopTokens.TryReadTag(request.ToTag, out var token) ? _places.OfToken(token) : _places.OfCallId(request.CallId);
            // What belongs to a call that is up, and what ends one, always goes through; so load comes down.
            var isNew = request.ToTag.Length == 0 && request.Method is not (SipMethod.Ack or SipMethod.Cancel);
            if (isNew && Screen is { } screen && !screen(request, flow))
            {
                return;
            }
            if (isNew && endpoint.Loop.Backlog > _maximumBacklog)
            {
                endpoint.Shed(request, flow);
                return;
            }
            endpoint.Loop.Post(Deliver, new Arrival(endpoint, message, flow));
            return;
        }
        // A branch that we did not write finds no transaction anywhere: loop 0 counts it.
        _ = LoopTokens.TryReadBranch(message.TopVia?.Branch ?? "", out var branch);
        var owner = _places.OfToken(branch);
        owner.Loop.Post(Deliver, new Arrival(owner, message, flow));
    }

    /// <summary>A request that is broken but says where it came from is answered; all of its kind get the same tag.</summary>
    private void OnMalformed(SipParseError error, ReadOnlyMemory<byte> message, SipFlow flow)
    {
        Interlocked.Increment(ref _malformed);
        if (SipResponseBuilder.ForMalformed(message, error, "malformed", flow.Remote) is { } builder)
        {
            _transport.Send(flow, builder.AddServer(_endpoints[0].Options).Build());
        }
    }

    private void OnFlowClosed(SipFlow flow, string reason)
    {
        // Requests of ours go out on a connection that a peer opened to phones only: the end of others concerns no transaction.
        if (flow.IsInbound && !flow.HasCarriedRequests)
        {
            return;
        }
        foreach (var endpoint in _endpoints)
        {
            endpoint.Loop.Post(() => endpoint.FlowClosed(flow, reason));
        }
    }

    private sealed class Arrival(SipEndpoint endpoint, SipMessage message, SipFlow flow)
    {
        public void Deliver() => endpoint.Receive(message, flow);
    }
}
