using System.Net;
using System.Text;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Sip.Tests.Sdp;

/// <summary>Descriptions and ends that several tests share.</summary>
internal static class SdpSamples
{
    /// <summary>30 bytes of 0x11 in base64.</summary>
    public const string OurKey = "ERERERERERERERERERERERERERERERERERERERER";

    /// <summary>30 bytes of 0x22.</summary>
    public const string TheirKey = "IiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIi";

    /// <summary>30 bytes of 0x33.</summary>
    public const string OtherKey = "MzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMz";

    public static LocalMedia Local { get; } =
        new(IPEndPoint.Parse("192.0.2.10:20000"), 20001)
        {
            SessionId = 7,
            Keys =
            [
                new LocalCrypto(SrtpSuites.AesCm128HmacSha180, Key(0x11, 30)),
                new LocalCrypto(SrtpSuites.AesCm128HmacSha132, Key(0x44, 30)),
                new LocalCrypto(SrtpSuites.AeadAes128Gcm, Key(0x55, 28)),
            ],
        };

    public static AudioCapabilities Line { get; } = new() { Codecs = [CodecOffer.Pcma, CodecOffer.Pcmu, CodecOffer.G729] };

    public static AudioCapabilities Teams { get; } =
        new()
        {
            Codecs = [CodecOffer.Pcma, CodecOffer.Pcmu],
            Srtp = SrtpUse.Required,
            RtcpMux = true,
            HoldStyle = HoldStyle.InactiveOnly,
        };

    public static CryptoKey Key(byte value, int length, string lifetime = "2^31") =>
        new([.. Enumerable.Repeat(value, length)], lifetime, []);

    public static SessionDescription Parse(string text)
    {
        SessionDescription
            .TryParse(Encoding.UTF8.GetBytes(text), SdpLimits.Default, out var description, out var error)
            .Should()
            .BeTrue($"{error}");
        return description!;
    }

    /// <summary>The text with the line ends of the wire.</summary>
    public static string Wire(string text) => text.ReplaceLineEndings("\r\n") + (text.EndsWith('\n') ? "" : "\r\n");

    /// <summary>A description with one medium under a plain session part.</summary>
    public static SessionDescription WithMedia(string media, string connection = "IN IP4 198.51.100.5") =>
        Parse($"v=0\no=- 42 1 IN IP4 127.0.0.1\ns=session\nc={connection}\nt=0 0\n{media}\n");
}
