using Ponte.Sip.Authentication;

namespace Ponte.Calls.Routing;

/// <summary>What a leg that lives on after a restart needs of its line again, and what is not journalled.</summary>
/// <param name="Channel">Its channel; null where it needs none or the line is gone.</param>
/// <param name="Credentials">Answers challenges inside its dialog; null where the line has none.</param>
public sealed record ReclaimedLeg(ChannelLease? Channel, Credentials? Credentials);
