using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Ponte.Sip.Messages;

/// <summary>A challenge or credentials: WWW-Authenticate, Proxy-Authenticate, Authorization, Proxy-Authorization (RFC 3261 20.7, 20.44; RFC 8760).</summary>
/// <param name="Scheme">The scheme as written: <c>Digest</c>.</param>
/// <param name="Parameters">The parameters in their order; quotes are part of the values as written.</param>
public sealed record AuthenticationHeader(string Scheme, SipParameterList Parameters)
{
    /// <summary>Whether the scheme is Digest.</summary>
    public bool IsDigest => string.Equals(Scheme, "Digest", StringComparison.OrdinalIgnoreCase);

    /// <summary>The value of a parameter without quotes; null if it is not there.</summary>
    public string? Parameter(string name) => Parameters.Find(name);

    /// <summary>Reads one header line.</summary>
    /// <returns>False if it does not begin with a scheme, or a quoted string does not end.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out AuthenticationHeader? value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = null;
        var scheme = Scan.CountToken(text);
        if (scheme == 0 || !SipParameterList.TryParse(text.AsSpan(scheme), ',', out var parameters))
        {
            return false;
        }
        value = new AuthenticationHeader(text[..scheme], parameters);
        return true;
    }

    /// <summary>The value as it stands in a message.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Scheme);
        var separator = " ";
        foreach (var parameter in Parameters)
        {
            text.Append(separator).Append(parameter);
            separator = ", ";
        }
        return text.ToString();
    }
}
