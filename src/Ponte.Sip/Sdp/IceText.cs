namespace Ponte.Sip.Sdp;

/// <summary>The characters of ICE's tokens (RFC 8839 section 5.1: <c>ice-char</c>).</summary>
internal static class IceText
{
    /// <summary>All of them; six bits choose one.</summary>
    public const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>
    /// Whether a peer's token can be used. Some write characters that the grammar has not (<c>-</c>, <c>=</c>, <c>_</c>); only a colon or a blank would be misread.
    /// </summary>
    public static bool IsToken(string text, int least, int most) =>
        text.Length >= least
        && text.Length <= most
        && !text.AsSpan().ContainsAnyExceptInRange('!', '~')
        && !text.Contains(':', StringComparison.Ordinal);
}
