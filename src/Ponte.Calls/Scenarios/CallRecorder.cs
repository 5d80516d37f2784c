using Ponte.Calls.Events;
using Ponte.Calls.Journal;
using Ponte.Calls.Live;
using Ponte.Calls.Node;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Scenarios;

/// <summary>
/// The recording of one call, over all its parties: one file, with a segment for each two of them. It fails closed: with an announcement nothing
/// is recorded before every outside party has heard it to its end.
/// </summary>
/// <remarks>
/// A pause ends the segment, and what goes on begins another: nothing of what was said meanwhile is in any buffer then. Nothing here ends the call.
/// </remarks>
internal sealed class CallRecorder(Call call)
{
    private readonly HashSet<Leg> _announced = [];
    private readonly Dictionary<Leg, uint> _playing = [];
    private Bridge? _bridge;
    private Leg? _left;
    private Leg? _right;
    private RecordingRule _rule = RecordingRule.Never;
    private RecordingPlace? _place;
    private readonly KeySequence _keys = new();
    private bool _isWanted;
    private bool _isPaused;
    private bool _isPreparing;
    private bool _isOver;
    private int _round;
    private uint _number;
    private RecorderState? _former;

    /// <summary>What is journalled of it; null where nothing has come of it.</summary>
    public RecorderState? State =>
        _former
        ?? (
            !_isWanted && _place is null && !_isOver
                ? null
                : new RecorderState
                {
                    Rule = _rule,
                    Place = _place is { } place ? place with { Seal = place.Seal with { Key = [] } } : null,
                    IsWanted = _isWanted,
                    IsPaused = _isPaused,
                    IsOver = _isOver,
                    Announced = [.. _announced.Select(l => l.Id)],
                    Number = _number,
                    Left = _left?.Id,
                }
        );

    private ICallRecordings? Recordings => call.Home.Recordings;

    /// <summary>Goes on with what a former process left, as soon as two parties talk.</summary>
    public void Resume(RecorderState? state) => _former = state;

    /// <summary>Two parties talk, from now on or again.</summary>
    public void Talk(Bridge bridge)
    {
        TakeFormer(bridge);
        // What one heard of an announcement while the other one was changed is not known.
        StopAnnouncing();
        _bridge = bridge;
        if (Recordings is not { } recordings || _isOver)
        {
            return;
        }
        var rule = recordings.RuleOf(bridge.First.Identity, bridge.Second.Identity);
        _rule = rule.When >= _rule.When ? rule : _rule;
        _isWanted |= _rule.When == RecordingMode.Always;
        Go();
    }

    /// <summary>
    /// The media has gone on with the segment meanwhile. It is ended, and another one begun in the same file: so it does not matter whether it really
    /// had begun, or has failed since.
    /// </summary>
    private void TakeFormer(Bridge bridge)
    {
        if (_former is not { } state)
        {
            return;
        }
        _former = null;
        (_rule, _place, _number) = (state.Rule, state.Place, state.Number);
        (_isWanted, _isPaused, _isOver) = (state.IsWanted, state.IsPaused, state.IsOver);
        Leg[] both = [bridge.First, bridge.Second];
        _announced.UnionWith(both.Where(l => state.Announced.Contains(l.Id)));
        if (both.FirstOrDefault(l => l.Id == state.Left) is { } left)
        {
            call.Run(StopAsync(left));
        }
    }

    /// <summary>Something happened while two talk.</summary>
    public void Take(Happening happening)
    {
        switch (happening)
        {
            case { Kind: HappeningKind.RecordingPrepared, Recording: { } part } when part.Round == _round && !_isOver:
                _isPreparing = false;
                Prepared(part);
                break;
            case { Kind: HappeningKind.Played, Leg: { } leg }
                when _playing.TryGetValue(leg, out var number) && number == happening.Playback:
                Heard(leg, happening.PlaybackEnd);
                break;
            case { Kind: HappeningKind.KeyPressed, Leg: { Identity.User: not null } leg } when _bridge?.Has(leg) == true:
                Pressed(happening.Key);
                break;
            case { Kind: HappeningKind.RecordingAsked, Wish: { } wish }:
                Wish(wish);
                break;
            case { Kind: HappeningKind.LegChanged }:
                Go(); // an announcement that a hold cut off begins anew
                break;
        }
    }

    /// <summary>The media ended a recording.</summary>
    public void Ended(RecordingEnded ended)
    {
        if (ended.Recording == _number && ended.Reason is not RecordingEnd.Stopped && _left is not null)
        {
            Fail(RecordingStep.Failed, ended.Reason == RecordingEnd.FileError ? ended.Detail : ended.Reason.ToString());
        }
    }

    /// <summary>Nobody talks with anybody any more, until <see cref="Talk"/>.</summary>
    public void Rest()
    {
        StopAnnouncing();
        StopSegment(RecordingStep.Stopped);
        _bridge = null;
    }

    /// <summary>The call ends.</summary>
    public void End()
    {
        if (_isWanted && !_isOver && _left is null && !_isPaused && _bridge is not null && _rule.Announcement.Length > 0)
        {
            Publish(RecordingStep.Refused, "the call ended before the announcement was heard to its end");
        }
        StopSegment(RecordingStep.Stopped);
        _isOver = true;
    }

    private void Wish(RecordingWish wish)
    {
        switch (wish)
        {
            case RecordingWish.Start when _rule.When != RecordingMode.Never && !_isOver:
                (_isWanted, _isPaused) = (true, false);
                call.SaveAgain();
                Go();
                break;
            case RecordingWish.Stop when _rule.When != RecordingMode.Always:
                StopSegment(RecordingStep.Stopped);
                StopAnnouncing();
                (_isWanted, _isPaused) = (false, false);
                call.SaveAgain();
                break;
            case RecordingWish.Pause when _isWanted && !_isPaused:
                StopSegment(RecordingStep.Paused);
                StopAnnouncing();
                _isPaused = true;
                call.SaveAgain();
                break;
            case RecordingWish.Resume when _isPaused:
                _isPaused = false;
                call.SaveAgain();
                Go();
                break;
        }
    }

    private void Pressed(char key)
    {
        _keys.Press(key);
        if (_keys.TryTake(RecordingRule.RecordKeys))
        {
            Wish(_isWanted ? RecordingWish.Stop : RecordingWish.Start);
        }
        else if (_keys.TryTake(RecordingRule.PauseKeys))
        {
            Wish(_isPaused ? RecordingWish.Resume : RecordingWish.Pause);
        }
    }

    /// <summary>Begins what is to be done for the two that talk now.</summary>
    private void Go()
    {
        if (_bridge is not { } bridge || !_isWanted || _isPaused || _isOver || _isPreparing || _playing.Count > 0)
        {
            return;
        }
        if (_left == bridge.First && _right == bridge.Second)
        {
            return;
        }
        StopSegment(step: null);
        if (bridge.First.IsHeld || bridge.Second.IsHeld)
        {
            return;
        }
        _isPreparing = true;
        call.Run(PrepareAsync(++_round, Deaf(bridge).Any()));
    }

    /// <summary>Who has still to hear the announcement: who is outside, or both where nobody is.</summary>
    private IEnumerable<Leg> Deaf(Bridge bridge)
    {
        Leg[] both = [bridge.First, bridge.Second];
        var isInternal = both.All(l => l.Identity.User is not null);
        return _rule.Announcement.Length == 0 ? [] : both.Where(l => (isInternal || l.Identity.User is null) && !_announced.Contains(l));
    }

    private async Task PrepareAsync(int round, bool isAnnounced)
    {
        var part = new RecordingPart(round, [], _place, "");
#pragma warning disable CA1031 // Whatever it is, it costs the recording and not the call.
        try
        {
            if (_place is null || _place.Seal.Key.IsEmpty)
            {
                var (place, fault) = _place is { } former
                    ? await Recordings!.ReopenAsync(former, CancellationToken.None)
                    : await Recordings!.OpenAsync(call.Id, _rule.KeepDays, CancellationToken.None);
                part = part with { Place = place, Fault = fault };
            }
            if (isAnnounced)
            {
                part = part with { Sources = await Recordings!.AnnouncementAsync(_rule.Announcement, CancellationToken.None) };
            }
        }
        catch (Exception e)
        {
            part = part with { Place = null, Fault = e.Message };
        }
#pragma warning restore CA1031
        call.Tell(new Happening(HappeningKind.RecordingPrepared) { Recording = part });
    }

    private void Prepared(RecordingPart part)
    {
        if (part.Place is null)
        {
            Fail(RecordingStep.Refused, part.Fault);
            return;
        }
        _place = part.Place;
        if (_bridge is not { } bridge || !_isWanted || _isPaused)
        {
            return;
        }
        var deaf = Deaf(bridge).ToList();
        if (deaf.Count == 0)
        {
            StartSegment(bridge, _place);
        }
        else if (part.Sources.IsDefaultOrEmpty)
        {
            Fail(RecordingStep.Refused, $"the announcement {_rule.Announcement} cannot be played");
        }
        else
        {
            deaf.ForEach(l => _playing[l] = l.Media.Play(part.Sources));
        }
    }

    private void Heard(Leg leg, PlaybackEnd reason)
    {
        _playing.Remove(leg);
        if (reason == PlaybackEnd.FileError)
        {
            Fail(RecordingStep.Refused, $"the announcement {_rule.Announcement} cannot be played");
            return;
        }
        if (reason == PlaybackEnd.Finished)
        {
            _announced.Add(leg);
            call.SaveAgain();
        }
        // One that was cut off is not heard: it begins anew, now or when nobody holds any more.
        Go();
    }

    private void StartSegment(Bridge bridge, RecordingPlace place)
    {
        (_left, _right) = (bridge.First, bridge.Second);
        var start = new StartRecording(_left.Media.Stream, ++_number, place.Path)
        {
            Partner = _right.Media.Stream,
            SampleRate = place.SampleRate,
            Seal = place.Seal with
            {
                Append = _number > 1,
                Mark = $"{_left.Identity.User ?? _left.Identity.Name} | {_right.Identity.User ?? _right.Identity.Name}",
            },
        };
        // Before the media is told: a segment that is journalled and was not begun is begun after a restart; one that is not journalled would be lost.
        call.SaveAgain();
        call.Run(StartAsync(start));
        Publish(RecordingStep.Started, start.Seal.Mark);
    }

    private async Task StartAsync(StartRecording start)
    {
        if (await call.Home.Media.SendAsync(start) is MediaRefused refused && start.Recording == _number)
        {
            Fail(RecordingStep.Failed, refused.Detail);
        }
    }

    /// <summary>Nobody is recorded any more. What a leg that is gone left was ended with its stream.</summary>
    private void StopSegment(RecordingStep? step)
    {
        if (_left is not { } left)
        {
            return;
        }
        (_left, _right) = (null, null);
        if (left.Media.IsOpen)
        {
            call.Run(StopAsync(left));
        }
        if (step is { } told)
        {
            Publish(told, "");
        }
    }

    private async Task StopAsync(Leg left) => await call.Home.Media.SendAsync(new StopRecording(left.Media.Stream));

    private void StopAnnouncing()
    {
        foreach (var leg in _playing.Keys.Where(l => l.Media.IsOpen))
        {
            leg.Media.StopPlaying();
        }
        _playing.Clear();
        _round++;
        _isPreparing = false;
    }

    private void Fail(RecordingStep step, string detail)
    {
        if (_isOver)
        {
            return;
        }
        StopSegment(step: null);
        StopAnnouncing();
        _isOver = true;
        call.SaveAgain();
        CallsLog.RecordingFailed(call.Home.Logger, call.Id, detail);
        Publish(step, detail);
    }

    private void Publish(RecordingStep step, string detail) => call.Publish((id, at) => new RecordingChanged(id, at, step, detail));
}
