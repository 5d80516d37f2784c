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

    /// <summary>A format with its parameters: <c>18 annexb=no</c>; null: there are none.</summary>
    public string? Parameters { get; init; }

    /// <summary>Whether it is SRTP, as Teams wants it.</summary>
    public bool IsSecure { get; init; }

    public string Crypto { get; init; } = $"1 AES_CM_128_HMAC_SHA1_80 inline:{Key}|2^31";

    /// <summary>The fragment of a peer with ICE; its password and candidate follow from it. None: no ICE.</summary>
    public string? IceFragment { get; init; }

    public string Direction { get; init; } = "sendrecv";

    /// <summary>The attributes of a fax by T.38, which takes the audio's place; null: there is none.</summary>
    public string[]? Fax { get; init; }

    /// <summary>The audio's port beside a fax; null: the fax has its line.</summary>
    public int? AudioPort { get; init; }

    public static PeerSdp Teams { get; } =
        new()
        {
            Address = "52.112.0.9",
            Port = 49170,
            IsSecure = true,
        };

    public byte[] ToBytes()
    {
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"v=0\r\no=- 77 {Version} IN IP4 127.0.0.1\r\ns=session\r\nc=IN IP4 {Address}\r\nt=0 0\r\n"
        );
        if (Fax is null || AudioPort is not null)
        {
            AddAudio(text, Fax is null ? Port : AudioPort!.Value);
        }
        if (Fax is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"m=image {Port} udptl t38\r\n");
            foreach (var attribute in Fax)
            {
                text.Append(CultureInfo.InvariantCulture, $"a={attribute}\r\n");
            }
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private void AddAudio(StringBuilder text, int port)
    {
        text.Append(CultureInfo.InvariantCulture, $"m=audio {port} RTP/{(IsSecure ? "SAVP" : "AVP")}");
        foreach (var (number, _) in Formats)
        {
            text.Append(CultureInfo.InvariantCulture, $" {number}");
        }
        text.Append("\r\n");
        foreach (var (number, map) in Formats)
        {
            text.Append(CultureInfo.InvariantCulture, $"a=rtpmap:{number} {map}\r\n");
        }
        if (Parameters is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"a=fmtp:{Parameters}\r\n");
        }
        if (IsSecure)
        {
            text.Append(CultureInfo.InvariantCulture, $"a=crypto:{Crypto}\r\n");
        }
        if (IceFragment is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"a=ice-ufrag:{IceFragment}\r\na=ice-pwd:{IceFragment}0123456789012345678901\r\n")
                .Append(CultureInfo.InvariantCulture, $"a=candidate:1 1 UDP 2130706431 {Address} {port} typ host\r\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"a={Direction}\r\n");
    }
}
