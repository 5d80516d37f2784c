using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Ponte.Sip.Sdp;

/// <summary>
/// Reads a session description line by line. What decides where packets go (<c>v=</c>, <c>o=</c>, <c>c=</c>, <c>m=</c>) must be
/// well-formed; all other lines only need the form <c>x=…</c> and are kept.
/// </summary>
/// <remarks>Lines may end by CRLF, LF or CR, and empty lines are passed over: both are seen (RFC 8866 section 5 asks to accept LF).</remarks>
internal ref struct SdpParser(SdpLimits limits)
{
    private readonly ImmutableArray<SdpLine>.Builder _session = ImmutableArray.CreateBuilder<SdpLine>();
    private readonly ImmutableArray<SdpLine>.Builder _current = ImmutableArray.CreateBuilder<SdpLine>();
    private readonly ImmutableArray<MediaDescription>.Builder _media = ImmutableArray.CreateBuilder<MediaDescription>();
    private MediaDescription? _open;
    private bool _origin;

    /// <summary>Why <see cref="Parse"/> gave null.</summary>
    public SdpParseError Error { get; private set; }

    /// <summary>The description, or null with <see cref="Error"/> set.</summary>
    public SessionDescription? Parse(ReadOnlySpan<byte> text)
    {
        if (text.Length > limits.MaxBytes)
        {
            Fail(limits.MaxBytes, $"longer than {limits.MaxBytes} bytes");
            return null;
        }
        var lines = 0;
        for (var offset = 0; offset < text.Length; )
        {
            var rest = text[offset..];
            var length = rest.IndexOfAny((byte)'\r', (byte)'\n');
            length = length < 0 ? rest.Length : length;
            if (length > 0)
            {
                if (++lines > limits.MaxLines)
                {
                    Fail(offset, $"more than {limits.MaxLines} lines");
                    return null;
                }
                if (!Line(rest[..length], offset))
                {
                    return null;
                }
            }
            offset += length + 1;
        }
        if (!_origin)
        {
            Fail(text.Length, _session.Count == 0 ? "empty" : "no o= line");
            return null;
        }
        CloseMedia();
        return new SessionDescription(_session.ToImmutable(), _media.ToImmutable());
    }

    private bool Line(ReadOnlySpan<byte> line, int offset)
    {
        if (line.Length > limits.MaxLineBytes)
        {
            return Fail(offset, $"a line longer than {limits.MaxLineBytes} bytes");
        }
        if (line.Length < 2 || line[1] != '=' || !char.IsAsciiLetter((char)line[0]))
        {
            return Fail(offset, "not of the form letter=value");
        }
        if (line.Contains((byte)0))
        {
            return Fail(offset + line.IndexOf((byte)0), "a NUL byte");
        }
        var parsed = new SdpLine((char)line[0], Encoding.UTF8.GetString(line[2..]));
        if (_session.Count == 0 && (parsed.Type != 'v' || parsed.Value.Trim(' ') is not "0"))
        {
            return Fail(offset, "does not begin with v=0");
        }
        return parsed.Type switch
        {
            'm' => OpenMedia(parsed.Value, offset),
            'o' => OriginLine(parsed, offset),
            'c' when SdpConnection.Parse(parsed.Value) is null => Fail(offset, "the c= line is not \"IN type address\""),
            _ => Keep(parsed),
        };
    }

    private bool OriginLine(SdpLine line, int offset)
    {
        if (_origin || _open is not null)
        {
            return Fail(offset, "a second o= line");
        }
        _origin = SdpOrigin.Parse(line.Value) is not null;
        return _origin ? Keep(line) : Fail(offset, "the o= line has no user, session, version and address");
    }

    private readonly bool Keep(SdpLine line)
    {
        (_open is null ? _session : _current).Add(line);
        return true;
    }

    private bool OpenMedia(string value, int offset)
    {
        CloseMedia();
        if (_media.Count >= limits.MaxMedia)
        {
            return Fail(offset, $"more than {limits.MaxMedia} media");
        }
        var parts = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 3 || !TryPort(parts[1], out var port, out var count))
        {
            return Fail(offset, "the m= line is not \"media port protocol formats\"");
        }
        // Some peers decline a stream without naming a format.
        if (parts.Length == 3 && port != 0)
        {
            return Fail(offset, "the m= line has no format");
        }
        if (parts.Length - 3 > limits.MaxFormats)
        {
            return Fail(offset, $"more than {limits.MaxFormats} formats");
        }
        _open = new MediaDescription(parts[0], port, parts[2], [.. parts.AsSpan(3)]) { PortCount = count };
        return true;
    }

    private void CloseMedia()
    {
        if (_open is not null)
        {
            _media.Add(_open with { Lines = _current.ToImmutable() });
            _current.Clear();
            _open = null;
        }
    }

    private static bool TryPort(string text, out int port, out int count)
    {
        var parts = text.Split('/');
        count = 1;
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port <= 65_535
            && (
                parts.Length == 1
                || (
                    parts.Length == 2
                    && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out count)
                    && count is >= 1 and <= 65_535
                )
            );
    }

    private bool Fail(int offset, string reason)
    {
        Error = new SdpParseError(offset, reason);
        return false;
    }
}
