namespace Ponte.Sip.Messages;

/// <summary>
/// Finds the header fields of a message. Lines end with CRLF; a CR or LF that stands alone is refused, since others might read a header field in
/// it that we do not see. A line that begins with space continues the one before (RFC 3261 7.3.1).
/// </summary>
internal ref struct HeaderIndexer
{
    private const int BadRequest = 400;
    private const int TooLarge = 513;

    private readonly ReadOnlySpan<byte> _message;
    private readonly SipLimits _limits;
    private Span<HeaderSlot> _slots;

    public HeaderIndexer(ReadOnlySpan<byte> message, SipLimits limits, Span<HeaderSlot> slots)
    {
        _message = message;
        _limits = limits;
        _slots = slots;
    }

    /// <summary>The header fields found so far.</summary>
    public int Count { get; private set; }

    /// <summary>Where the body begins, once all is read.</summary>
    public int BodyStart { get; private set; }

    public readonly ReadOnlySpan<HeaderSlot> Slots => _slots[..Count];

    /// <summary>Reads the header lines from <paramref name="at"/> to the empty line.</summary>
    public bool TryRun(int at, out SipParseError error)
    {
        while (true)
        {
            if (!TryLine(_message, at, out var end, out error))
            {
                return false;
            }
            if (end == at)
            {
                BodyStart = at + 2;
                return true;
            }
            var start = at;
            at = end + 2;
            while (at < _message.Length && _message[at] is (byte)' ' or (byte)'\t')
            {
                if (!TryLine(_message, at, out end, out error))
                {
                    return false;
                }
                at = end + 2;
            }
            if (!TryAdd(start, end, out error))
            {
                return false;
            }
        }
    }

    /// <summary>Finds the CRLF that ends the line.</summary>
    public static bool TryLine(ReadOnlySpan<byte> message, int at, out int end, out SipParseError error)
    {
        end = ByteScan.IndexOfAny(message, at, (byte)'\r', (byte)'\n');
        if (end < 0)
        {
            error = new SipParseError(message.Length, "message ends within its header", BadRequest);
            return false;
        }
        if (message[end] == (byte)'\r' && end + 1 < message.Length && message[end + 1] == (byte)'\n')
        {
            error = default;
            return true;
        }
        error = new SipParseError(end, "line does not end with CRLF", BadRequest);
        return false;
    }

    private bool TryAdd(int start, int end, out SipParseError error)
    {
        var line = _message[start..end];
        if (line.Length > _limits.MaxLineBytes)
        {
            error = new SipParseError(start, "header field is too long", TooLarge);
            return false;
        }
        if (Count == _limits.MaxHeaderCount)
        {
            error = new SipParseError(start, "too many header fields", TooLarge);
            return false;
        }
        var colon = ByteScan.IndexOfAny(_message, start, (byte)':', (byte)'\r') - start;
        colon = _message[start + colon] == (byte)':' ? colon : -1;
        var nameLength = colon;
        while (nameLength > 0 && line[nameLength - 1] is (byte)' ' or (byte)'\t')
        {
            nameLength--;
        }
        var name = nameLength > 0 ? line[..nameLength] : default;
        var known = HeaderNames.Find(name);
        if (known == HeaderName.Other && !Scan.IsToken(name))
        {
            error = new SipParseError(start, colon < 0 ? "header line has no colon" : "name of a header field is not a token", BadRequest);
            return false;
        }
        var from = colon + 1;
        var to = line.Length;
        while (from < to && Scan.IsSpace(line[from]))
        {
            from++;
        }
        while (to > from && Scan.IsSpace(line[to - 1]))
        {
            to--;
        }
        if (Count == _slots.Length)
        {
            var larger = new HeaderSlot[_limits.MaxHeaderCount];
            _slots.CopyTo(larger);
            _slots = larger;
        }
        _slots[Count++] = new HeaderSlot(known, start, nameLength, start + from, to - from);
        error = default;
        return true;
    }
}
