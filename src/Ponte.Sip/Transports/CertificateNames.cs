using System.Collections.Immutable;
using System.Net;

namespace Ponte.Sip.Transports;

/// <summary>Comparison of host names with the names of a certificate (RFC 6125 section 6.4, RFC 5922 section 7.2).</summary>
public static class CertificateNames
{
    /// <summary>Whether one of <paramref name="names"/> is <paramref name="host"/>.</summary>
    public static bool Match(ImmutableArray<string> names, string host)
    {
        foreach (var name in names)
        {
            if (Match(name, host))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>
    /// Whether a certificate's <paramref name="name"/> is <paramref name="host"/>. <c>*.</c> in front of the name stands for exactly one
    /// label; a wildcard elsewhere, or one directly under a top-level name, matches nothing. Addresses match by value only.
    /// </summary>
    public static bool Match(string name, string host)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(host);
        var wanted = host.TrimEnd('.');
        var offered = name.TrimEnd('.');
        if (wanted.Length == 0 || offered.Length == 0)
        {
            return false;
        }
        if (IPAddress.TryParse(wanted.AsSpan().Trim("[]"), out var address))
        {
            return IPAddress.TryParse(offered.AsSpan().Trim("[]"), out var other) && address.Equals(other);
        }
        if (!offered.StartsWith("*.", StringComparison.Ordinal))
        {
            return !offered.Contains('*', StringComparison.Ordinal) && string.Equals(offered, wanted, StringComparison.OrdinalIgnoreCase);
        }
        var parent = offered.AsSpan(2);
        var dot = wanted.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && parent.Contains('.')
            && !parent.Contains('*')
            && parent.Equals(wanted.AsSpan(dot + 1), StringComparison.OrdinalIgnoreCase);
    }
}
