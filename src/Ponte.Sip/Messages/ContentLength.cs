namespace Ponte.Sip.Messages;

/// <summary>Finds the Content-Length in a header that may not be sound otherwise.</summary>
internal static class ContentLength
{
    /// <summary>
    /// The length; 0 if none is written, which RFC 3261 20.14 forbids on a stream but some peers do for messages without body; -1 if it is not a
    /// number or two lines differ. What is too large for an int is its highest value.
    /// </summary>
    public static int Find(ReadOnlySpan<byte> header)
    {
        var result = -1;
        var at = header.IndexOf((byte)'\n') + 1;
        while (at < header.Length)
        {
            var length = header[at..].IndexOf((byte)'\n');
            var line = length < 0 ? header[at..] : header.Slice(at, length);
            at += line.Length + 1;
            if (line.Length == 0 || (line[0] | 0x20) is not ('c' or 'l'))
            {
                continue;
            }
            var colon = line.IndexOf((byte)':');
            if (colon <= 0 || HeaderNames.Find(line[..colon].TrimEnd(" \t"u8)) != HeaderName.ContentLength)
            {
                continue;
            }
            var value = Value(line[(colon + 1)..].Trim(" \t\r"u8));
            if (value < 0 || (result >= 0 && result != value))
            {
                return -1;
            }
            result = value;
        }
        return Math.Max(result, 0);
    }

    private static int Value(ReadOnlySpan<byte> digits)
    {
        long value = 0;
        foreach (var b in digits)
        {
            if (b is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }
            value = Math.Min((value * 10) + b - '0', int.MaxValue);
        }
        return digits.Length == 0 ? -1 : (int)value;
    }
}
