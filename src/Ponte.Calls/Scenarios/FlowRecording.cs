using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Sip.Loop;

namespace Ponte.Calls.Scenarios;

/// <summary>Records the caller of a flow, and has kept what it said, whoever hangs up when.</summary>
/// <param name="call">The call.</param>
/// <param name="caller">Who is recorded.</param>
/// <param name="move">What the flow wants.</param>
/// <param name="number">The number by which the media tells the end.</param>
internal sealed class FlowRecording(Call call, Leg caller, FlowRecord move, uint number)
{
    /// <summary>Recordings of conversations count from 1; those of flows are told apart from them.</summary>
    public const uint FirstNumber = 0x8000_0000;

    /// <summary>How long the media may take to close a file: it writes ten times a second.</summary>
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(3);

    /// <summary>How long a disk may take to keep a message.</summary>
    private static readonly TimeSpan LongestKeep = TimeSpan.FromSeconds(10);

    private RecordingEnded? _ended;
    private FlowRecorded? _kept;
    private LoopTimer? _late;
    private CallEnd? _end;
    private char? _key;

    /// <summary>Records.</summary>
    /// <param name="place">Where to; null: nowhere.</param>
    /// <returns>What became of it, and the end of the call where that came meanwhile.</returns>
    public async Task<(FlowRecorded Recorded, CallEnd? End)> PlayAsync(RecordingPlace? place)
    {
        if (place is null)
        {
            return (new FlowRecorded(FlowTakeOutcome.Failed), null);
        }
        call.Run(StartAsync(place));
        await AwaitEndAsync();
        var take = new FlowTake(call.Id, place, _ended?.Reason ?? RecordingEnd.Stopped, _ended?.Length, IsCallerGone: _end is not null);
        call.Run(KeepAsync(take));
        await AwaitKeptAsync();
        var recorded = (_kept ?? new FlowRecorded(FlowTakeOutcome.Failed)) with { Key = _key };
        if (recorded.Box.Length > 0)
        {
            call.Publish((id, at) => new Events.MessageLeft(id, at, recorded.Box, recorded.Message, recorded.Length));
        }
        return (recorded, _end);
    }

    private async Task StartAsync(RecordingPlace place)
    {
        var start = new StartRecording(caller.Media.Stream, number, place.Path)
        {
            SampleRate = place.SampleRate,
            Seal = place.Seal,
            Beep = true,
            MaximumLength = move.MaximumLength,
            StopAfterSilence = move.StopAfterSilence,
        };
        if (await call.Home.Media.SendAsync(start) is MediaRefused refused)
        {
            CallsLog.RecordingFailed(call.Home.Logger, call.Id, refused.Detail);
            var never = new RecordingEnded(start.Stream, number, RecordingEnd.FileError, TimeSpan.Zero, refused.Detail);
            call.Tell(new Happening(HappeningKind.Recorded, caller) { Recorded = never });
        }
    }

    /// <summary>Waits until the media has closed the file, or does not any more.</summary>
    private async Task AwaitEndAsync()
    {
        while (_ended is null && _end?.Cause != EndCause.MediaLost)
        {
            var happening = await call.NextAsync();
            switch (happening.Kind)
            {
                case HappeningKind.Recorded when happening.Recorded!.Recording == number:
                    _ended = happening.Recorded;
                    break;
                case HappeningKind.FlowKeepTimeout when happening.Timer == _late:
                    return;
                case HappeningKind.KeyPressed
                    when happening.Leg == caller && move.StopKeys.Contains(happening.Key, StringComparison.Ordinal):
                    _key ??= happening.Key;
                    Stop();
                    break;
                default:
                    NoteEnd(happening);
                    break;
            }
        }
        _late?.Cancel();
    }

    private void NoteEnd(Happening happening)
    {
        if (call.EndOf(happening, caller) is { } end)
        {
            _end ??= end;
            Stop();
        }
    }

    private void Stop()
    {
        if (_late is null)
        {
            _late = call.After(LongestClose, HappeningKind.FlowKeepTimeout);
            call.Run(StopAsync());
        }
    }

    private async Task StopAsync() => await call.Home.Media.SendAsync(new StopRecording(caller.Media.Stream));

    private async Task KeepAsync(FlowTake take)
    {
#pragma warning disable CA1031 // Whatever it is, it costs the message and not the call.
        try
        {
            _kept = await move.Keep(take);
        }
        catch (Exception e)
        {
            CallsLog.ScenarioFailed(call.Home.Logger, e, call.Id);
        }
#pragma warning restore CA1031
        call.Tell(new Happening(HappeningKind.FlowKept) { Move = move });
    }

    private async Task AwaitKeptAsync()
    {
        var late = call.After(LongestKeep, HappeningKind.FlowKeepTimeout);
        while (true)
        {
            var happening = await call.NextAsync();
            switch (happening.Kind)
            {
                case HappeningKind.FlowKept when ReferenceEquals(happening.Move, move):
                    late.Cancel();
                    return;
                case HappeningKind.FlowKeepTimeout when happening.Timer == late:
                    return;
                default:
                    _end ??= call.EndOf(happening, caller);
                    break;
            }
        }
    }
}
