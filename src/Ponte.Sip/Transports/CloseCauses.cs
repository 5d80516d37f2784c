namespace Ponte.Sip.Transports;

/// <summary>The words for a <see cref="CloseCause"/>.</summary>
internal static class CloseCauses
{
    /// <summary>The label in metrics.</summary>
    public static string Name(this CloseCause cause) =>
        cause switch
        {
            CloseCause.PeerClosed => "peer_closed",
            CloseCause.PeerReset => "peer_reset",
            CloseCause.Idle => "idle",
            CloseCause.Retired => "retired",
            CloseCause.NoMessage => "no_message",
            CloseCause.SlowMessage => "slow_message",
            CloseCause.SlowReader => "slow_reader",
            CloseCause.Malformed => "malformed",
            CloseCause.Evicted => "evicted",
            CloseCause.Stopped => "stopped",
            _ => "fault",
        };
}
