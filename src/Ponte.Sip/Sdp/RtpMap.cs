using System.Globalization;

namespace Ponte.Sip.Sdp;

/// <summary>What a payload type means: <c>a=rtpmap</c> (RFC 8866 section 6.6) or the static table of RFC 3551 section 6.</summary>
/// <param name="PayloadType">0 to 127.</param>
/// <param name="Encoding">The encoding's name as written; compared without regard to case.</param>
/// <param name="ClockRate">The RTP clock in Hz.</param>
/// <param name="Channels">Audio channels, 1 where none are written.</param>
public readonly record struct RtpMap(byte PayloadType, string Encoding, int ClockRate, int Channels = 1)
{
    private static readonly RtpMap[] Static =
    [
        new(0, "PCMU", 8000),
        new(3, "GSM", 8000),
        new(4, "G723", 8000),
        new(5, "DVI4", 8000),
        new(6, "DVI4", 16000),
        new(7, "LPC", 8000),
        new(8, "PCMA", 8000),
        new(9, "G722", 8000),
        new(10, "L16", 44100, 2),
        new(11, "L16", 44100),
        new(12, "QCELP", 8000),
        new(13, "CN", 8000),
        new(15, "G728", 8000),
        new(18, "G729", 8000),
    ];

    /// <summary>The meaning that a payload type has without <c>a=rtpmap</c>.</summary>
    public static RtpMap? StaticFor(byte payloadType)
    {
        foreach (var map in Static)
        {
            if (map.PayloadType == payloadType)
            {
                return map;
            }
        }
        return null;
    }

    /// <summary>The value of the attribute.</summary>
    public override string ToString()
    {
        var channels = Channels == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"/{Channels}");
        return string.Create(CultureInfo.InvariantCulture, $"{PayloadType} {Encoding}/{ClockRate}{channels}");
    }

    /// <summary>Reads the attribute's value: <c>101 telephone-event/8000</c>.</summary>
    internal static RtpMap? Parse(ReadOnlySpan<char> value)
    {
        var space = value.IndexOf(' ');
        if (space <= 0 || !TryPayloadType(value[..space], out var payloadType))
        {
            return null;
        }
        Span<Range> parts = stackalloc Range[4];
        var text = value[(space + 1)..].Trim(' ');
        var count = text.Split(parts, '/');
        if (count is not (2 or 3) || text[parts[0]].IsEmpty || !TryPositive(text[parts[1]], out var clockRate))
        {
            return null;
        }
        var channels = 1;
        return count == 2 || TryPositive(text[parts[2]], out channels)
            ? new RtpMap(payloadType, NameOf(text[parts[0]]), clockRate, channels)
            : null;
    }

    /// <summary>Reads a payload type.</summary>
    internal static bool TryPayloadType(ReadOnlySpan<char> text, out byte payloadType) =>
        byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out payloadType) && payloadType < 128;

    /// <summary>The name as it is written; those that every telephone writes are there already.</summary>
    private static string NameOf(ReadOnlySpan<char> encoding) =>
        encoding switch
        {
            "PCMA" => "PCMA",
            "PCMU" => "PCMU",
            "G722" => "G722",
            "G729" => "G729",
            "telephone-event" => "telephone-event",
            "CN" => "CN",
            _ => encoding.ToString(),
        };

    private static bool TryPositive(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0;
}
