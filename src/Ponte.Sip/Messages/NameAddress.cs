using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Ponte.Sip.Messages;

/// <summary>An address with an optional name and parameters: From, To, Contact, Route, P-Asserted-Identity … (RFC 3261 20.10, 20.20).</summary>
public sealed class NameAddress
{
    private readonly string _text;
    private readonly NameAddressSyntax _parts;
    private SipUri? _uri;
    private SipParameterList? _parameters;

    private NameAddress(string text, NameAddressSyntax parts)
    {
        _text = text;
        _parts = parts;
        UriText = parts.Uri.Of(text).ToString();
        DisplayName = Scan.Unquote(parts.DisplayName.Of(text));
    }

    /// <summary>The name without quotes and escapes; empty if there is none.</summary>
    public string DisplayName { get; }

    /// <summary>The URI as written, without angle brackets.</summary>
    public string UriText { get; }

    /// <summary>The URI, of any scheme.</summary>
    public SipUri? Uri => _uri ??= SipUri.TryParse(UriText, out var uri) ? uri : null;

    /// <summary>The parameters of the header field, behind the URI.</summary>
    public SipParameterList Parameters =>
        _parameters ??= SipParameterList.TryParse(_parts.Parameters.Of(_text), out var list) ? list : SipParameterList.Empty;

    /// <summary>The tag parameter; empty if there is none.</summary>
    public string Tag => Parameter("tag") ?? "";

    /// <summary>The value of a parameter without quotes: empty if it has none, null if it is not there.</summary>
    public string? Parameter(string name) => Parameters.Find(name);

    /// <summary>Reads one address. A display name without quotes may contain anything but an angle bracket, as peers write it.</summary>
    /// <returns>False if quotes or brackets do not end, the URI is malformed, or a URI that needs brackets has none.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out NameAddress? address)
    {
        ArgumentNullException.ThrowIfNull(text);
        address = NameAddressSyntax.TryCut(text, out var parts, out _) ? new NameAddress(text, parts) : null;
        return address is not null;
    }

    /// <summary>Reads a comma-separated list. A piece without URI is taken as the beginning of a name with a comma in it; what is no address is left out.</summary>
    public static IReadOnlyList<NameAddress> ParseList(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = new List<NameAddress>();
        var list = new AddressList(text);
        while (list.Next() is { } valid)
        {
            if (valid)
            {
                result.Add(new NameAddress(list.Piece.Of(text).ToString(), list.Parts));
            }
        }
        return result;
    }

    /// <summary>Writes an address with angle brackets. The name is quoted, so it may be any text; the URI loses what could end it early.</summary>
    /// <param name="displayName">The name; empty for none.</param>
    /// <param name="uriText">The URI as it shall stand.</param>
    /// <param name="parameters">Parameters, each with its semicolon (<c>;tag=1</c>); empty for none.</param>
    public static string Format(string displayName, string uriText, string parameters = "")
    {
        ArgumentNullException.ThrowIfNull(displayName);
        ArgumentNullException.ThrowIfNull(uriText);
        var text = new StringBuilder(displayName.Length + uriText.Length + 16);
        if (displayName.Length > 0)
        {
            text.Append(Scan.Quote(displayName)).Append(' ');
        }
        return text.Append('<').Append(WireText.CleanUri(uriText)).Append('>').Append(WireText.CleanValue(parameters)).ToString();
    }

    /// <summary>The address with another or its first tag, everything else as written.</summary>
    public string WithTag(string tag)
    {
        var others = new SipParameterList(Parameters.Where(p => !string.Equals(p.Name, "tag", StringComparison.OrdinalIgnoreCase)));
        return $"{_text[.._parts.Parameters.Start].TrimEnd()}{others};tag={tag}";
    }

    /// <summary>The address as written.</summary>
    public override string ToString() => _text;
}
