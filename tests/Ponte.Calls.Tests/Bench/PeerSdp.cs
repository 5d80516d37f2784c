using System.Globalization;
using System.Text;

namespace Ponte.Calls.Tests.Bench;

/// <summary>The SDP of a peer, in words of a test.</summary>
internal sealed record PeerSdp
{
    public const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5";

    public string Address { get; init; } = "198.51.100.7";

    public int Port { get; init; } = 20000;

    public int Version { get; init; } = 1;

    /// <summary>Payload types with their rtpmap.</summary>
    public (int Number, string Map)[] Formats { get; init; } = [(8, "PCMA/8000"), (0, "PCMU/8000"), (101, "telephone-event/8000")];

    /// <summary>Whether it is SRTP, as Teams wants it.</summary>
    public bool IsSecure { get; init; }

    public string Crypto { get; init; } = $"1 AES_CM_128_HMAC_SHA1_80 inline:{Key}|2^31";

    /// <summary>The fragment of a peer with ICE; its password and candidate follow from it. None: no ICE.</summary>
    public string? IceFragment { get; init; }

    public string Direction { get; init; } = "sendrecv";

    public static PeerSdp Teams { get; } =
        new()
        {
            Address = "52.112.0.9",
            Port = 49170,
            IsSecure = true,
        };

    public byte[] ToBytes()
    {
        var text = new StringBuilder()
            .Append(
                CultureInfo.InvariantCulture,
                $"v=0\r\no=- 77 {Version} IN IP4 127.0.0.1\r\ns=session\r\nc=IN IP4 {Address}\r\nt=0 0\r\n"
            )
            .Append(CultureInfo.InvariantCulture, $"m=audio {Port} RTP/{(IsSecure ? "SAVP" : "AVP")}");
        foreach (var (number, _) in Formats)
        {
            text.Append(CultureInfo.InvariantCulture, $" {number}");
        }
        text.Append("\r\n");
        foreach (var (number, map) in Formats)
        {
            text.Append(CultureInfo.InvariantCulture, $"a=rtpmap:{number} {map}\r\n");
        }
        if (IsSecure)
        {
            text.Append(CultureInfo.InvariantCulture, $"a=crypto:{Crypto}\r\n");
        }
        if (IceFragment is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"a=ice-ufrag:{IceFragment}\r\na=ice-pwd:{IceFragment}0123456789012345678901\r\n")
                .Append(CultureInfo.InvariantCulture, $"a=candidate:1 1 UDP 2130706431 {Address} {Port} typ host\r\n");
        }
        return Encoding.UTF8.GetBytes(text.Append(CultureInfo.InvariantCulture, $"a={Direction}\r\n").ToString());
    }
}
