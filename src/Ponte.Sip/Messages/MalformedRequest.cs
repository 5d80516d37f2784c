namespace Ponte.Sip.Messages;

/// <summary>Reads as much of a refused request as its answer needs: the header lines that RFC 3261 8.2.6.2 copies, whatever is wrong elsewhere.</summary>
internal static class MalformedRequest
{
    /// <summary>The lines to copy; null if the request cannot be answered: it is an ACK or a response, or no Via tells where to.</summary>
    public static List<(HeaderName Name, string Value)>? Read(ReadOnlySpan<byte> message)
    {
        message = message.TrimStart("\r\n"u8);
        if (message.StartsWith("ACK "u8) || message.StartsWith("SIP/"u8))
        {
            return null;
        }
        var result = new List<(HeaderName Name, string Value)>();
        var at = EndOfLine(message, 0);
        while (at < message.Length && message[at] is not ((byte)'\r' or (byte)'\n'))
        {
            var start = at;
            do
            {
                at = EndOfLine(message, at);
            } while (at < message.Length && message[at] is (byte)' ' or (byte)'\t');
            var line = message[start..at];
            var colon = line.IndexOf((byte)':');
            var name = colon <= 0 ? HeaderName.Other : HeaderNames.Find(line[..colon].TrimEnd(" \t"u8));
            if (IsCopied(name) && (name == HeaderName.Via || result.TrueForAll(h => h.Name != name)))
            {
                result.Add((name, Scan.Unfold(line[(colon + 1)..].Trim(" \t\r\n"u8))));
            }
        }
        return result.Exists(h => h.Name == HeaderName.Via && ViaHeader.TryParse(h.Value, out _)) ? result : null;
    }

    private static bool IsCopied(HeaderName name) =>
        name is HeaderName.Via or HeaderName.From or HeaderName.To or HeaderName.CallId or HeaderName.CSeq;

    private static int EndOfLine(ReadOnlySpan<byte> message, int at)
    {
        var length = message[at..].IndexOf((byte)'\n');
        return length < 0 ? message.Length : at + length + 1;
    }
}
