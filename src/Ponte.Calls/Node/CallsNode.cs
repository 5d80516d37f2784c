using System.Collections.Concurrent;
using Ponte.Calls.Journal;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Sip.Agent;

namespace Ponte.Calls.Node;

/// <summary>All calls of a node, on the loops of its <see cref="SipNode"/>. Members may be called from any thread.</summary>
/// <remarks>
/// <para>Start order: media, director, this, <see cref="TakeOverAsync"/>, then the SIP listeners. Stop order: <see cref="StopAsync"/>, then the loops.</para>
/// <para>Ownership: a call belongs to its loop; this keeps only where calls and streams are, the count, and the live view made from events.</para>
/// </remarks>
public sealed class CallsNode : IDisposable
{
    private readonly SipNode _sip;
    private readonly Dictionary<SipEndpoint, CallsLoop> _loops;
    private readonly ConcurrentDictionary<CallId, Call> _calls = new();
    private readonly ConcurrentDictionary<StreamId, Leg> _streams = new();
    private readonly ConcurrentDictionary<string, Call> _parked = new(StringComparer.Ordinal);
    private int _count;
    private int _lastLoop;

    /// <summary>Takes the INVITEs and requests of all endpoints from now on.</summary>
    public CallsNode(SipNode sip, CallsServices services, CallsOptions options)
    {
        ArgumentNullException.ThrowIfNull(sip);
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        _sip = sip;
        Services = services;
        Options = options;
        Live = new LiveCalls(services.Events);
        Metrics = new CallsMetrics(() => Volatile.Read(ref _count));
        _loops = sip.Endpoints.ToDictionary(e => e, e => new CallsLoop(this, e));
        foreach (var (endpoint, loop) in _loops)
        {
            endpoint.User = loop;
        }
        services.Media.EventRaised += OnMediaEvent;
    }

    /// <summary>The calls at the moment, made from their events.</summary>
    public IReadOnlyCollection<LiveCall> Calls => Live.Calls;

    /// <summary>How many calls there are now. From any thread.</summary>
    public int CallCount => Live.Count;

    internal CallsServices Services { get; }

    internal CallsOptions Options { get; }

    internal CallsMetrics Metrics { get; }

    internal LiveCalls Live { get; }

    /// <summary>
    /// Takes over what a former process left: calls whose media still flows go on, the others are ended by BYE, and streams of calls that
    /// were not established are closed. Call once, before the first INVITE.
    /// </summary>
    /// <returns>How many calls go on.</returns>
    public async Task<int> TakeOverAsync(CancellationToken cancellationToken)
    {
        var reply = await Services.Media.SendAsync(new ListStreams(), cancellationToken);
        var streams = reply is StreamList list ? list.Streams : [];
        var open = streams.Select(s => s.Stream).ToHashSet();
        foreach (var entry in streams)
        {
            Services.Ids.Reserve(Math.Max(entry.Stream.Value, entry.Call));
        }
        var states = Services.Journal.Load().ToList();
        var kept = states
            .SelectMany(s => s.Supervision is { } supervised ? s.Legs.Add(supervised.Leg) : s.Legs)
            .Select(l => l.Stream)
            .ToHashSet();
        foreach (var state in states)
        {
            Interlocked.Increment(ref _count);
            var loop = _loops[_sip.EndpointOf(state.Legs[0].Dialog)];
            loop.Loop.Post(() => loop.TakeOver(state, open));
        }
        // A stream keeps the number of the call that opened it, also when its leg has gone over to another one.
        var orphans = streams.Select(s => s.Stream).Where(s => !kept.Contains(s)).ToList();
        foreach (var orphan in orphans)
        {
            await Services.Media.SendAsync(new CloseStream(orphan), cancellationToken);
        }
        var lost = states.Count(s => !(s.Conference is null ? s.Legs.All(IsOpen) : s.Legs.Any(IsOpen)));
        CallsLog.TakenOver(Services.Logger, states.Count - lost, lost, orphans.Count);
        return states.Count - lost;

        bool IsOpen(LegState leg) => open.Contains(leg.Stream);
    }

    /// <summary>Makes a call ourselves.</summary>
    /// <returns>The call; null where there are too many.</returns>
    public CallId? Originate(Origination origination)
    {
        ArgumentNullException.ThrowIfNull(origination);
        if (!TryCount())
        {
            Metrics.TurnedAway("limit");
            return null;
        }
        var id = Services.Ids.NextCall();
        var loop = NextLoop();
        loop.Loop.Post(() => loop.Originate(id, origination));
        return id;
    }

    /// <summary>Rings somebody to bring into a call that goes on.</summary>
    /// <returns>The call by which that is done; null where there are too many.</returns>
    public CallId? Invite(Invitation invitation)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        if (!TryCount())
        {
            Metrics.TurnedAway("limit");
            return null;
        }
        var id = Services.Ids.NextCall();
        var loop = NextLoop();
        loop.Loop.Post(() => loop.Invite(id, invitation));
        return id;
    }

    /// <summary>Mutes a party of a conference, or removes it; events tell what became of it.</summary>
    /// <param name="call">The call of the conference.</param>
    /// <param name="leg">Whom.</param>
    /// <param name="order">What is wanted.</param>
    /// <returns>Whether there is such a conference with such a party.</returns>
    public bool Confer(CallId call, LegId leg, ConferenceOrder order)
    {
        if (Calls.FirstOrDefault(c => c.Id == call) is not { Room: not null } seen || seen.Legs.All(l => l.Id != leg))
        {
            return false;
        }
        if (Find(call) is not { } live)
        {
            return false;
        }
        live.Home.Loop.Post(() =>
            live.Tell(new Happening(HappeningKind.ConferenceAsked, live.Legs.FirstOrDefault(l => l.Id == leg)) { Order = order })
        );
        return true;
    }

    /// <summary>Changes or ends the supervision of a call; events tell what became of it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="mode">Who hears the supervisor; null: the supervisor leaves.</param>
    /// <returns>Whether somebody supervises the call.</returns>
    public bool Supervise(CallId call, SupervisionMode? mode)
    {
        if (Calls.FirstOrDefault(c => c.Id == call)?.Legs.Any(l => l.Supervision is not null) != true || Find(call) is not { } live)
        {
            return false;
        }
        live.Home.Loop.Post(() => live.Tell(new Happening(HappeningKind.SupervisionAsked) { Supervision = mode }));
        return true;
    }

    /// <summary>Ends a call.</summary>
    /// <param name="call">Which.</param>
    /// <param name="detail">By whom or why, for history.</param>
    /// <returns>Whether there is such a call.</returns>
    public bool HangUp(CallId call, string detail)
    {
        if (!_calls.TryGetValue(call, out var live))
        {
            return false;
        }
        var end = new CallEnd(EndSide.System, EndCause.Normal, Detail: detail);
        live.Home.Loop.Post(() => live.Tell(new Happening(HappeningKind.HangUp, null, end)));
        return true;
    }

    /// <summary>Begins, ends or pauses the recording of a call, where the company's rules allow it; <see cref="Events.RecordingChanged"/> tells what became of it.</summary>
    /// <param name="call">Which.</param>
    /// <param name="wish">What is wanted.</param>
    /// <returns>Whether there is such a call.</returns>
    public bool Record(CallId call, RecordingWish wish)
    {
        if (!_calls.TryGetValue(call, out var live))
        {
            return false;
        }
        live.Home.Loop.Post(() => live.Tell(new Happening(HappeningKind.RecordingAsked) { Wish = wish }));
        return true;
    }

    /// <summary>Takes no more calls, and ends those that are there.</summary>
    /// <param name="keepEstablished">Leave established calls to the next process, which takes them over; only the others are ended.</param>
    public async Task StopAsync(bool keepEstablished)
    {
        var stops = new List<Task>();
        foreach (var loop in _loops.Values)
        {
            var stopped = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
            loop.Loop.Post(() => stopped.SetResult(loop.StopAsync(keepEstablished)));
            stops.Add(stopped.Task.Unwrap());
        }
        await Task.WhenAll(stops);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Services.Media.EventRaised -= OnMediaEvent;
        foreach (var endpoint in _loops.Keys)
        {
            endpoint.User = null;
        }
        Metrics.Dispose();
    }

    /// <summary>Counts a new call, unless the limit is reached.</summary>
    internal bool TryCount()
    {
        if (Interlocked.Increment(ref _count) <= Options.MaximumCalls)
        {
            return true;
        }
        Uncount();
        return false;
    }

    /// <summary>A call that was counted does not come to be, or is over.</summary>
    internal void Uncount() => Interlocked.Decrement(ref _count);

    internal Call? Find(CallId call) => _calls.GetValueOrDefault(call);

    internal RoomBook Rooms { get; } = new();

    private CallsLoop NextLoop() => _loops[_sip.Endpoints[(int)((uint)Interlocked.Increment(ref _lastLoop) % (uint)_sip.Endpoints.Count)]];

    internal void Add(Call call) => _calls[call.Id] = call;

    internal void Add(Leg leg, StreamId stream) => _streams[stream] = leg;

    /// <summary>The stream of a leg is closed.</summary>
    internal void Forget(Leg leg) => _streams.TryRemove(leg.Media.Stream, out _);

    internal CallsLoop LoopOf(SipEndpoint endpoint) => _loops[endpoint];

    internal bool TryPark(string slot, Call call) => _parked.TryAdd(slot, call);

    internal Call? FindParked(string slot) => _parked.GetValueOrDefault(slot);

    /// <summary>The oldest call with a leg of this kind.</summary>
    internal Call? Find(CallId except, Func<LiveLeg, bool> wanted)
    {
        var found = Live.Calls.FirstOrDefault(c => c.Id != except && c.Legs.Any(wanted));
        return found is null ? null : _calls.GetValueOrDefault(found.Id);
    }

    internal IReadOnlyList<Call> FindAll(Func<LiveCall, bool> wanted) =>
        [.. Live.Calls.Where(wanted).Select(c => _calls.GetValueOrDefault(c.Id)).OfType<Call>()];

    internal void Unpark(string slot, Call call) => _parked.TryRemove(new KeyValuePair<string, Call>(slot, call));

    internal void Remove(Call call, CallEnd end)
    {
        foreach (var leg in call.Legs)
        {
            _streams.TryRemove(leg.Media.Stream, out _);
        }
        _calls.TryRemove(call.Id, out _);
        Uncount();
        Metrics.Ended(end);
    }

    /// <summary>On a thread of the media.</summary>
    private void OnMediaEvent(MediaEvent mediaEvent)
    {
        switch (mediaEvent)
        {
            case MediaLost lost:
                foreach (var loop in _loops.Values)
                {
                    loop.Loop.Post(() => loop.OnMediaLost(lost.Reason));
                }
                break;
            case StreamLatched e:
                Tell(e.Stream, e);
                break;
            case PairNominated e:
                Tell(e.Stream, e);
                break;
            case AudioStarted e:
                Tell(e.Stream, e);
                break;
            case DigitReceived e:
                Tell(e.Stream, e);
                break;
            case StreamSilent e:
                Tell(e.Stream, e);
                break;
            case PlaybackEnded e:
                Tell(e.Stream, e);
                break;
            case RecordingEnded e:
                Tell(e.Stream, e);
                break;
        }
    }

    private void Tell(StreamId stream, MediaEvent mediaEvent)
    {
        if (_streams.TryGetValue(stream, out var leg))
        {
            Post(leg, mediaEvent);
        }
    }

    /// <summary>A leg may move to another loop while an event is on its way to it.</summary>
    private static void Post(Leg leg, MediaEvent mediaEvent)
    {
        var loop = leg.Loop;
        loop.Post(() =>
        {
            if (leg.Loop == loop)
            {
                leg.OnMediaEvent(mediaEvent);
            }
            else
            {
                Post(leg, mediaEvent);
            }
        });
    }
}
