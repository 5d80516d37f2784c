namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>The transport protocols of RTP that we take.</summary>
internal static class MediaProtocols
{
    public const string Plain = "RTP/AVP";
    public const string Secure = "RTP/SAVP";

    /// <summary>The one that we offer.</summary>
    public static string For(SrtpUse use) => use == SrtpUse.Required ? Secure : Plain;

    /// <summary>Why a protocol does not fit a leg; null if it does. The feedback profiles are taken as the plain ones: feedback is optional (RFC 4585 section 4.2).</summary>
    public static string? Fault(string protocol, SrtpUse use) =>
        (protocol.ToUpperInvariant(), use) switch
        {
            ("RTP/AVP" or "RTP/AVPF", SrtpUse.None) => null,
            ("RTP/SAVP" or "RTP/SAVPF", SrtpUse.Required) => null,
            ("RTP/AVP" or "RTP/AVPF", _) => $"{protocol} where SRTP is required",
            ("RTP/SAVP" or "RTP/SAVPF", _) => $"{protocol} where plain RTP is spoken",
            _ => $"{protocol} is not spoken here",
        };
}
