namespace Ponte.Pbx.Document;

/// <summary>How a user's places, Teams and devices, ring together.</summary>
public sealed record TwinSettings
{
    /// <summary>Whether the devices ring with Teams; otherwise they ring only where Teams does not.</summary>
    public bool Together { get; init; } = true;

    /// <summary>Whether Teams shows a missed call when a device answered.</summary>
    public bool TeamsMissedCall { get; init; } = true;

    /// <summary>Whether one busy place makes the user busy; otherwise the others go on ringing.</summary>
    public bool BusyStops { get; init; }

    /// <summary>Whether declining in one place declines the call; otherwise the others go on ringing.</summary>
    public bool DeclineStops { get; init; }

    /// <summary>How long the user's places ring; null for <see cref="DefaultRingTime"/>.</summary>
    public TimeSpan? RingTime { get; init; }

    /// <summary>How much later than the devices Teams rings.</summary>
    public TimeSpan TeamsDelay { get; init; }

    /// <summary>The calendar in whose active times Teams rings; empty: always.</summary>
    public string TeamsHours { get; init; } = "";

    /// <summary>10 s less than the 30 s after which Teams voicemail takes a call that nobody answers (Set-CsUserCallingSettings).</summary>
    public static readonly TimeSpan DefaultRingTime = TimeSpan.FromSeconds(20);
}
