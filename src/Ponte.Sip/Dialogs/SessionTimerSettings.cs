namespace Ponte.Sip.Dialogs;

/// <summary>What we want of session timers on a dialog (RFC 4028).</summary>
public sealed record SessionTimerSettings
{
    /// <summary>The interval that we ask for. Default 30 min: RFC 4028 4.2 recommends it.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The shortest interval that we accept. Default 90 s: the least RFC 4028 5 allows.</summary>
    public TimeSpan Minimum { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Whether we ask for a timer where the peer does not. Without it we only follow the peer's wish.</summary>
    public bool Ask { get; init; } = true;

    /// <summary>Refresh by UPDATE without SDP where the peer allows it; else by re-INVITE with our last SDP. Microsoft wants re-INVITE.</summary>
    public bool PreferUpdate { get; init; }
}
