namespace Ponte.Calls.Live;

/// <summary>What a scenario waits for.</summary>
internal enum HappeningKind
{
    /// <summary>The call shall end, for a reason that is none of its legs': a command, the stop of the server, lost media.</summary>
    HangUp,

    /// <summary>A leg is over; its <see cref="Happening.End"/> says how.</summary>
    LegEnded,

    /// <summary>The company said what shall become of the call.</summary>
    Planned,

    /// <summary>The company has thought long enough.</summary>
    PlanTimeout,

    /// <summary>Ports of a leg are open, or its <see cref="Happening.End"/> says why not.</summary>
    MediaOpened,

    /// <summary>A leg's stream is closed.</summary>
    MediaClosed,

    /// <summary>A called leg rings.</summary>
    Ringing,

    /// <summary>A called leg has SDP before its answer.</summary>
    EarlyMedia,

    /// <summary>Real audio came from a leg for the first time.</summary>
    AudioStarted,

    /// <summary>A called leg answered and its media is agreed.</summary>
    Answered,

    /// <summary>What holds on an answered leg changed: hold, address, codec, or the dialog alone.</summary>
    LegChanged,

    /// <summary>The far end of a leg wants to hand its call over; see <see cref="Leg.Referral"/>. It was told 202 already.</summary>
    Referred,

    /// <summary>A leg came to the call, from another one or by an INVITE with Replaces; see <see cref="Happening.Joining"/>.</summary>
    Arrived,

    /// <summary>A leg that was awaited from another call does not come; its <see cref="Happening.End"/> says why.</summary>
    ArrivalFailed,

    /// <summary>Another call wants the partner of this leg; see <see cref="Happening.Joining"/>.</summary>
    Wanted,

    /// <summary>A leg of another call was waited for long enough.</summary>
    ArrivalTimeout,

    /// <summary>The partner of a user shall wait in a slot; see <see cref="Happening.Joining"/>.</summary>
    ParkAsked,

    /// <summary>A tone that confirms or refuses was heard long enough.</summary>
    Confirmed,

    /// <summary>Nobody took a parked party.</summary>
    ParkTimeout,

    /// <summary>A leg's party pressed <see cref="Happening.Key"/>.</summary>
    KeyPressed,

    /// <summary>The playback <see cref="Happening.Playback"/> to a leg is over.</summary>
    Played,

    /// <summary>What <see cref="Happening.Move"/> of a flow needs is found.</summary>
    FlowPrepared,

    /// <summary>The caller of a flow pressed no key for long enough.</summary>
    FlowSilence,

    /// <summary>A leg is no longer recorded; see <see cref="Happening.Recorded"/>.</summary>
    Recorded,

    /// <summary>What the caller of a flow said is kept, or not.</summary>
    FlowKept,

    /// <summary>The media does not tell the end of a recording in time, or what was recorded is not kept in time.</summary>
    FlowKeepTimeout,

    /// <summary>What a recording needs is there; see <see cref="Happening.Recording"/>.</summary>
    RecordingPrepared,

    /// <summary>Somebody wants something of the recording; see <see cref="Happening.Wish"/>.</summary>
    RecordingAsked,

    /// <summary>Somebody wants something of a party of a conference; see <see cref="Happening.Order"/>.</summary>
    ConferenceAsked,

    /// <summary>Somebody wants something of the supervision; see <see cref="Happening.Supervision"/>.</summary>
    SupervisionAsked,

    /// <summary>No RTP came from a leg for too long.</summary>
    Silent,

    /// <summary>The called party has rung long enough.</summary>
    RingTimeout,

    /// <summary>The places of one stage have rung long enough.</summary>
    StageTimeout,

    /// <summary>A place that waited begins to ring.</summary>
    BranchDue,

    /// <summary>The conversation has lasted long enough.</summary>
    MaximumDuration,

    /// <summary>The streams did not report their end in time.</summary>
    CloseTimeout,
}
