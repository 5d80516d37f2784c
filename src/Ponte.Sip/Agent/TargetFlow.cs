using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>An address and a flow to it.</summary>
/// <param name="Hop">The hop it belongs to.</param>
/// <param name="Target">The address.</param>
/// <param name="Flow">The flow.</param>
internal sealed record TargetFlow(DestinationHop Hop, SipTarget Target, SipFlow Flow);
