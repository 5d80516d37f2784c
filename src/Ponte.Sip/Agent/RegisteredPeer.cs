using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>Where a peer that registered with us is reached at present (RFC 5626 section 5.3).</summary>
/// <param name="Flow">The flow it registered on last; null where that was in a former process.</param>
/// <param name="Target">The address that it registered from.</param>
public sealed record RegisteredPeer(SipFlow? Flow, SipTarget Target);
