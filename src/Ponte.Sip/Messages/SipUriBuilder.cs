using System.Globalization;
using System.Text;

namespace Ponte.Sip.Messages;

/// <summary>Writes a sip or sips URI. Characters that may not stand in a part are escaped, so nothing given to it can leave its part.</summary>
public sealed class SipUriBuilder
{
    private const string UserCharacters = "-_.!~*'()&=+$,;?/%";
    private const string ParameterCharacters = "-_.!~*'()[]/:&+$%";

    private readonly List<SipParameter> _parameters = [];

    /// <summary>The scheme; sip by default.</summary>
    public string Scheme { get; set; } = "sip";

    /// <summary>The user part, escapes in it kept; empty for none.</summary>
    public string User { get; set; } = "";

    /// <summary>The host: a name, an IPv4 or an IPv6 address; brackets are added.</summary>
    public required string Host { get; set; }

    /// <summary>The port; null for none.</summary>
    public int? Port { get; set; }

    /// <summary>A builder with the parts of a sip or sips URI, without its password and headers.</summary>
    public static SipUriBuilder From(SipUri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var builder = new SipUriBuilder
        {
            Scheme = uri.Scheme,
            User = uri.User,
            Host = uri.Host,
            Port = uri.Port,
        };
        builder._parameters.AddRange(uri.Parameters);
        return builder;
    }

    /// <summary>Sets a parameter, in its place if it is there already.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value, escapes in it kept; null for a parameter without <c>=</c>.</param>
    public SipUriBuilder Parameter(string name, string? value = null)
    {
        var parameter = new SipParameter(name, value);
        var index = _parameters.FindIndex(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            _parameters.Add(parameter);
        }
        else
        {
            _parameters[index] = parameter;
        }
        return this;
    }

    /// <summary>Removes a parameter.</summary>
    public SipUriBuilder Without(string name)
    {
        _parameters.RemoveAll(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));
        return this;
    }

    /// <summary>The URI.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(64).Append(Scheme).Append(':');
        if (User.Length > 0)
        {
            Escape(text, User, UserCharacters);
            text.Append('@');
        }
        text.Append(HostText(Host));
        if (Port is { } port)
        {
            text.Append(':').Append(port.ToString(CultureInfo.InvariantCulture));
        }
        foreach (var parameter in _parameters)
        {
            text.Append(';');
            Escape(text, parameter.Name, ParameterCharacters);
            if (parameter.Value is not null)
            {
                text.Append('=');
                Escape(text, parameter.Value, ParameterCharacters);
            }
        }
        return text.ToString();
    }

    /// <summary>A host as it stands in a URI or Via: an IPv6 address in brackets, others as they are.</summary>
    public static string HostText(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Contains(':', StringComparison.Ordinal) && host[0] != '[' ? $"[{host}]" : host;
    }

    private static void Escape(StringBuilder text, string value, string allowed)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            if (
                rune.IsAscii
                && (char.IsAsciiLetterOrDigit((char)rune.Value) || allowed.Contains((char)rune.Value, StringComparison.Ordinal))
            )
            {
                text.Append((char)rune.Value);
                continue;
            }
            foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
            {
                text.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }
    }
}
