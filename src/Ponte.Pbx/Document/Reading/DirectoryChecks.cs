using Ponte.Pbx.Directories;

namespace Ponte.Pbx.Document.Reading;

/// <summary>What may be said against a value of the section <c>directories</c>: null, or the words that follow the value in the error.</summary>
internal static class DirectoryChecks
{
    private const int MaxUrl = 2000;

    /// <summary>Headers that belong to the connection, not to who asks.</summary>
    private static readonly string[] OwnHeaders = ["Host", "Connection", "Content-Length", "Transfer-Encoding", "Upgrade", "TE", "Trailer"];

    public static string? LdapServer(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "ldap" or "ldaps"
        && uri.Host.Length > 0
        && uri.AbsolutePath is "" or "/"
        && uri.Query.Length + uri.Fragment.Length + uri.UserInfo.Length == 0
            ? null
            : "is no LDAP server; give ldaps://HOST or ldap://HOST, with :PORT where it is not 636 or 389";

    /// <summary>Whether passwords may go to a server: encrypted, or not leaving this machine.</summary>
    public static bool MayCarrySecrets(Uri server) => server.Scheme is "ldaps" or "https" || server.IsLoopback;

    /// <summary>Whether secrets may go to a web service.</summary>
    public static bool MayCarrySecrets(string url) =>
        !Uri.TryCreate(url.Replace('{', '0').Replace('}', '0'), UriKind.Absolute, out var uri) || MayCarrySecrets(uri);

    public static string? Attribute(string text) =>
        LdapFilterParser.IsAttribute(text) ? null : "is no attribute; give its name, such as telephoneNumber";

    public static string? Filter(string text)
    {
        if (LdapFilterParser.Parse(text) is null)
        {
            return "is no LDAP filter; give it as (telephoneNumber={number}), or (&(…)(…)) for several";
        }
        return NumberPlaces.IsIn(text)
            ? null
            : "has no place for the number; put {number}, {digits}, {national} or {loose} where it belongs";
    }

    public static string? NamePath(string text) =>
        JsonPath.Parse(text) is null ? "is no path into JSON; give it as $.contact.name or $.items[0].name" : null;

    public static string? LookupUrl(string text)
    {
        if (text.Length > MaxUrl || !NumberPlaces.IsIn(text) || text.Contains(NumberPlaces.Loose, StringComparison.Ordinal))
        {
            return "has no place for the number; put {number}, {digits} or {national} where it belongs";
        }
        var filled = text.Replace(NumberPlaces.Number, "0", StringComparison.Ordinal)
            .Replace(NumberPlaces.Digits, "0", StringComparison.Ordinal)
            .Replace(NumberPlaces.National, "0", StringComparison.Ordinal);
        var isUrl =
            Uri.TryCreate(filled, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri.Host.Length > 0
            && uri.UserInfo.Length == 0;
        if (!isUrl)
        {
            return "is no address of a web service; give https://HOST/… without a password in it";
        }
        // The host is what the document names; a number must not choose it.
        var path = text.IndexOf('/', text.IndexOf("//", StringComparison.Ordinal) + 2);
        return path < 0 || NumberPlaces.IsIn(text[..path])
            ? "has the number before the path; put it behind the host, as in https://HOST/search?n={number}"
            : null;
    }

    public static string? HeaderName(string text) =>
        text.Length is 0 or > 64 || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? "is no header; give letters, digits and hyphens"
        : OwnHeaders.Contains(text, StringComparer.OrdinalIgnoreCase) ? "is set by Ponte itself; leave it out"
        : null;
}
