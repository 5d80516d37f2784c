using System.Buffers;
using System.Text;

namespace Ponte.Server.Trace;

/// <summary>
/// Overwrites the secrets of a SIP message with <c>*</c>, one for one, so that Content-Length and offsets stay right: credentials
/// (RFC 3261 section 22), passwords in URIs, SDES and other keys of SDP (RFC 4568, RFC 4567), ICE passwords, keys pressed in INFO bodies.
/// Walks the raw lines and trusts no header: what looks like a secret is masked wherever it stands.
/// </summary>
internal static class SecretMask
{
    private static readonly SearchValues<byte> UserEnds = SearchValues.Create("@<> \t,\""u8);
    private const byte Star = (byte)'*';

    /// <summary>Masks in place, and finds Call-ID and method on the way.</summary>
    public static SipScan Apply(Span<byte> message)
    {
        var (callId, method) = (new Range(0, 0), new Range(0, 0));
        var isBody = false;
        var isSecretHeader = false;
        var position = 0;
        while (position < message.Length)
        {
            var rest = message[position..];
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            if (line.EndsWith("\r"u8))
            {
                line = line[..^1];
            }
            if (isBody)
            {
                MaskBodyLine(line);
            }
            else if (line.IsEmpty)
            {
                isBody = position > 0;
            }
            else if (line[0] is (byte)' ' or (byte)'\t')
            {
                MaskFolded(line, isSecretHeader);
            }
            else
            {
                isSecretHeader = ReadHeader(line, position, ref callId, ref method);
            }
            position += (end < 0 ? rest.Length : end + 1);
        }
        return new SipScan(callId, method);
    }

    private static void MaskFolded(Span<byte> line, bool isSecret)
    {
        if (isSecret)
        {
            MaskAll(line);
        }
        else
        {
            MaskUriPasswords(line);
        }
    }

    /// <summary>Reads one header line.</summary>
    /// <returns>Whether it holds credentials, so that its folded lines do too.</returns>
    private static bool ReadHeader(Span<byte> line, int offset, ref Range callId, ref Range method)
    {
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? default : line[..colon].TrimEnd(" \t"u8);
        if (Is(name, "Authorization"u8) || Is(name, "Proxy-Authorization"u8))
        {
            MaskCredentials(line[(colon + 1)..]);
            return true;
        }
        if (Is(name, "Call-ID"u8) || Is(name, "i"u8))
        {
            callId = Trimmed(line, colon + 1, offset);
        }
        else if (Is(name, "CSeq"u8))
        {
            var value = line[(colon + 1)..].TrimEnd(" \t"u8);
            var blank = value.LastIndexOfAny((byte)' ', (byte)'\t');
            method = Trimmed(line, colon + 1 + Math.Max(blank, 0), offset);
        }
        else
        {
            MaskUriPasswords(line);
        }
        return false;
    }

    private static Range Trimmed(ReadOnlySpan<byte> line, int start, int offset)
    {
        var value = line[start..];
        var from = start + value.Length - value.TrimStart(" \t"u8).Length;
        var to = from + line[from..].TrimEnd(" \t"u8).Length;
        return new Range(offset + from, offset + to);
    }

    /// <summary>Leaves the scheme (<c>Digest</c>) to see, and nothing behind it.</summary>
    private static void MaskCredentials(Span<byte> value)
    {
        var start = value.Length - value.TrimStart(" \t"u8).Length;
        var scheme = value[start..].IndexOfAny((byte)' ', (byte)'\t');
        MaskAll(scheme < 0 ? value[start..] : value[(start + scheme)..]);
    }

    private static void MaskBodyLine(Span<byte> line)
    {
        if (Starts(line, "a=crypto:"u8))
        {
            MaskInlineKeys(line);
        }
        else if (Starts(line, "k="u8))
        {
            MaskAll(line[2..]);
        }
        else if (Starts(line, "a=ice-pwd:"u8) || Starts(line, "a=key-mgmt:"u8))
        {
            MaskAll(line[(line.IndexOf((byte)':') + 1)..]);
        }
        else if (Starts(line, "Signal="u8))
        {
            MaskAll(line[7..]);
        }
        else
        {
            MaskUriPasswords(line);
        }
    }

    /// <summary>RFC 4568 section 9.2: <c>inline:</c> key and salt, then lifetime and MKI behind bars; several keys behind semicolons.</summary>
    private static void MaskInlineKeys(Span<byte> line)
    {
        var rest = line;
        while (IndexOf(rest, "inline:"u8) is >= 0 and var found)
        {
            rest = rest[(found + 7)..];
            var end = rest.IndexOfAny("|; "u8);
            var key = end < 0 ? rest : rest[..end];
            MaskAll(key);
            rest = rest[key.Length..];
        }
    }

    /// <summary>RFC 3261 section 19.1.1 allows <c>sip:user:password@host</c>.</summary>
    private static void MaskUriPasswords(Span<byte> line)
    {
        var rest = line;
        while (IndexOf(rest, "sip"u8) is >= 0 and var found)
        {
            rest = rest[(found + 3)..];
            var skip =
                Starts(rest, ":"u8) ? 1
                : Starts(rest, "s:"u8) ? 2
                : 0;
            if (skip == 0)
            {
                continue;
            }
            rest = rest[skip..];
            var end = rest.IndexOfAny(UserEnds);
            if (end < 0 || rest[end] != (byte)'@')
            {
                continue;
            }
            var password = rest[..end].IndexOf((byte)':');
            if (password >= 0)
            {
                MaskAll(rest[(password + 1)..end]);
            }
            rest = rest[end..];
        }
    }

    private static void MaskAll(Span<byte> text)
    {
        foreach (ref var b in text)
        {
            if (b is not ((byte)' ' or (byte)'\t'))
            {
                b = Star;
            }
        }
    }

    private static int IndexOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        var from = 0;
        while (from <= text.Length - word.Length)
        {
            var first = text[from..].IndexOfAny(word[0], (byte)(word[0] ^ 0x20));
            if (first < 0)
            {
                return -1;
            }
            from += first;
            if (Starts(text[from..], word))
            {
                return from;
            }
            from++;
        }
        return -1;
    }

    private static bool Starts(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
        text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(text, name);
}
