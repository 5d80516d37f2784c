namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>One format that both sides agreed. The two payload types may differ: each side names what it wants to receive (RFC 3264 section 5.1).</summary>
/// <param name="SendPayloadType">The number that the peer expects from us.</param>
/// <param name="ReceivePayloadType">The number that we expect from the peer.</param>
/// <param name="Encoding">The encoding, upper case: <c>PCMA</c>, <c>TELEPHONE-EVENT</c>, <c>CN</c> …</param>
/// <param name="ClockRate">The RTP clock in Hz.</param>
/// <param name="Channels">Audio channels.</param>
/// <param name="RemoteParameters">The peer's <c>a=fmtp</c> text; null without one.</param>
public sealed record AgreedFormat(
    byte SendPayloadType,
    byte ReceivePayloadType,
    string Encoding,
    int ClockRate,
    int Channels = 1,
    string? RemoteParameters = null
)
{
    /// <summary>Whether it carries sound, not digits or comfort noise.</summary>
    public bool IsAudio => Encoding is not (Names.TelephoneEvent or Names.ComfortNoise);

    internal static class Names
    {
        public const string TelephoneEvent = "TELEPHONE-EVENT";
        public const string ComfortNoise = "CN";
    }
}
