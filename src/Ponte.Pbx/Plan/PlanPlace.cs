#pragma warning disable MA0048 // One family of places, read together.
using System.Collections.Immutable;
using Ponte.Pbx.Document;
using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Plan;

/// <summary>A place that rings.</summary>
public abstract record PlanPlace
{
    /// <summary>How much later than the stage it begins.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether busy here ends the stage.</summary>
    public bool BusyEndsStage { get; init; }

    /// <summary>Whether a refusal here ends the stage.</summary>
    public bool DeclineEndsStage { get; init; }

    /// <summary>Whether it shows a missed call when another place answered.</summary>
    public bool MissedWhenAnsweredElsewhere { get; init; }

    /// <summary>An answer sooner than this is a machine's, as long as another place may answer; zero: every answer counts.</summary>
    public TimeSpan EarliestAnswer { get; init; }
}

/// <summary>A user in Teams.</summary>
/// <param name="User">The user.</param>
/// <param name="IsVoicemail">Whether the voicemail takes the call at once.</param>
public sealed record TeamsPlace(UserSettings User, bool IsVoicemail = false) : PlanPlace;

/// <summary>A registered device.</summary>
/// <param name="User">The user whose it is.</param>
/// <param name="Device">The device.</param>
public sealed record DevicePlace(UserSettings User, DeviceSettings Device) : PlanPlace;

/// <summary>A box for messages, which takes the call at once. It is alone in its stage.</summary>
/// <param name="Box">The box.</param>
/// <param name="WasBusy">Whether the call comes there because the user is busy.</param>
public sealed record BoxPlace(Mailbox Box, bool WasBusy) : PlanPlace;

/// <summary>A number that is called by lines.</summary>
/// <param name="Number">In the inside form.</param>
/// <param name="Lines">The lines in the order in which they are tried.</param>
/// <param name="IsEmergency">Whether limits of channels do not count.</param>
public sealed record LinePlace(string Number, ImmutableArray<LineChoice> Lines, bool IsEmergency = false) : PlanPlace;

/// <summary>A line that a call may leave by.</summary>
/// <param name="Line">The line.</param>
/// <param name="CallerNumber">The caller's number there, in the inside form; empty for none.</param>
/// <param name="HidesNumber">Whether the line is told to keep it to itself.</param>
public sealed record LineChoice(TrunkSettings Line, string CallerNumber, bool HidesNumber);
