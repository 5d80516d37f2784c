using Ponte.Calls.Model;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Plan;

/// <summary>Who calls, and from where.</summary>
public sealed record PlanCaller
{
    /// <summary>What the called party and history see.</summary>
    public required Party Shown { get; init; }

    /// <summary>The number that the network vouches for, in the inside form, also of a caller who withholds it; empty where there is none.</summary>
    public string AssertedNumber { get; init; } = "";

    /// <summary>The line that the call came by; null for a phone registered here.</summary>
    public LineSettings? Line { get; init; }

    /// <summary>The phone that called, by <see cref="DeviceSettings.Login"/>; empty for a line.</summary>
    public string Device { get; init; } = "";

    /// <summary>The user who calls; null where it is none.</summary>
    public UserSettings? User { get; init; }

    /// <summary>The user whose rights count where it is not the caller's own: who transfers; null for the caller.</summary>
    public UserSettings? RightsOf { get; init; }

    /// <summary>Whether the number is withheld for this call whatever the user's setting is; null: as set.</summary>
    public bool? HidesNumber { get; init; }

    /// <summary>Whether the call came from a telephone company: such callers reach the company only.</summary>
    public bool IsFromCarrier => Line is { Kind: LineKind.Carrier };

    /// <summary>The user who acts: whose rights count, and whom a short code is for.</summary>
    internal UserSettings? Actor => RightsOf ?? User;

    /// <summary>The number that is known of the caller, shown or not.</summary>
    internal string Number => Shown.Number.Length > 0 ? Shown.Number : AssertedNumber;
}
