using System.Collections.Immutable;
using Ponte.Calls.Journal;

namespace Ponte.Calls.Live;

/// <content>What the journal holds of the call.</content>
internal sealed partial class Call
{
    private (Leg First, Leg Second)? _saved;
    private TimeSpan _maximumDuration;

    /// <summary>Whether the journal holds the call with these two legs joined.</summary>
    public bool IsSavedWith(Leg first, Leg second) => _saved == (first, second);

    /// <summary>Journals the call as it is now: both legs answered, and neither over.</summary>
    public void Save(TimeSpan maximumDuration, Leg first, Leg second)
    {
        if (!first.CanGoOnAfterRestart || !second.CanGoOnAfterRestart)
        {
            return;
        }
        _saved = (first, second);
        Save(maximumDuration, [first.Snapshot(), second.Snapshot()], null);
    }

    /// <summary>Journals a call of which one party waits in a slot.</summary>
    public void Save(TimeSpan maximumDuration, Leg waits, ParkState park)
    {
        if (waits.CanGoOnAfterRestart)
        {
            _saved = null;
            Save(maximumDuration, [waits.Snapshot()], park);
        }
    }

    /// <summary>Journals a conference.</summary>
    public void Save(TimeSpan maximumDuration, IEnumerable<Leg> members, ConferenceState conference)
    {
        _saved = null;
        ImmutableArray<LegState> legs = [.. members.Where(m => m.CanGoOnAfterRestart).Select(m => m.Snapshot())];
        if (legs.IsEmpty)
        {
            Forget();
        }
        else
        {
            Save(maximumDuration, legs, null, conference);
        }
    }

    /// <summary>Journals the call once more, where two legs are joined.</summary>
    public void SaveAgain()
    {
        if (_saved is var (first, second) && !IsOver)
        {
            Save(_maximumDuration, first, second);
        }
    }

    private void Forget()
    {
        if (IsJournalled)
        {
            IsJournalled = false;
            Home.Journal.Remove(Id);
        }
    }

    private void Save(TimeSpan maximumDuration, ImmutableArray<LegState> legs, ParkState? park, ConferenceState? conference = null)
    {
        IsJournalled = true;
        _maximumDuration = maximumDuration;
        Home.Journal.Save(
            new CallState
            {
                Id = Id,
                Number = Number,
                Caller = Caller,
                Called = Called,
                StartedAt = StartedAt,
                AnsweredAt = AnsweredAt ?? StartedAt,
                MaximumDuration = maximumDuration,
                Legs = legs,
                Park = park,
                Conference = conference,
                Supervision = Supervision.State,
                LastLeg = _lastLeg,
                Recorder = Recorder.State,
            }
        );
    }
}
