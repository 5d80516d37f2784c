using System.Globalization;
using Microsoft.Extensions.Logging;
using Ponte.Calls.Events;
using Ponte.Calls.Journal;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Calls.Scenarios;
using Ponte.Media.Control;
using Ponte.Media.Control.Model;
using Ponte.Sip.Agent;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Calls.Node;

/// <summary>The calls of one event loop. All members are used on the loop only.</summary>
internal sealed partial class CallsLoop(CallsNode node, SipEndpoint endpoint) : ISipUser
{
    private readonly HashSet<Call> _calls = [];
    private TaskCompletionSource? _drained;
    private bool _keepEstablished;

    public SipEndpoint Endpoint { get; } = endpoint;

    public EventLoop Loop => Endpoint.Loop;

    public ICallDirector Director => node.Services.Director;

    public IMediaControl Media => node.Services.Media;

    public ICallRecordings? Recordings => node.Services.Recordings;

    public ICallJournal Journal => node.Services.Journal;

    public ICallEventSink Events => node.Live;

    public ILogger Logger => node.Services.Logger;

    public CallsOptions Options => node.Options;

    public Transcoder Transcoder { get; } = new(node.Options.HasOpus);

    public DateTimeOffset UtcNow => node.Services.Time.GetUtcNow();

    /// <summary>A leg is closed.</summary>
    public void Forget(Leg leg) => node.Forget(leg);

    /// <summary>Takes a slot for a call. False: it is taken.</summary>
    public bool TryPark(string slot, Call call) => node.TryPark(slot, call);

    /// <summary>The call of a slot, if one waits there.</summary>
    public Call? FindParked(string slot) => node.FindParked(slot);

    /// <summary>The oldest call that rings for one of these users.</summary>
    public Call? FindRinging(IReadOnlyCollection<string> users, CallId except) =>
        node.Find(
            except,
            leg =>
                leg is { IsIncoming: false, IsFirst: false, User: not null }
                && users.Contains(leg.User, StringComparer.Ordinal)
                && leg.State < LiveLegState.Talking
        );

    /// <summary>The call in which a user talks, or holds.</summary>
    public Call? FindTalking(string user, CallId except) =>
        node.Find(except, leg => string.Equals(leg.User, user, StringComparison.Ordinal) && leg.State >= LiveLegState.Talking);

    /// <summary>A call, wherever it lives; null where it is over.</summary>
    public Call? Find(CallId call) => node.Find(call);

    /// <summary>The rooms that are open.</summary>
    public RoomBook Rooms => node.Rooms;

    /// <summary>Gives a slot back.</summary>
    public void Unpark(string slot, Call call) => node.Unpark(slot, call);

    public StreamId NextStream() => new(node.Services.Ids.NextNumber());

    /// <summary>Lets events of a leg's stream find it.</summary>
    public void Register(Leg leg) => node.Add(leg, leg.Media.Stream);

    /// <inheritdoc/>
    public void OnRequest(IncomingRequest request) => node.Services.OutOfDialog.OnRequest(request);

    /// <inheritdoc/>
    public void OnInvite(InviteSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var invite = session.InitialRequest!;
        var flow = session.Flow!;
        var identification = Director.Identify(invite, flow);
        if (identification is not Identification.Known { Origin: var origin })
        {
            Refuse(session, flow, (Identification.Refused)identification);
            return;
        }
        if (_drained is not null)
        {
            TurnAway(session, "stopping");
            return;
        }
        if (invite.Headers.Contains(HeaderName.Replaces))
        {
            Replace(session, invite, origin);
            return;
        }
        if (!node.TryCount())
        {
            CallsLog.TooManyCalls(Logger, flow.Remote.ToString(), Options.MaximumCalls);
            TurnAway(session, "limit");
            return;
        }
        Begin(session, invite, origin);
    }

    /// <summary>Goes on with a call of a former process.</summary>
    public void TakeOver(CallState state, IReadOnlySet<StreamId> openStreams)
    {
        var call = new Call(this, state.Id, state.Number, state.StartedAt);
        call.Resume(state);
        foreach (var legState in state.Legs)
        {
            var (channel, credentials) = Director.Reclaim(legState.Identity.Kind, legState.Identity.Name);
            call.AddLeg(legState, channel).Restore(legState, Endpoint, credentials, openStreams.Contains(legState.Stream));
        }
        if (state.Supervision is { } supervision)
        {
            TakeOver(call, supervision, openStreams);
        }
        Add(call);
        node.Live.Seed(LiveCall.Of(state));
        if (state.Conference is { } conference && call.Legs.Any(l => l.Media.IsOpen))
        {
            call.Run(call.PlayAsync(() => ResumeConferenceAsync(call, conference, state.MaximumDuration)));
            return;
        }
        if (call.Legs.Take(state.Legs.Length).Any(l => !l.Media.IsOpen))
        {
            var lost = new CallEnd(EndSide.System, EndCause.MediaLost, Detail: "its media was lost while the server was away");
            call.Run(call.PlayAsync(() => Task.FromResult(lost)));
            return;
        }
        if (state.Park is { } park)
        {
            call.Run(call.PlayAsync(() => ResumeParkedAsync(call, park, state.MaximumDuration)));
            return;
        }
        var bridge = new Bridge(call, call.Legs[0], call.Legs[1]);
        call.Run(call.PlayAsync(() => new Conversation(call, bridge, state.MaximumDuration).ResumeAsync()));
    }

    private void TakeOver(Call call, SupervisionState state, IReadOnlySet<StreamId> openStreams)
    {
        var (leg, identity) = (state.Leg, state.Leg.Identity);
        var (channel, credentials) = Director.Reclaim(identity.Kind, identity.Name);
        var supervisor = call.AddLeg(leg, channel);
        supervisor.Restore(leg, Endpoint, credentials, openStreams.Contains(leg.Stream));
        call.Supervision.Resume(supervisor, call.Legs.FirstOrDefault(l => l.Id == state.Agent), state.Mode);
    }

    /// <summary>Ends every call whose media is lost.</summary>
    public void OnMediaLost(string reason)
    {
        CallsLog.MediaLost(Logger, reason, _calls.Count);
        HangUpAll(new CallEnd(EndSide.System, EndCause.MediaLost, Detail: reason));
    }

    /// <summary>Takes no more calls. Completes when those that are ended are gone.</summary>
    /// <param name="keepEstablished">Leave journalled calls as they are, for the next process to take over.</param>
    public Task StopAsync(bool keepEstablished)
    {
        _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _keepEstablished = keepEstablished;
        HangUpAll(new CallEnd(EndSide.System, EndCause.Shutdown));
        CheckDrained();
        return _drained.Task;
    }

    /// <summary>A call is over.</summary>
    public void Remove(Call call, CallEnd end)
    {
        _calls.Remove(call);
        node.Remove(call, end);
        CheckDrained();
    }

    private static async Task<CallEnd> ResumeParkedAsync(Call call, ParkState park, TimeSpan maximumDuration)
    {
        call.Home.TryPark(park.Slot, call);
        call.Legs[0].Reapply();
        call.Publish((id, at) => new CallTakenOver(id, at));
        var turn = await new Parked(call, call.Legs[0], park, maximumDuration).PlayAsync();
        return turn.Bridge is { } bridge ? await new Conversation(call, bridge, maximumDuration).BeginAsync() : turn.End!;
    }

    private static async Task<CallEnd> ResumeConferenceAsync(Call call, ConferenceState state, TimeSpan maximumDuration)
    {
        if (state.Room is { } room)
        {
            call.Home.Rooms.Reopen(room, call, call.Legs.Count(l => l.Media.IsOpen));
            return await new RoomCall(call, room).ResumeAsync(state);
        }
        var turn = await new Conference(call, null, maximumDuration).ResumeAsync(state);
        return turn.Bridge is { } bridge ? await new Conversation(call, bridge, maximumDuration).PlayAsync() : turn.End!;
    }

    private void Begin(InviteSession session, SipRequest invite, LegOrigin origin)
    {
        var incoming = new IncomingCall(node.Services.Ids.NextCall(), UtcNow, origin, invite);
        var call = new Call(this, incoming.Id, node.Services.Ids.NextNumber(), incoming.At);
        var identity = new LegIdentity(origin.Kind, true, origin.Name, origin.Peer, origin.User);
        var caller = call.AddLeg(identity, origin.Profile, channel: null);
        caller.Attach(session);
        Add(call);
        node.Metrics.Started();
        call.Run(call.PlayAsync(new Opening(call, caller, incoming).PlayAsync));
    }

    /// <summary>Makes a call; it is counted already.</summary>
    public void Originate(CallId id, Origination origination)
    {
        if (_drained is not null)
        {
            node.Uncount();
            origination.FirstOver(new CallEnd(EndSide.System, EndCause.Shutdown));
            return;
        }
        var call = Add(id);
        call.Run(call.PlayAsync(new OriginatedCall(call, origination).PlayAsync));
    }

    /// <summary>Makes a call that brings somebody into another one; it is counted already.</summary>
    public void Invite(CallId id, Invitation invitation)
    {
        if (_drained is not null)
        {
            node.Uncount();
            return;
        }
        var call = Add(id);
        call.Run(call.PlayAsync(new InvitedCall(call, invitation).PlayAsync));
    }

    /// <summary>The call of a room, with one more who is expected there; it is opened on this loop where it was not. Null: it is full, or the node is.</summary>
    public Call? EnterRoom(RoomPlan room)
    {
        Call? opened = null;
        var entered = Rooms.Enter(room, () => opened = _drained is null && node.TryCount() ? Add(node.Services.Ids.NextCall()) : null);
        opened?.Run(opened.PlayAsync(new RoomCall(opened, room).PlayAsync));
        return entered;
    }

    /// <summary>A user wants its calls to be one: whom it talks with in another call is fetched into that of the leg.</summary>
    public void Gather(string user, Leg leg)
    {
        var into = leg.Call;
        foreach (var other in FindAllTalking(user, into.Id).Take(1))
        {
            var joining = new Joining(into) { As = Participation.Member, Initiator = Director.EndsConferenceWithInitiator ? leg : null };
            other.Home.Loop.Post(() => other.Give(user, joining));
        }
    }

    /// <summary>The calls of two in which a user talks, the oldest first.</summary>
    public IReadOnlyList<Call> FindAllTalking(string user, CallId except) =>
        node.FindAll(c =>
            c is { Room: null, AnsweredAt: not null }
            && c.Id != except
            && c.Legs.Any(l => l is { State: >= LiveLegState.Talking, Supervision: null } && user.Equals(l.User, StringComparison.Ordinal))
        );

    private Call Add(CallId id)
    {
        var call = new Call(this, id, node.Services.Ids.NextNumber(), UtcNow);
        Add(call);
        node.Metrics.Started();
        return call;
    }

    private void Add(Call call)
    {
        _calls.Add(call);
        node.Add(call);
    }

    private void HangUpAll(CallEnd end)
    {
        foreach (var call in _calls)
        {
            if (!(_keepEstablished && call.IsJournalled))
            {
                call.Tell(new Happening(HappeningKind.HangUp, null, end));
            }
        }
    }

    private void CheckDrained()
    {
        if (_drained is not null && _calls.All(c => _keepEstablished && c.IsJournalled))
        {
            _drained.TrySetResult();
        }
    }

    private void Refuse(InviteSession session, SipFlow flow, Identification.Refused refused)
    {
        if (refused.Status is 401 or 407)
        {
            node.Metrics.TurnedAway("challenged");
        }
        else
        {
            CallsLog.UnknownSource(Logger, flow.Remote.ToString());
            node.Metrics.TurnedAway("unknown source");
        }
        session.Reject(refused.Status, null, refused.Headers);
    }

    private void TurnAway(InviteSession session, string reason)
    {
        node.Metrics.TurnedAway(reason);
        var seconds = ((int)Options.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        session.Reject(503, null, [new ExtraHeader("Retry-After", seconds)]);
    }
}
