using System.Text;

namespace Ponte.Sip.Messages;

/// <summary>Text of header field names to <see cref="HeaderName"/> and back, in any case and in compact form (RFC 3261 7.3.3).</summary>
public static class HeaderNames
{
    private const int TableSize = 512;

    /// <summary>Canonical name and compact form, by <see cref="HeaderName"/>.</summary>
    private static readonly (string Name, char Compact)[] Names =
    [
        ("", '\0'),
        ("Via", 'v'),
        ("From", 'f'),
        ("To", 't'),
        ("Call-ID", 'i'),
        ("CSeq", '\0'),
        ("Contact", 'm'),
        ("Max-Forwards", '\0'),
        ("Route", '\0'),
        ("Record-Route", '\0'),
        ("Content-Type", 'c'),
        ("Content-Length", 'l'),
        ("Allow", '\0'),
        ("Supported", 'k'),
        ("Require", '\0'),
        ("Unsupported", '\0'),
        ("Proxy-Require", '\0'),
        ("Expires", '\0'),
        ("Min-Expires", '\0'),
        ("Session-Expires", 'x'),
        ("Min-SE", '\0'),
        ("Retry-After", '\0'),
        ("Reason", '\0'),
        ("Date", '\0'),
        ("User-Agent", '\0'),
        ("Server", '\0'),
        ("Warning", '\0'),
        ("Authorization", '\0'),
        ("Proxy-Authorization", '\0'),
        ("WWW-Authenticate", '\0'),
        ("Proxy-Authenticate", '\0'),
        ("Authentication-Info", '\0'),
        ("P-Asserted-Identity", '\0'),
        ("P-Preferred-Identity", '\0'),
        ("Remote-Party-ID", '\0'),
        ("Privacy", '\0'),
        ("Diversion", '\0'),
        ("History-Info", '\0'),
        ("Refer-To", 'r'),
        ("Referred-By", 'b'),
        ("Replaces", '\0'),
        ("Event", 'o'),
        ("Subscription-State", '\0'),
        ("RSeq", '\0'),
        ("RAck", '\0'),
        ("Accept", '\0'),
        ("Content-Disposition", '\0'),
        ("Content-Encoding", 'e'),
        ("Path", '\0'),
        ("Service-Route", '\0'),
        ("Accept-Encoding", '\0'),
        ("Accept-Language", '\0'),
        ("Alert-Info", '\0'),
        ("Call-Info", '\0'),
        ("Content-Language", '\0'),
        ("Error-Info", '\0'),
        ("In-Reply-To", '\0'),
        ("MIME-Version", '\0'),
        ("Organization", '\0'),
        ("Priority", '\0'),
        ("Reply-To", '\0'),
        ("Subject", 's'),
        ("Timestamp", '\0'),
        ("Allow-Events", 'u'),
        ("Accept-Contact", 'a'),
        ("Reject-Contact", 'j'),
        ("Request-Disposition", 'd'),
        ("Identity", 'y'),
        ("Identity-Info", 'n'),
        ("Join", '\0'),
        ("Target-Dialog", '\0'),
        ("P-Early-Media", '\0'),
        ("P-Called-Party-ID", '\0'),
        ("P-Charging-Vector", '\0'),
        ("SIP-ETag", '\0'),
        ("SIP-If-Match", '\0'),
        ("User-to-User", '\0'),
        ("Info-Package", '\0'),
        ("Recv-Info", '\0'),
        ("Session-ID", '\0'),
        ("Refer-Sub", '\0'),
        ("Flow-Timer", '\0'),
    ];

    private static readonly byte[][] NameBytes = [.. Names.Select(n => Encoding.ASCII.GetBytes(n.Name))];
    private static readonly byte[] Compact = BuildCompact();
    private static readonly byte[] Table = BuildTable();

    /// <summary>The canonical name; empty for <see cref="HeaderName.Other"/>.</summary>
    public static string Text(HeaderName name) => Names[(int)name].Name;

    /// <summary>The header field of a name; <see cref="HeaderName.Other"/> if it is not known.</summary>
    public static HeaderName Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<byte> bytes = stackalloc byte[32];
        return name.Length <= bytes.Length && Ascii.FromUtf16(name, bytes, out var length) == System.Buffers.OperationStatus.Done
            ? Find(bytes[..length])
            : HeaderName.Other;
    }

    /// <summary>The header field of a name in bytes; <see cref="HeaderName.Other"/> if it is not known.</summary>
    public static HeaderName Find(ReadOnlySpan<byte> name)
    {
        if (name.Length <= 1)
        {
            return name.Length == 1 ? (HeaderName)Compact[name[0]] : HeaderName.Other;
        }
        for (var slot = Hash(name); Table[slot] != 0; slot = (slot + 1) % TableSize)
        {
            if (Ascii.EqualsIgnoreCase(NameBytes[Table[slot]], name))
            {
                return (HeaderName)Table[slot];
            }
        }
        return HeaderName.Other;
    }

    internal static ReadOnlySpan<byte> Bytes(HeaderName name) => NameBytes[(int)name];

    // 0x20 folds the case of letters; other characters only share slots by it.
    private static int Hash(ReadOnlySpan<byte> name) =>
        ((name.Length * 37) + ((name[0] | 0x20) * 7) + ((name[^1] | 0x20) * 31) + ((name[name.Length / 2] | 0x20) * 131)) % TableSize;

    private static byte[] BuildCompact()
    {
        var compact = new byte[256];
        for (var i = 1; i < Names.Length; i++)
        {
            if (Names[i].Compact != '\0')
            {
                compact[Names[i].Compact] = (byte)i;
                compact[char.ToUpperInvariant(Names[i].Compact)] = (byte)i;
            }
        }
        return compact;
    }

    private static byte[] BuildTable()
    {
        var table = new byte[TableSize];
        for (var i = 1; i < Names.Length; i++)
        {
            var slot = Hash(NameBytes[i]);
            while (table[slot] != 0)
            {
                slot = (slot + 1) % TableSize;
            }
            table[slot] = (byte)i;
        }
        return table;
    }
}
