using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>One address that was tried and failed, for ladder and history.</summary>
/// <param name="Hop">The hop it belongs to.</param>
/// <param name="Target">The address; null when the hop's host had none.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Status">The final status, 0 when there was none.</param>
/// <param name="Detail">The reason in words.</param>
public sealed record AttemptReport(DestinationHop Hop, SipTarget? Target, SipFailureKind Kind, int Status, string Detail);
