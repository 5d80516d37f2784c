using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Ponte.Sip.Transports.Tls;

/// <summary>Reads the names out of certificates.</summary>
internal static class CertificateText
{
    private const string SubjectAlternativeName = "2.5.29.17";

    /// <summary>The most names that are read: certificates of hosting companies have some hundreds, a hostile one as many as it likes.</summary>
    private const int MaxNames = 1000;

    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);
    private static readonly Asn1Tag Address = new(TagClass.ContextSpecific, 7);

    /// <summary>
    /// What the certificate is for, in lower case: from the subject alternative name, SIP URIs by their host (RFC 5922 section 7.1); from the
    /// common name when there is none.
    /// </summary>
    public static ImmutableArray<string> Names(X509Certificate2 certificate)
    {
        var names = AlternativeNames(certificate);
        if (names.Count == 0 && certificate.GetNameInfo(X509NameType.SimpleName, false) is { Length: > 0 } common)
        {
            names.Add(common.ToLowerInvariant());
        }
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    private static List<string> AlternativeNames(X509Certificate2 certificate)
    {
        var names = new List<string>();
        var extension = certificate.Extensions.FirstOrDefault(e =>
            string.Equals(e.Oid?.Value, SubjectAlternativeName, StringComparison.Ordinal)
        );
        if (extension is null)
        {
            return names;
        }
        try
        {
            var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (reader.HasData && names.Count < MaxNames)
            {
                if (ReadName(reader) is { Length: > 0 } name)
                {
                    names.Add(name.ToLowerInvariant());
                }
            }
        }
        catch (Exception e) when (e is AsnContentException or ArgumentException)
        {
            // A name that cannot be read is a name that does not match.
        }
        return names;
    }

    private static string? ReadName(AsnReader reader)
    {
        var tag = reader.PeekTag();
        if (tag.HasSameClassAndValue(DnsName))
        {
            return reader.ReadCharacterString(UniversalTagNumber.IA5String, DnsName);
        }
        if (tag.HasSameClassAndValue(Uri))
        {
            return SipHost(reader.ReadCharacterString(UniversalTagNumber.IA5String, Uri));
        }
        if (tag.HasSameClassAndValue(Address))
        {
            var octets = reader.ReadOctetString(Address);
            return octets.Length is 4 or 16 ? new IPAddress(octets).ToString() : null;
        }
        reader.ReadEncodedValue();
        return null;
    }

    /// <summary>The host of a SIP URI without user; a URI with a user names a person, not a host (RFC 5922 section 7.1).</summary>
    private static string? SipHost(string uri)
    {
        const string scheme = "sip:";
        if (!uri.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || uri.Contains('@', StringComparison.Ordinal))
        {
            return null;
        }
        var host = uri.AsSpan(scheme.Length);
        var end = host.IndexOfAny(":;?/");
        return (end < 0 ? host : host[..end]).ToString();
    }
}
