using System.Collections.Immutable;
using Ponte.Calls.Events;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;
using Ponte.Sip.Loop;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Scenarios;

/// <summary>A caller goes through a flow: hears what is played, presses keys, and is connected with whom the flow calls.</summary>
/// <remarks>One move at a time: each thing that happens is told to the flow, whose next move takes the place of the one before.</remarks>
internal sealed class FlowCall(Call call, ICallFlow flow, Leg caller, int maxForwards) : IDisposable
{
    private static readonly CallEnd TooLong = new(EndSide.System, EndCause.MaximumDuration, Detail: "the flow took too long");

    /// <summary>A flow ends, also one that goes round in a circle.</summary>
    private const int MostWithoutCaller = 20;

    private readonly CancellationTokenSource _over = new();
    private ImmutableArray<AgreedFormat> _formats;
    private FlowMove _move = null!;
    private ImmutableArray<PlaySource>? _sources;
    private CallPlan? _plan;
    private FlowFound? _found;
    private RecordingPlace? _place;
    private uint _lastRecording = FlowRecording.FirstNumber;
    private LoopTimer? _silence;
    private LoopTimer? _longest;
    private uint? _playback;

    /// <summary>Plays the call.</summary>
    public async Task<CallEnd> PlayAsync() => caller.ReadOffer() ?? await EnterAsync();

    /// <summary>Plays the call for a party whose offer is read, or who is answered.</summary>
    public async Task<CallEnd> EnterAsync()
    {
        caller.Media.StopTone();
        call.Recorder.Rest();
        try
        {
            return await OpenAsync() ?? await GoAsync();
        }
        finally
        {
            PublishPath();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _over.Cancel();
        _over.Dispose();
        flow.End();
    }

    /// <summary>The caller's ports are opened. Null: it can be answered.</summary>
    private async Task<CallEnd?> OpenAsync()
    {
        if (caller.IsAnswered)
        {
            // It is in a call already. It may have been answered with what nobody can play.
            _formats = caller.Agreed!.Formats;
            caller.NeedsMadeCodec();
            return null;
        }
        if (!caller.Media.IsOpen)
        {
            caller.OpenMedia();
        }
        while (caller.Media.Local is null)
        {
            var happening = await call.NextAsync();
            var failure = happening.Kind == HappeningKind.MediaOpened && happening.Leg == caller ? happening.End : null;
            if ((failure ?? call.EndOf(happening, caller)) is { } end)
            {
                return end;
            }
        }
        _formats = call.Home.Transcoder.Playable(caller.OfferedFormats(out var unusable));
        return unusable ?? (Codecs.HasAudio(_formats) ? null : new CallEnd(EndSide.System, EndCause.NoCommonMedia, 488));
    }

    private async Task<CallEnd> GoAsync()
    {
        _longest = call.After(call.Home.Options.FlowTimeout, HappeningKind.MaximumDuration, TooLong);
        _move = flow.Begin(call.Home.UtcNow);
        while (true)
        {
            PublishPath();
            if (Start() is { } impossible)
            {
                return impossible;
            }
            var end = await AwaitNextAsync();
            Stop();
            if (end is not null)
            {
                return end;
            }
        }
    }

    /// <summary>Begins the move. Null: it is under way.</summary>
    private CallEnd? Start()
    {
        switch (_move)
        {
            case FlowEnd { End: var end }:
                return end;
            case FlowPlay play:
                call.Run(PrepareAsync(play, async token => Found(play, await play.Sources(token))));
                return Listen(play.BeforeAnswer);
            case FlowAsk ask:
                call.Run(PrepareAsync(ask, async token => Found(ask, await ask.Answer(token))));
                return null;
            case FlowCallOut ring:
                call.Run(PrepareAsync(ring, async token => Found(ring, await ring.Plan(token))));
                return null;
            case FlowRecord record:
                call.Run(PrepareAsync(record, async token => Found(record, await record.Place(token))));
                return Listen(beforeAnswer: false);
            case FlowAwait wait:
                _silence = call.After(wait.Wait, HappeningKind.FlowSilence);
                return Listen(beforeAnswer: false);
            case FlowEnter:
                call.Tell(new Happening(HappeningKind.FlowPrepared) { Move = _move });
                return Listen(beforeAnswer: false);
            default:
                throw new InvalidOperationException("A kind of move is not played.");
        }
    }

    private void Found(FlowMove move, ImmutableArray<PlaySource> sources) => _sources = ReferenceEquals(move, _move) ? sources : _sources;

    private void Found(FlowMove move, CallPlan plan) => _plan = ReferenceEquals(move, _move) ? plan : _plan;

    private void Found(FlowMove move, RecordingPlace? place) => _place = ReferenceEquals(move, _move) ? place : _place;

    private void Found(FlowMove move, FlowFound found) => _found = ReferenceEquals(move, _move) ? found : _found;

    private void Stop()
    {
        _silence?.Cancel();
        _silence = null;
        if (_playback is not null)
        {
            caller.Media.StopPlaying();
            _playback = null;
        }
    }

    /// <summary>Lets the caller hear us. Null: it does.</summary>
    private CallEnd? Listen(bool beforeAnswer)
    {
        if (!caller.IsAnswered && !(beforeAnswer && caller.BeginEarlyMedia(_formats)))
        {
            if (caller.Answer(_formats) is { } refusal)
            {
                return refusal;
            }
            call.MarkAnswered();
            caller.AnnounceAnswer();
        }
        // Who agreed to telephone events sends each key once, so; a tone beside it would be the same key.
        caller.Media.HearKeyTones(caller.Agreed is { } agreed && !Codecs.HasTelephoneEvent(agreed.Formats));
        return null;
    }

    /// <summary>Finds what the move needs, beside the scenario, which it then tells.</summary>
    private async Task PrepareAsync(FlowMove move, Func<CancellationToken, Task> find)
    {
#pragma warning disable CA1031 // What cannot be found is not played and not called; the flow goes on.
        try
        {
            await find(_over.Token);
        }
        catch (Exception e) when (!_over.IsCancellationRequested)
        {
            CallsLog.ScenarioFailed(call.Home.Logger, e, call.Id);
        }
        catch (OperationCanceledException)
        {
            // The call is over.
        }
#pragma warning restore CA1031
        call.Tell(new Happening(HappeningKind.FlowPrepared) { Move = move });
    }

    /// <summary>Waits for the next move. Null: it is there; else the call is over.</summary>
    private async Task<CallEnd?> AwaitNextAsync()
    {
        while (true)
        {
            var happening = await call.NextAsync();
            FlowNews? news = null;
            switch (happening.Kind)
            {
                case HappeningKind.FlowPrepared when ReferenceEquals(happening.Move, _move) && _move is FlowPlay:
                    news = Play();
                    break;
                case HappeningKind.FlowPrepared when ReferenceEquals(happening.Move, _move) && _move is FlowAsk:
                    news = _found ?? new FlowFound(null, HasFailed: true);
                    _found = null;
                    break;
                case HappeningKind.FlowPrepared when ReferenceEquals(happening.Move, _move) && _move is FlowEnter enter:
                    if (Enter(enter) is { } entered)
                    {
                        return entered;
                    }
                    news = new FlowNobody(EndCause.Busy);
                    break;
                case HappeningKind.FlowPrepared when ReferenceEquals(happening.Move, _move) && _move is FlowRecord record:
                    (news, var gone) = await new FlowRecording(call, caller, record, _lastRecording++).PlayAsync(TakePlace());
                    if (gone is not null)
                    {
                        await FinishAsync(flow.Take(news, call.Home.UtcNow));
                        return gone;
                    }
                    break;
                case HappeningKind.FlowPrepared when ReferenceEquals(happening.Move, _move):
                    var (end, cause) = await RingAsync();
                    if (end is not null)
                    {
                        return end;
                    }
                    news = new FlowNobody(cause);
                    break;
                case HappeningKind.Played when happening.Playback == _playback:
                    _playback = null;
                    news = new FlowPlayed();
                    break;
                case HappeningKind.KeyPressed when happening.Leg == caller:
                    news = new FlowKey(happening.Key);
                    break;
                case HappeningKind.FlowSilence when happening.Timer == _silence:
                    news = new FlowSilence();
                    break;
                default:
                    if (call.EndOf(happening, caller) is { } over)
                    {
                        return over;
                    }
                    break;
            }
            if (news is not null && flow.Take(news, call.Home.UtcNow) is { } next)
            {
                _move = next;
                return null;
            }
        }
    }

    /// <summary>The caller is gone, having been recorded: what asks nothing of anybody is done still, such as a mail with what was said.</summary>
    private async Task FinishAsync(FlowMove? move)
    {
        for (var moves = 0; moves < MostWithoutCaller; moves++)
        {
            switch (move)
            {
                case FlowPlay:
                    move = flow.Take(new FlowPlayed(), call.Home.UtcNow);
                    break;
                case FlowAsk ask:
                    _move = ask;
                    call.Run(PrepareAsync(ask, async token => Found(ask, await ask.Answer(token))));
                    await PreparedAsync(ask);
                    move = flow.Take(_found ?? new FlowFound(null, HasFailed: true), call.Home.UtcNow);
                    _found = null;
                    break;
                default:
                    return;
            }
        }
    }

    private async Task PreparedAsync(FlowAsk ask)
    {
        while (await call.NextAsync() is not { Kind: HappeningKind.FlowPrepared } prepared || !ReferenceEquals(prepared.Move, ask))
        {
            // Nothing else counts any more.
        }
    }

    private RecordingPlace? TakePlace()
    {
        var place = _place;
        _place = null;
        return place;
    }

    /// <summary>Begins to play what was found. Null: it plays.</summary>
    private FlowPlayed? Play()
    {
        var sources = _sources ?? [];
        _sources = null;
        if (sources.IsEmpty)
        {
            return new FlowPlayed();
        }
        _playback = caller.Media.Play(sources);
        return null;
    }

    /// <summary>Lets the caller go over to a room's call. Null: it is full.</summary>
    private CallEnd? Enter(FlowEnter enter)
    {
        if (caller.End is { } gone)
        {
            return gone;
        }
        if (call.Home.EnterRoom(enter.Room) is not { } target)
        {
            return null;
        }
        caller.Media.HearKeyTones(false);
        call.Publish((id, at) => new CallMerged(id, at, target.Id));
        caller.MoveTo(new Joining(target) { As = Participation.Member, IsHost = enter.IsHost });
        return new CallEnd(EndSide.System, EndCause.Merged, Detail: target.Id.Value);
    }

    /// <summary>Rings whom the flow calls, and lets both talk.</summary>
    /// <returns>How the call ended; null with the cause for which nobody answered.</returns>
    private async Task<(CallEnd? End, EndCause Cause)> RingAsync()
    {
        var plan = _plan;
        _plan = null;
        if (plan?.Refusal is { } refusal)
        {
            return (null, refusal.Cause);
        }
        if (plan is null)
        {
            return (null, EndCause.Unreachable);
        }
        _longest?.Cancel();
        caller.Media.HearKeyTones(false);
        var (end, isOver) = await new BasicCall(call, plan, caller, maxForwards).ConnectAsync();
        if (isOver)
        {
            return (end, default);
        }
        caller.Media.StopTone();
        _longest = call.After(call.Home.Options.FlowTimeout, HappeningKind.MaximumDuration, TooLong);
        return (null, end.Cause);
    }

    private void PublishPath()
    {
        foreach (var (name, step, value, result) in flow.TakePath())
        {
            call.Publish((id, at) => new FlowStepTaken(id, at, name, step, value, result));
        }
    }
}
