using Ponte.Calls.Events;
using Ponte.Calls.Journal;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Routing;
using Ponte.Calls.Scenarios;
using Ponte.Media.Control.Commands;
using Ponte.Sip.Loop;

namespace Ponte.Calls.Live;

/// <summary>
/// One call: its legs, and the one queue through which all that happens to it reaches its scenario. Lives on one loop, which is its only writer.
/// </summary>
/// <remarks>
/// A scenario is an <c>async</c> method that waits for nothing but <see cref="NextAsync"/>. A hang-up is a happening like any other, so it
/// is seen at every wait, and what crosses it in the same instant is seen in order.
/// </remarks>
internal sealed partial class Call
{
    /// <summary>Numbers that a restored call skips: legs that were made after it was journalled have them.</summary>
    private const int RestoreGap = 10;

    private readonly Queue<Happening> _happenings = new();
    private readonly List<Leg> _legs = [];
    private readonly List<LoopTimer> _timers = [];
    private int _lastLeg;
    private TaskCompletionSource? _waiting;

    public Call(CallsLoop home, CallId id, ulong number, DateTimeOffset startedAt)
    {
        Home = home;
        Id = id;
        Number = number;
        StartedAt = startedAt;
        Recorder = new CallRecorder(this);
        Supervision = new Supervision(this);
    }

    public CallsLoop Home { get; }

    public CallId Id { get; }

    /// <summary>Its number toward the media.</summary>
    public ulong Number { get; }

    /// <summary>Who called, from <see cref="Begin"/> on.</summary>
    public Party Caller { get; private set; } = new("", "");

    /// <summary>Who was called, from <see cref="Begin"/> on.</summary>
    public Party Called { get; private set; } = new("", "");

    public DateTimeOffset StartedAt { get; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Whether the journal holds it: a restarted server would take it over.</summary>
    public bool IsJournalled { get; private set; }

    public IReadOnlyList<Leg> Legs => _legs;

    /// <summary>Its recording.</summary>
    public CallRecorder Recorder { get; }

    /// <summary>Its supervisor.</summary>
    public Supervision Supervision { get; }

    /// <summary>Whether both parties talk and nothing else is under way, so that a party may hand the call over or be replaced.</summary>
    public bool IsTalking { get; set; }

    /// <summary>Whether it rings for a caller, so that somebody may pick it up.</summary>
    public bool IsRinging { get; set; }

    /// <summary>Whether a party waits for somebody to take it.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>Whether it was told to end, so that nothing new is begun for it.</summary>
    public bool IsEnding { get; private set; }

    /// <summary>Whether its scenario has ended: nobody can join it any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Tells history that the call began, and between whom.</summary>
    public void Begin(Party caller, Party called, CallOrigin origin = CallOrigin.Party)
    {
        Caller = caller;
        Called = called;
        Publish((id, at) => new CallStarted(id, at, caller, called, origin));
    }

    /// <summary>Adds a leg and names it.</summary>
    public Leg AddLeg(LegIdentity identity, LegProfile profile, ChannelLease? channel)
    {
        var leg = new Leg(this, NextLeg(), identity, profile, channel);
        _legs.Add(leg);
        return leg;
    }

    /// <summary>Adds a leg that a former process left.</summary>
    public Leg AddLeg(LegState state, ChannelLease? channel)
    {
        var leg = new Leg(this, state.Id, state.Identity, state.Profile, channel, state.Stream);
        _legs.Add(leg);
        return leg;
    }

    /// <summary>Takes a leg over from another call, and names it.</summary>
    public LegId Adopt(Leg leg)
    {
        _legs.Add(leg);
        return NextLeg();
    }

    /// <summary>Gives a leg away to another call.</summary>
    public void Release(Leg leg) => _legs.Remove(leg);

    /// <summary>Another call wants whom a user talks with here.</summary>
    public void Give(string user, Joining joining)
    {
        var leg = _legs.Find(l => l is { End: null, IsAnswered: true } && string.Equals(l.Identity.User, user, StringComparison.Ordinal));
        if (leg is null || IsOver)
        {
            joining.Fail(new CallEnd(EndSide.System, EndCause.UnknownNumber, 481));
            return;
        }
        Tell(new Happening(HappeningKind.Wanted, leg) { Joining = joining });
    }

    /// <summary>Plays the scenario to its end, whatever happens, and then ends what is left of the call.</summary>
    public async Task PlayAsync(Func<Task<CallEnd>> scenario)
    {
        var end = new CallEnd(EndSide.System, EndCause.InternalError);
#pragma warning disable CA1031 // A defect in one call must not stop the others: it ends this call, and is reported.
        try
        {
            end = await scenario();
        }
        catch (Exception e)
        {
            CallsLog.ScenarioFailed(Home.Logger, e, Id);
        }
#pragma warning restore CA1031
        await FinishAsync(end);
    }

    /// <summary>The next thing that happens.</summary>
    public async ValueTask<Happening> NextAsync()
    {
        while (true)
        {
            if (_happenings.TryDequeue(out var happening))
            {
                return happening;
            }
            _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await _waiting.Task;
        }
    }

    /// <summary>Something happened. On the loop.</summary>
    public void Tell(Happening happening)
    {
        IsEnding |= happening.Kind == HappeningKind.HangUp;
        _happenings.Enqueue(happening);
        var waiting = _waiting;
        _waiting = null;
        waiting?.TrySetResult();
    }

    /// <summary>Tells <paramref name="kind"/> after <paramref name="delay"/>, with <paramref name="end"/>.</summary>
    public LoopTimer After(TimeSpan delay, HappeningKind kind, CallEnd? end = null)
    {
        LoopTimer? timer = null;
        timer = Home.Loop.Schedule(delay, () => Tell(new Happening(kind, null, end, timer)));
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Publishes an event, with the call's id and the time.</summary>
    public void Publish(Func<CallId, DateTimeOffset, CallEvent> callEvent) => Home.Events.Publish(callEvent(Id, Home.UtcNow));

    /// <summary>What ends a call in which one party waits, or none yet, while others come and go; null: nothing that does.</summary>
    public CallEnd? EndOf(Happening happening, Leg? waits)
    {
        var end = happening.Kind switch
        {
            HappeningKind.HangUp or HappeningKind.MaximumDuration => happening.End,
            HappeningKind.LegEnded or HappeningKind.Silent when happening.Leg == waits => happening.End,
            _ => null,
        };
        IsEnding |= end is not null;
        if (end is null)
        {
            Disappoint(happening);
        }
        return end;
    }

    /// <summary>Sends a command to the media. A refusal ends the call, but not that of a tone: not every codec can carry one.</summary>
    public void Send(MediaCommand command) => _ = SendAsync(command);

    /// <summary>Lets work run beside the scenario. Its faults are reported.</summary>
    public void Run(Task work) => _ = ObserveAsync(work);

    /// <summary>The conversation began.</summary>
    public void MarkAnswered() => AnsweredAt = Home.UtcNow;

    /// <summary>Goes on with a call that a former process answered.</summary>
    public void Resume(CallState state)
    {
        Caller = state.Caller;
        Called = state.Called;
        _lastLeg = state.LastLeg + RestoreGap;
        AnsweredAt = state.AnsweredAt;
        IsJournalled = true;
        Recorder.Resume(state.Recorder);
    }

    /// <summary>Who waits for an answer to a happening that nobody takes gets one.</summary>
    private static void Disappoint(Happening happening)
    {
        switch (happening)
        {
            case { Kind: HappeningKind.Wanted, Joining: { } joining }:
                joining.Fail(new CallEnd(EndSide.System, EndCause.UnknownNumber, 481));
                break;
            case { Kind: HappeningKind.ParkAsked, Joining: { Park: { } park, Into: var call } }:
                call.Home.Unpark(park.Slot, call);
                break;
            case { Kind: HappeningKind.Arrived, Leg: { } leg }:
                leg.HangUp(new CallEnd(EndSide.System, EndCause.UnknownNumber, 481));
                leg.Close();
                break;
        }
    }

    private LegId NextLeg() => new(++_lastLeg);

    private async Task SendAsync(MediaCommand command)
    {
#pragma warning disable CA1031 // See ObserveAsync.
        try
        {
            // Nearly every answer says that it was done: it is taken on the media's thread, and only a refusal visits the loop.
            if (await Home.Media.SendAsync(command).ConfigureAwait(false) is MediaRefused refused)
            {
                RefuseOnLoop(command, refused);
            }
        }
        catch (Exception e)
        {
            FailOnLoop(e);
        }
#pragma warning restore CA1031
    }

    // Closures of their own: those of the method above would be made for each command.
    private void RefuseOnLoop(MediaCommand command, MediaRefused refused) => Home.Loop.Post(() => Refused(command, refused));

    private void FailOnLoop(Exception defect) => Home.Loop.Post(() => Failed(defect));

    private void Refused(MediaCommand command, MediaRefused refused)
    {
        CallsLog.MediaRefused(Home.Logger, Id, command.GetType().Name, refused.Error, refused.Detail);
        if (command is PlayTone or Play && refused.Error == MediaError.InvalidValue)
        {
            return;
        }
        var cause = refused.Error is MediaError.Unavailable or MediaError.UnknownStream ? EndCause.MediaLost : EndCause.InternalError;
        Tell(new Happening(HappeningKind.HangUp, null, new CallEnd(EndSide.System, cause, Detail: refused.Detail)));
    }

    private async Task ObserveAsync(Task work)
    {
#pragma warning disable CA1031 // The edge of work that nobody awaits: a defect is reported and ends the call.
        try
        {
            await work;
        }
        catch (Exception e)
        {
            Failed(e);
        }
#pragma warning restore CA1031
    }

    private void Failed(Exception defect)
    {
        CallsLog.ScenarioFailed(Home.Logger, defect, Id);
        Tell(new Happening(HappeningKind.HangUp, null, new CallEnd(EndSide.System, EndCause.InternalError)));
    }

    /// <summary>Ends what still lives, waits for the last media figures, and tells that the call is over.</summary>
    private async Task FinishAsync(CallEnd end)
    {
        IsOver = true;
        IsTalking = false;
        Recorder.End();
        foreach (var timer in _timers)
        {
            timer.Cancel();
        }
        Forget();
        foreach (var leg in _legs)
        {
            leg.HangUp(end);
            leg.Close();
        }
        var giveUp = After(Home.Options.CloseTimeout, HappeningKind.CloseTimeout);
        while (_legs.Exists(l => l.Media.IsClosing))
        {
            var happening = await NextAsync();
            Disappoint(happening);
            if (happening.Kind == HappeningKind.CloseTimeout)
            {
                break;
            }
        }
        while (_happenings.TryDequeue(out var unseen))
        {
            Disappoint(unseen);
        }
        giveUp.Cancel();
        foreach (var leg in _legs)
        {
            leg.AnnounceEnd(); // where the figures never came
        }
        Publish((id, at) => new CallEnded(id, at, end));
        Home.Remove(this, end);
    }
}
