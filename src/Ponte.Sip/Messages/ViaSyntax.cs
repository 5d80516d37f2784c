using System.Runtime.InteropServices;

namespace Ponte.Sip.Messages;

/// <summary>Cuts one Via value (RFC 3261 20.42) into its parts. Space may stand around every sign.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ViaSyntax
{
    public Slice Protocol;
    public Slice Version;
    public Slice Transport;
    public Slice Host;
    public int Port;
    public Slice Parameters;

    public static bool TryCut(ReadOnlySpan<char> text, out ViaSyntax parts)
    {
        parts = new ViaSyntax { Port = -1 };
        var at = 0;
        if (
            !parts.TryProtocol(text, ref at)
            || !TryToken(text, ref at, out parts.Transport)
            || at == text.Length
            || !Scan.IsSpace(text[at])
        )
        {
            return false;
        }
        at = UriSyntax.CutHostPort(text, Scan.SkipSpace(text, at), out parts.Host, out parts.Port);
        if (at < 0)
        {
            return false;
        }
        at = Scan.SkipSpace(text, at);
        if (parts.Port < 0 && at < text.Length && text[at] == ':' && !parts.TrySpacedPort(text, ref at))
        {
            return false;
        }
        var end = Scan.Find(text, at, ',');
        parts.Parameters = end < 0 ? default : Slice.Between(at, end);
        return end >= 0 && (parts.Parameters.Length == 0 || text[at] == ';');
    }

    private bool TryProtocol(ReadOnlySpan<char> text, ref int at)
    {
        // What nearly everybody writes.
        if (text.StartsWith("SIP/2.0/"))
        {
            Protocol = new Slice(0, 3);
            Version = new Slice(4, 3);
            at = 8;
            return true;
        }
        return TryToken(text, ref at, out Protocol)
            && TrySlash(text, ref at)
            && TryToken(text, ref at, out Version)
            && TrySlash(text, ref at);
    }

    private bool TrySpacedPort(ReadOnlySpan<char> text, ref int at)
    {
        var start = Scan.SkipSpace(text, at + 1);
        var digits = Scan.CountDigits(text[start..]);
        at = Scan.SkipSpace(text, start + digits);
        if (!Scan.TryNumber(text.Slice(start, digits), ushort.MaxValue, out var number))
        {
            return false;
        }
        Port = (int)number;
        return true;
    }

    private static bool TryToken(ReadOnlySpan<char> text, ref int at, out Slice token)
    {
        at = Scan.SkipSpace(text, at);
        token = new Slice(at, Scan.CountToken(text[at..]));
        at = token.End;
        return token.Length > 0;
    }

    private static bool TrySlash(ReadOnlySpan<char> text, ref int at)
    {
        at = Scan.SkipSpace(text, at);
        return at < text.Length && text[at++] == '/';
    }
}
