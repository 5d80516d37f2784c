namespace Ponte.Pbx.Lines;

/// <summary>What is known of one peer or hub.</summary>
/// <param name="Address">Its address as in the document.</param>
/// <param name="Health">Whether it answers.</param>
/// <param name="Reason">Why it is down, in words; empty where it is not.</param>
/// <param name="Since">Since when (wall clock, UTC); null before the first answer or failure.</param>
public sealed record PeerStatus(string Address, PeerHealth Health = PeerHealth.Unknown, string Reason = "", DateTimeOffset? Since = null);
