using System.Formats.Asn1;
using System.Text;

namespace Ponte.Server.Directories.Ldap;

/// <summary>Reads messages of the server. What comes from the wire never throws.</summary>
internal static class LdapReader
{
    private const int MaxAttributes = 64;
    private const int MaxValues = 256;

    /// <summary>
    /// The length of the message that begins here: 0 while it cannot be told yet, -1 for what is no message (RFC 4511 section 5.1: definite
    /// lengths only).
    /// </summary>
    public static int LengthOf(ReadOnlySpan<byte> bytes, int limit)
    {
        if (bytes.Length < 2)
        {
            return bytes.Length == 1 && bytes[0] != 0x30 ? -1 : 0;
        }
        if (bytes[0] != 0x30 || bytes[1] == 0x80 || bytes[1] > 0x84)
        {
            return -1;
        }
        if (bytes[1] < 0x80)
        {
            return bytes[1] + 2;
        }
        var count = bytes[1] - 0x80;
        if (bytes.Length < 2 + count)
        {
            return 0;
        }
        var length = 0L;
        foreach (var b in bytes.Slice(2, count))
        {
            length = (length << 8) | b;
        }
        return length <= limit ? (int)length + 2 + count : -1;
    }

    /// <summary>A whole message; null for what is none.</summary>
    public static LdapMessage? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var message = new AsnReader(bytes, AsnEncodingRules.BER).ReadSequence();
            if (!message.TryReadInt32(out var id))
            {
                return null;
            }
            var tag = message.PeekTag();
            if (tag.TagClass != TagClass.Application)
            {
                return null;
            }
            return tag.TagValue switch
            {
                1 => new LdapMessage(id, LdapMessageKind.BindResponse, ResultCode(message.ReadSequence(tag)), []),
                4 => new LdapMessage(id, LdapMessageKind.Entry, 0, Attributes(message.ReadSequence(tag))),
                5 => new LdapMessage(id, LdapMessageKind.Done, ResultCode(message.ReadSequence(tag)), []),
                _ => new LdapMessage(id, LdapMessageKind.Other, 0, []),
            };
        }
        catch (AsnContentException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A tag that the reader refuses to look at, for instance a primitive one where a sequence stands.
            return null;
        }
    }

    private static int ResultCode(AsnReader result)
    {
        var content = result.ReadEnumeratedBytes().Span;
        return content.Length == 1 ? content[0] : int.MaxValue;
    }

    private static List<(string Type, IReadOnlyList<string> Values)> Attributes(AsnReader entry)
    {
        entry.ReadOctetString();
        var list = entry.ReadSequence();
        var attributes = new List<(string, IReadOnlyList<string>)>();
        while (list.HasData && attributes.Count < MaxAttributes)
        {
            var attribute = list.ReadSequence();
            var type = Encoding.UTF8.GetString(attribute.ReadOctetString());
            var set = attribute.ReadSetOf();
            var values = new List<string>();
            while (set.HasData && values.Count < MaxValues)
            {
                values.Add(Encoding.UTF8.GetString(set.ReadOctetString()));
            }
            attributes.Add((type, values));
        }
        return attributes;
    }
}
