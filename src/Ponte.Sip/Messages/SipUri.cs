using System.Text;

namespace Ponte.Sip.Messages;

/// <summary>A URI as it came: its text byte for byte, and its parts (RFC 3261 19.1; tel: RFC 3966). Other schemes have text and scheme only.</summary>
public sealed class SipUri
{
    private readonly UriSyntax _parts;
    private SipParameterList? _parameters;

    private SipUri(string text, UriSyntax parts)
    {
        Text = text;
        _parts = parts;
        Scheme = parts.Scheme.Of(text).ToString().ToLowerInvariant();
        User = parts.User.Of(text).ToString();
        Host = parts.Host.Of(text).ToString();
    }

    /// <summary>The URI as written.</summary>
    public string Text { get; }

    /// <summary>The scheme in lower case: sip, sips, tel …</summary>
    public string Scheme { get; }

    /// <summary>The user part, escaped as written, with parameters of its own (<c>;npdi</c>, <c>;phone-context</c>) if any; the number of a tel URI; empty if there is none.</summary>
    public string User { get; }

    /// <summary>The user part with its escapes resolved.</summary>
    public string UserText => Unescape(User);

    /// <summary>The password as written; empty if there is none.</summary>
    public string Password => _parts.Password.Of(Text).ToString();

    /// <summary>The host as written, an IPv6 address without its brackets; empty if the scheme has none.</summary>
    public string Host { get; }

    /// <summary>The port; null if none is written.</summary>
    public int? Port => _parts.Port < 0 ? null : _parts.Port;

    /// <summary>The parameters in their order, values as written.</summary>
    public SipParameterList Parameters => _parameters ??= ReadParameters();

    /// <summary>What stands behind the question mark, as written; empty if nothing does.</summary>
    public string HeadersText => _parts.Headers.Of(Text).ToString();

    /// <summary>Whether the scheme is sip or sips.</summary>
    public bool IsSip => Scheme is "sip" or "sips";

    /// <summary>The value of a parameter as written: empty if it has none, null if it is not there.</summary>
    public string? Parameter(string name) => Parameters.Find(name);

    /// <summary>Whether the parameter is there.</summary>
    public bool HasParameter(string name) => Parameters.Contains(name);

    /// <summary>A header field that the URI asks to put into a request made of it (RFC 3261 19.1.5), its escapes resolved; null if it is not there.</summary>
    public string? Header(string name)
    {
        foreach (var header in HeadersText.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = header.IndexOf('=', StringComparison.Ordinal);
            var own = Unescape(equals < 0 ? header : header[..equals]);
            if (string.Equals(own, name, StringComparison.OrdinalIgnoreCase))
            {
                return equals < 0 ? "" : Unescape(header[(equals + 1)..]);
            }
        }
        return null;
    }

    /// <summary>Whether two URIs are the same by RFC 3261 19.1.4, and for tel by RFC 3966 5.</summary>
    public bool IsEquivalentTo(SipUri other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return UriComparison.AreEquivalent(this, other);
    }

    /// <summary>Reads a URI.</summary>
    /// <returns>False if there is space, an angle bracket or a quote in it, or its scheme, host or port is wrong.</returns>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SipUri? uri)
    {
        ArgumentNullException.ThrowIfNull(text);
        uri = UriSyntax.TryCut(text, out var parts) ? new SipUri(text, parts) : null;
        return uri is not null;
    }

    /// <summary>Text with its <c>%HH</c> escapes resolved as UTF-8; what is not an escape stays.</summary>
    public static string Unescape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (
                bytes[i] == '%'
                && i + 2 < bytes.Length
                && char.IsAsciiHexDigit((char)bytes[i + 1])
                && char.IsAsciiHexDigit((char)bytes[i + 2])
            )
            {
                bytes[length++] = (byte)((Convert.FromHexString([(char)bytes[i + 1], (char)bytes[i + 2]]))[0]);
                i += 2;
            }
            else
            {
                bytes[length++] = bytes[i];
            }
        }
        return Scan.Text(bytes.AsSpan(0, length));
    }

    /// <summary>The URI as written.</summary>
    public override string ToString() => Text;

    private SipParameterList ReadParameters()
    {
        _ = SipParameterList.TryParse(_parts.Parameters.Of(Text), out var list);
        return list;
    }
}
