using System.Buffers;
using System.Net;
using System.Runtime.InteropServices;

namespace Ponte.Sip.Messages;

/// <summary>
/// Cuts a URI into its parts without making text of them. Strict where a wrong reading would send a call elsewhere (host, port, brackets),
/// tolerant inside the user part and the parameters, which are kept as they came.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct UriSyntax
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(ForbiddenCharacters());
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._"
    );
    private static readonly SearchValues<char> IPv6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");
    private static readonly SearchValues<char> SchemeCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-."
    );

    public Slice Scheme;
    public Slice User;
    public Slice Password;
    public Slice Host;
    public Slice Parameters;
    public Slice Headers;

    /// <summary>The port; -1 if none is written.</summary>
    public int Port;

    /// <summary>Cuts any URI. Other schemes than sip, sips and tel have no part but the scheme.</summary>
    public static bool TryCut(ReadOnlySpan<char> text, out UriSyntax parts)
    {
        parts = new UriSyntax { Port = -1 };
        var colon = text.IndexOf(':');
        if (colon <= 0 || text.ContainsAny(Forbidden))
        {
            return false;
        }
        var scheme = text[..colon];
        parts.Scheme = new Slice(0, colon);
        if (Scan.IsWord(scheme, "sip") || Scan.IsWord(scheme, "sips"))
        {
            return parts.CutSip(text, colon + 1);
        }
        if (Scan.IsWord(scheme, "tel"))
        {
            return parts.CutTel(text, colon + 1);
        }
        return colon + 1 < text.Length && char.IsAsciiLetter(text[0]) && !scheme.ContainsAnyExcept(SchemeCharacters);
    }

    /// <summary>Whether a host is a name, an IPv4 address or, without its brackets, an IPv6 address.</summary>
    public static bool IsHost(ReadOnlySpan<char> host) =>
        host.Length > 0 && (host.Contains(':') ? IsIPv6(host) : !host.ContainsAnyExcept(HostCharacters));

    /// <summary>Cuts <c>host[:port]</c>, the host perhaps an IPv6 address in brackets.</summary>
    /// <returns>The index behind it; -1 if it is wrong.</returns>
    public static int CutHostPort(ReadOnlySpan<char> text, int at, out Slice host, out int port)
    {
        port = -1;
        host = default;
        int end;
        if (at < text.Length && text[at] == '[')
        {
            var close = text[at..].IndexOf(']');
            if (close < 0 || !IsIPv6(text.Slice(at + 1, close - 1)))
            {
                return -1;
            }
            host = new Slice(at + 1, close - 1);
            end = at + close + 1;
        }
        else
        {
            var length = text[at..].IndexOfAnyExcept(HostCharacters);
            host = new Slice(at, length < 0 ? text.Length - at : length);
            end = host.End;
            if (host.Length == 0)
            {
                return -1;
            }
        }
        if (end == text.Length || text[end] != ':')
        {
            return end;
        }
        var digits = Scan.CountDigits(text[(end + 1)..]);
        if (!Scan.TryNumber(text.Slice(end + 1, digits), ushort.MaxValue, out var number))
        {
            return -1;
        }
        port = (int)number;
        return end + 1 + digits;
    }

    private bool CutSip(ReadOnlySpan<char> text, int at)
    {
        // The first '@' ends the user part: neither parameters nor headers may contain one, while ';', '?' and '/' may stand before it.
        var sign = text[at..].IndexOf('@');
        if (sign >= 0)
        {
            if (sign == 0)
            {
                return false;
            }
            CutUser(text, at, at + sign);
            at += sign + 1;
        }
        at = CutHostPort(text, at, out Host, out Port);
        if (at < 0 || (at < text.Length && text[at] is not (';' or '?')))
        {
            return false;
        }
        var question = text[at..].IndexOf('?');
        var end = question < 0 ? text.Length : at + question;
        Parameters = Slice.Between(at, end);
        Headers = question < 0 ? default : Slice.Between(end + 1, text.Length);
        return true;
    }

    private void CutUser(ReadOnlySpan<char> text, int start, int end)
    {
        var colon = text[start..end].IndexOf(':');
        User = Slice.Between(start, colon < 0 ? end : start + colon);
        Password = colon < 0 ? default : Slice.Between(start + colon + 1, end);
    }

    private bool CutTel(ReadOnlySpan<char> text, int at)
    {
        var semicolon = text[at..].IndexOf(';');
        var end = semicolon < 0 ? text.Length : at + semicolon;
        User = Slice.Between(at, end);
        Parameters = Slice.Between(end, text.Length);
        return end > at;
    }

    private static bool IsIPv6(ReadOnlySpan<char> text)
    {
        if (!text.Contains(':') || text.ContainsAnyExcept(IPv6Characters) || text.Length > 45)
        {
            return false;
        }
        if (IPAddress.TryParse(text, out _))
        {
            return true;
        }
        // RFC 5118 4.10: the grammar of RFC 3261 lets ":::" through before an IPv4 address, and peers wrote it.
        var triple = text.IndexOf(":::");
        return triple >= 0 && IPAddress.TryParse(string.Concat(text[..triple], text[(triple + 1)..]), out _);
    }

    private static string ForbiddenCharacters() => string.Concat(Enumerable.Range(0, 32).Append(127).Select(c => (char)c)) + " <>\"";
}
