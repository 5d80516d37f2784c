using System.Runtime.InteropServices;

namespace Ponte.Sip.Messages;

/// <summary>Cuts a name-addr or addr-spec with its parameters (RFC 3261 20.10) into its parts.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NameAddressSyntax(Slice DisplayName, Slice Uri, Slice Parameters)
{
    /// <summary>Cuts the text; the reason tells what is wrong.</summary>
    public static bool TryCut(ReadOnlySpan<char> text, out NameAddressSyntax parts, out string reason)
    {
        parts = default;
        reason = "";
        var start = Scan.SkipSpace(text, 0);
        if (start == text.Length)
        {
            reason = "address is empty";
            return false;
        }
        if (text[start] == '"')
        {
            var end = Scan.SkipQuoted(text, start);
            if (end < 0)
            {
                reason = "quoted string does not end";
                return false;
            }
            return TryCutBracketed(text, Slice.Between(start, end), Scan.SkipSpace(text, end), out parts, out reason);
        }
        var bracket = text.IndexOf('<');
        if (bracket < 0 || BeginsWithUri(text[start..bracket]))
        {
            return TryCutPlain(text, start, out parts, out reason);
        }
        // A display name without quotes is taken up to the bracket, also with a comma, a colon or without space before it: peers write all that.
        var name = Scan.Trim(text[start..bracket]);
        return TryCutBracketed(text, new Slice(start, name.Length), bracket, out parts, out reason);
    }

    /// <summary>Whether the text begins with one of the schemes that stand without brackets; a name never does.</summary>
    public static bool BeginsWithUri(ReadOnlySpan<char> text) =>
        text.Length > 4
        && (
            text[3] == ':'
                ? Scan.IsWord(text[..3], "sip") || Scan.IsWord(text[..3], "tel")
                : text[4] == ':' && Scan.IsWord(text[..4], "sips")
        );

    private static bool TryCutBracketed(ReadOnlySpan<char> text, Slice name, int at, out NameAddressSyntax parts, out string reason)
    {
        parts = default;
        reason = "address lacks its angle brackets";
        if (at == text.Length || text[at] != '<')
        {
            return false;
        }
        var close = text[at..].IndexOf('>');
        if (close < 0)
        {
            return false;
        }
        var start = Scan.SkipSpace(text, at + 1);
        var end = at + close;
        while (end > start && Scan.IsSpace(text[end - 1]))
        {
            end--;
        }
        parts = new NameAddressSyntax(name, Slice.Between(start, end), Slice.Between(at + close + 1, text.Length));
        return parts.CheckUri(text, ref reason) && parts.CheckParameters(text, ref reason);
    }

    private static bool TryCutPlain(ReadOnlySpan<char> text, int start, out NameAddressSyntax parts, out string reason)
    {
        // Without brackets everything from the first semicolon on belongs to the header field (RFC 3261 20.10).
        var semicolon = text[start..].IndexOf(';');
        var end = semicolon < 0 ? text.Length : start + semicolon;
        var uri = Scan.Trim(text[start..end]);
        parts = new NameAddressSyntax(default, new Slice(start, uri.Length), Slice.Between(end, text.Length));
        reason = "URI with a comma or question mark must stand in angle brackets";
        return !uri.ContainsAny('?', ',') && parts.CheckUri(text, ref reason) && parts.CheckParameters(text, ref reason);
    }

    private bool CheckUri(ReadOnlySpan<char> text, ref string reason)
    {
        if (UriSyntax.TryCut(Uri.Of(text), out _))
        {
            return true;
        }
        reason = "URI is malformed";
        return false;
    }

    private bool CheckParameters(ReadOnlySpan<char> text, ref string reason)
    {
        var rest = Parameters.Of(text);
        var at = Scan.SkipSpace(rest, 0);
        reason = "something else than a parameter follows the address";
        if (at < rest.Length && rest[at] != ';')
        {
            return false;
        }
        while (at < rest.Length && rest.Contains('"'))
        {
            at = Scan.Find(rest, at + 1, ';');
            if (at < 0)
            {
                reason = "quoted string does not end";
                return false;
            }
        }
        return true;
    }
}
