namespace Ponte.Simulator.Calls;

/// <summary>How the clients of a bypass call use ICE.</summary>
/// <param name="OtherClients">Further clients that ring: each describes itself in a 183 with a tag of its own, checks, nominates, and is never answered.</param>
/// <param name="NominatesEarly">Whether the client that is called nominates before it answers, not after.</param>
public sealed record BypassPlan(int OtherClients, bool NominatesEarly);
