using System.Globalization;

namespace Ponte.Sip.Sdp;

/// <summary>The <c>o=</c> line (RFC 8866 section 5.2). Its address says nothing about media: Teams writes 127.0.0.1.</summary>
/// <param name="UserName">The user name, <c>-</c> for none.</param>
/// <param name="SessionId">The session's number.</param>
/// <param name="Version">The version; it rises by one with each changed description (RFC 3264 section 8).</param>
/// <param name="Address">The rest: <c>IN IP4 192.0.2.1</c>.</param>
public sealed record SdpOrigin(string UserName, string SessionId, ulong Version, string Address)
{
    /// <inheritdoc/>
    public override string ToString() => $"{UserName} {SessionId} {Version.ToString(CultureInfo.InvariantCulture)} {Address}";

    /// <summary>Reads the value of an <c>o=</c> line. The session's number stays text, because some peers write more digits than 64 bits hold.</summary>
    internal static SdpOrigin? Parse(string value)
    {
        var text = value.AsSpan();
        Span<Range> parts = stackalloc Range[7];
        return
            text.Split(parts, ' ', StringSplitOptions.RemoveEmptyEntries) == 6
            && ulong.TryParse(text[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new SdpOrigin(value[parts[0]], value[parts[1]], version, value[parts[3].Start..parts[5].End])
            : null;
    }
}
