namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>Why a description cannot be agreed to: an expected outcome.</summary>
/// <param name="SipStatus">The status that answers such an offer: 488.</param>
/// <param name="Reason">The reason in words, for the event log and a Warning header.</param>
public sealed record SdpRefusal(int SipStatus, string Reason);
