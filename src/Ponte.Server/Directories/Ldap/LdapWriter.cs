using System.Formats.Asn1;
using System.Text;
using Ponte.Pbx.Directories;

namespace Ponte.Server.Directories.Ldap;

/// <summary>Writes the requests of RFC 4511 that a look-up needs.</summary>
internal static class LdapWriter
{
    private const int Version = 3;
    private static readonly Asn1Tag BindRequest = Application(0);
    private static readonly Asn1Tag SearchRequest = Application(3);

    private enum Scope
    {
        WholeSubtree = 2,
    }

    private enum Dereference
    {
        Always = 3,
    }

    /// <summary>A simple bind (section 4.2).</summary>
    public static byte[] Bind(int id, string name, string password) =>
        Message(
            id,
            writer =>
            {
                using (writer.PushSequence(BindRequest))
                {
                    writer.WriteInteger(Version);
                    Text(writer, name);
                    Text(writer, password, Context(0));
                }
            }
        );

    /// <summary>A search in the whole tree below an entry (section 4.5.1).</summary>
    public static byte[] Search(int id, string below, LdapFilter filter, IEnumerable<string> attributes, int sizeLimit, int seconds) =>
        Message(
            id,
            writer =>
            {
                using (writer.PushSequence(SearchRequest))
                {
                    Text(writer, below);
                    writer.WriteEnumeratedValue(Scope.WholeSubtree);
                    writer.WriteEnumeratedValue(Dereference.Always);
                    writer.WriteInteger(sizeLimit);
                    writer.WriteInteger(seconds);
                    writer.WriteBoolean(false);
                    Write(writer, filter);
                    using (writer.PushSequence())
                    {
                        foreach (var attribute in attributes)
                        {
                            Text(writer, attribute);
                        }
                    }
                }
            }
        );

    private static byte[] Message(int id, Action<AsnWriter> operation)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            operation(writer);
        }
        return writer.Encode();
    }

    private static void Write(AsnWriter writer, LdapFilter filter)
    {
        switch (filter)
        {
            case LdapFilter.And and:
                WriteSet(writer, 0, and.Filters);
                break;
            case LdapFilter.Or or:
                WriteSet(writer, 1, or.Filters);
                break;
            case LdapFilter.Not not:
                WriteSet(writer, 2, [not.Filter]);
                break;
            case LdapFilter.Compare compare:
                using (writer.PushSequence(Context(TagOf(compare.Comparison), isConstructed: true)))
                {
                    Text(writer, compare.Attribute);
                    Text(writer, compare.Value);
                }
                break;
            case LdapFilter.Present present:
                Text(writer, present.Attribute, Context(7));
                break;
            case LdapFilter.Substrings substrings:
                WriteSubstrings(writer, substrings);
                break;
            case LdapFilter.Extensible extensible:
                using (writer.PushSequence(Context(9, isConstructed: true)))
                {
                    Text(writer, extensible.Rule, Context(1));
                    Text(writer, extensible.Attribute, Context(2));
                    Text(writer, extensible.Value, Context(3));
                }
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(filter), filter, "A filter is not written.");
        }
    }

    private static void WriteSet(AsnWriter writer, int tag, IEnumerable<LdapFilter> filters)
    {
        using (writer.PushSetOf(Context(tag, isConstructed: true)))
        {
            foreach (var filter in filters)
            {
                Write(writer, filter);
            }
        }
    }

    private static void WriteSubstrings(AsnWriter writer, LdapFilter.Substrings substrings)
    {
        using (writer.PushSequence(Context(4, isConstructed: true)))
        {
            Text(writer, substrings.Attribute);
            using (writer.PushSequence())
            {
                if (substrings.Initial.Length > 0)
                {
                    Text(writer, substrings.Initial, Context(0));
                }
                foreach (var any in substrings.Any)
                {
                    Text(writer, any, Context(1));
                }
                if (substrings.Final.Length > 0)
                {
                    Text(writer, substrings.Final, Context(2));
                }
            }
        }
    }

    private static int TagOf(LdapComparison comparison) =>
        comparison switch
        {
            LdapComparison.GreaterOrEqual => 5,
            LdapComparison.LessOrEqual => 6,
            LdapComparison.Approximate => 8,
            _ => 3,
        };

    private static void Text(AsnWriter writer, string text, Asn1Tag? tag = null) =>
        writer.WriteOctetString(Encoding.UTF8.GetBytes(text), tag);

    private static Asn1Tag Application(int value) => new(TagClass.Application, value, isConstructed: true);

    private static Asn1Tag Context(int value, bool isConstructed = false) => new(TagClass.ContextSpecific, value, isConstructed);
}
