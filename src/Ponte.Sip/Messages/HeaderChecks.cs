namespace Ponte.Sip.Messages;

/// <summary>
/// What must be right in every received message before anybody looks at it (RFC 3261 8.1.1, 16.3, 18.3). Reads without making text. Of a message
/// written here it takes CSeq and Content-Length and judges nothing.
/// </summary>
internal ref struct HeaderChecks
{
    private const int BadRequest = 400;
    private const int NotImplemented = 501;
    private const uint MaxForwardsMax = 255;

    private readonly ReadOnlySpan<byte> _message;
    private readonly ReadOnlySpan<char> _text;
    private readonly StartLine _startLine;
    private readonly bool _strict;
    private int _seen;
    private int _status = BadRequest;

    /// <summary>Checks of a received message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="text">Its start line and header as characters, one for each octet.</param>
    /// <param name="startLine">Its start line.</param>
    public HeaderChecks(ReadOnlySpan<byte> message, ReadOnlySpan<char> text, StartLine startLine)
        : this(message, startLine)
    {
        _text = text;
        _strict = true;
    }

    /// <summary>For a message written here.</summary>
    public HeaderChecks(ReadOnlySpan<byte> message, StartLine startLine)
    {
        _message = message;
        _startLine = startLine;
        ContentLength = -1;
    }

    /// <summary>The Content-Length; -1 if none is written.</summary>
    public int ContentLength { get; private set; }

    /// <summary>The number in CSeq.</summary>
    public uint CSeqNumber { get; private set; }

    /// <summary>The method in CSeq.</summary>
    public Slice CSeqMethod { get; private set; }

    /// <summary>Looks at all header fields; the error's status is 400 or 501, or 0 for a response.</summary>
    public bool TryRun(scoped ReadOnlySpan<HeaderSlot> slots, out SipParseError error)
    {
        error = default;
        if (_strict && CheckRequestUri() is { } fault)
        {
            error = Error(_startLine.SecondStart, fault);
            return false;
        }
        foreach (ref readonly var slot in slots)
        {
            if (Check(slot) is { } reason && _strict)
            {
                error = Error(slot.NameStart, reason);
                return false;
            }
        }
        return !_strict || HasRequired(ref error);
    }

    private readonly bool HasRequired(ref SipParseError error)
    {
        ReadOnlySpan<HeaderName> required = [HeaderName.Via, HeaderName.From, HeaderName.To, HeaderName.CallId, HeaderName.CSeq];
        foreach (var name in required)
        {
            if ((_seen & Bit(name)) == 0)
            {
                error = Error(0, $"{HeaderNames.Text(name)} is missing");
                return false;
            }
        }
        return true;
    }

    private readonly SipParseError Error(int offset, string reason) => new(offset, reason, _startLine.IsResponse ? 0 : _status);

    private static int Bit(HeaderName name) => 1 << (int)name;

    private readonly string? CheckRequestUri()
    {
        if (_startLine.IsResponse)
        {
            return null;
        }
        var uri = _text.Slice(_startLine.SecondStart, _startLine.SecondLength);
        if (uri.ContainsAny(' ', '\t'))
        {
            return "space in the Request-URI or around it";
        }
        if (uri is ['<', ..])
        {
            return "Request-URI stands in angle brackets";
        }
        return !UriSyntax.TryCut(uri, out var parts) ? "Request-URI is malformed"
            : parts.Headers.Length > 0 ? "Request-URI has header fields"
            : null;
    }

    private string? Check(in HeaderSlot slot)
    {
        // All names that are looked at stand at the beginning of the enumeration, so that one word holds what was seen.
        if (slot.Name is HeaderName.Other or > HeaderName.ContentLength)
        {
            return null;
        }
        var repeated = (_seen & Bit(slot.Name)) != 0;
        _seen |= Bit(slot.Name);
        switch (slot.Name)
        {
            case HeaderName.CSeq:
                return repeated ? Twice(slot.Name) : CheckCSeq(slot);
            case HeaderName.ContentLength:
                return repeated ? Twice(slot.Name) : CheckContentLength(slot);
            case HeaderName.MaxForwards:
                return repeated ? Twice(slot.Name) : CheckMaxForwards(slot);
            case HeaderName.CallId:
                return repeated ? Twice(slot.Name)
                    : slot.ValueLength > 0 ? null
                    : "Call-ID is empty";
            default:
                return _strict ? CheckText(slot, repeated) : null;
        }
    }

    private readonly string? CheckText(in HeaderSlot slot, bool repeated)
    {
        var value = _text.Slice(slot.ValueStart, slot.ValueLength);
        switch (slot.Name)
        {
            case HeaderName.Via:
                return CheckVia(value);
            case HeaderName.From or HeaderName.To:
                return repeated ? Twice(slot.Name)
                    : NameAddressSyntax.TryCut(value, out _, out var reason) ? null
                    : $"{HeaderNames.Text(slot.Name)}: {reason}";
            // Not judged in a response: dropping it would let the call hang, and whoever needs one of them sees that it is missing.
            case HeaderName.Contact or HeaderName.Route or HeaderName.RecordRoute when !_startLine.IsResponse:
                return value is "*" ? null : CheckAddresses(slot.Name, value);
            default:
                return null;
        }
    }

    private static string Twice(HeaderName name) => $"{HeaderNames.Text(name)} stands more than once";

    private static string? CheckAddresses(HeaderName name, ReadOnlySpan<char> value)
    {
        if (!value.Contains(','))
        {
            return NameAddressSyntax.TryCut(value, out _, out var reason) ? null : $"{HeaderNames.Text(name)}: {reason}";
        }
        var list = new AddressList(value);
        while (list.Next() is { } valid)
        {
            if (!valid)
            {
                return $"{HeaderNames.Text(name)}: {list.Reason}";
            }
        }
        return null;
    }

    private static string? CheckVia(ReadOnlySpan<char> rest)
    {
        while (ViaSyntax.TryCut(rest, out var via))
        {
            if (via.Parameters.End == rest.Length)
            {
                return null;
            }
            rest = rest[(via.Parameters.End + 1)..];
        }
        return "Via is malformed";
    }

    private string? CheckCSeq(in HeaderSlot slot)
    {
        var value = slot.ValueOf(_message);
        var digits = 0;
        ulong number = 0;
        while (digits < value.Length && value[digits] is >= (byte)'0' and <= (byte)'9')
        {
            number = Math.Min((number * 10) + value[digits] - '0', uint.MaxValue);
            digits++;
        }
        var method = digits;
        while (method < value.Length && Scan.IsSpace(value[method]))
        {
            method++;
        }
        if (digits == 0 || method == digits || !Scan.IsToken(value[method..]))
        {
            return "CSeq is not a number and a method";
        }
        if (number > CSeq.MaxNumber)
        {
            return "CSeq number is not below 2^31";
        }
        CSeqNumber = (uint)number;
        CSeqMethod = Slice.Between(slot.ValueStart + method, slot.ValueStart + slot.ValueLength);
        if (_startLine.IsResponse || value[method..].SequenceEqual(_startLine.MethodOf(_message)))
        {
            return null;
        }
        // RFC 4475 3.1.2.18: for a method that we do not know, 501 says more than 400.
        _status = _startLine.Method == SipMethod.Other ? NotImplemented : BadRequest;
        return "CSeq method is not the method of the request";
    }

    private readonly string? CheckMaxForwards(in HeaderSlot slot) =>
        TryNumber(slot.ValueOf(_message), out var number) && number <= MaxForwardsMax ? null : "Max-Forwards is not a number from 0 to 255";

    private string? CheckContentLength(in HeaderSlot slot)
    {
        if (!TryNumber(slot.ValueOf(_message), out var number))
        {
            return "Content-Length is not a number";
        }
        ContentLength = number;
        return null;
    }

    /// <summary>Reads digits only; what is too large for an int counts as its highest value.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> value, out int number)
    {
        number = 0;
        foreach (var b in value)
        {
            if (b is < (byte)'0' or > (byte)'9')
            {
                return false;
            }
            number = (int)Math.Min(((long)number * 10) + b - '0', int.MaxValue);
        }
        return value.Length > 0;
    }
}
