namespace Ponte.Pbx.Lines;

/// <summary>What an OPTIONS told of a peer.</summary>
/// <param name="Health">Its health.</param>
/// <param name="Reason">Why it is not up, in words; empty where it is.</param>
/// <param name="LeaveAlone">How long it wants to be left alone; zero where it does not say.</param>
public sealed record ProbeVerdict(PeerHealth Health, string Reason = "", TimeSpan LeaveAlone = default)
{
    /// <summary>It answers and serves us.</summary>
    public static ProbeVerdict Up { get; } = new(PeerHealth.Up);

    /// <summary>It does not answer, or fails.</summary>
    public static ProbeVerdict Down(string reason) => new(PeerHealth.Down, reason);
}
