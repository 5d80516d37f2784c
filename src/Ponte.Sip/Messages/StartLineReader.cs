using System.Text;

namespace Ponte.Sip.Messages;

/// <summary>Reads a Request-Line (RFC 3261 7.1) or Status-Line (7.2). Exactly one space separates; nothing may surround.</summary>
internal static class StartLineReader
{
    private const int BadRequest = 400;
    private const int VersionNotSupported = 505;

    /// <summary>Reads the line, with which the message begins, without its CRLF. The Request-URI is what stands between the outer spaces, and not judged.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out StartLine result, out SipParseError error)
    {
        return line.Length >= 4 && Ascii.EqualsIgnoreCase(line[..4], "SIP/"u8)
            ? TryReadStatus(line, out result, out error)
            : TryReadRequest(line, out result, out error);
    }

    private static bool TryReadStatus(ReadOnlySpan<byte> line, out StartLine result, out SipParseError error)
    {
        result = default;
        var space = line.IndexOf((byte)' ');
        if (space < 0 || !Ascii.EqualsIgnoreCase(line[..space], "SIP/2.0"u8))
        {
            error = new SipParseError(0, "version is not SIP/2.0", 0);
            return false;
        }
        var rest = line[(space + 1)..];
        var end = rest.IndexOf((byte)' ');
        var code = end < 0 ? rest : rest[..end];
        if (code.Length != 3 || code[0] is < (byte)'1' or > (byte)'6' || !IsDigit(code[1]) || !IsDigit(code[2]))
        {
            error = new SipParseError(space + 1, "status code is not a number from 100 to 699", 0);
            return false;
        }
        var status = ((code[0] - '0') * 100) + ((code[1] - '0') * 10) + code[2] - '0';
        // The space before an empty reason phrase is sometimes left out.
        var reason = end < 0 ? line.Length : space + 1 + end + 1;
        result = new StartLine(status, SipMethod.Other, 0, 0, reason, line.Length - reason);
        error = default;
        return true;
    }

    private static bool TryReadRequest(ReadOnlySpan<byte> line, out StartLine result, out SipParseError error)
    {
        result = default;
        var first = line.IndexOf((byte)' ');
        if (first <= 0 || !Scan.IsToken(line[..first]))
        {
            // Whether it is SIP at all is not known, so nothing is answered.
            error = new SipParseError(0, "start line is neither a request nor a response", 0);
            return false;
        }
        var last = line.LastIndexOf((byte)' ');
        var version = line[(last + 1)..];
        if (last == first || version.Length == 0)
        {
            error = new SipParseError(last, "request line is not method, URI and version with one space between them", BadRequest);
            return false;
        }
        if (!Ascii.EqualsIgnoreCase(version, "SIP/2.0"u8))
        {
            // Another protocol, HTTP say, gets no answer of ours.
            error =
                version.Length > 4 && Ascii.EqualsIgnoreCase(version[..4], "SIP/"u8)
                    ? new SipParseError(last + 1, "version is not SIP/2.0", VersionNotSupported)
                    : new SipParseError(last + 1, "request line does not end with the version", 0);
            return false;
        }
        var uri = line[(first + 1)..last];
        result = new StartLine(0, SipMethods.Find(line[..first]), 0, first, first + 1, uri.Length);
        error = default;
        return true;
    }

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';
}
