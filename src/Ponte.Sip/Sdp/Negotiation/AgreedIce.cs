namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>What both sides named for ICE, we as the lite agent.</summary>
/// <param name="Local">Our credentials: checks that come must know them.</param>
/// <param name="Remote">The peer's; other ones in its next offer restart ICE.</param>
/// <param name="Generation">Restarts so far; our credentials follow from it.</param>
public sealed record AgreedIce(IceCredentials Local, IceCredentials Remote, int Generation);
