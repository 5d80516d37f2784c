namespace Ponte.Sip.Messages;

/// <summary>What must be right in every message before anybody looks at it (RFC 3261 8.1.1, 16.3, 18.3). Reads without making text.</summary>
internal ref struct HeaderChecks
{
    private const int BadRequest = 400;
    private const uint MaxForwardsMax = 255;

    private readonly ReadOnlySpan<byte> _message;
    private readonly StartLine _startLine;
    private int _seen;

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

    /// <summary>Looks at all header fields; the error's status is 400, or 0 for a response.</summary>
    public bool TryRun(scoped ReadOnlySpan<HeaderSlot> slots, out SipParseError error)
    {
        foreach (ref readonly var slot in slots)
        {
            if (Check(slot) is { } reason)
            {
                error = Error(slot.NameStart, reason);
                return false;
            }
        }
        ReadOnlySpan<HeaderName> required = [HeaderName.Via, HeaderName.From, HeaderName.To, HeaderName.CallId, HeaderName.CSeq];
        foreach (var name in required)
        {
            if ((_seen & Bit(name)) == 0)
            {
                error = Error(0, $"{HeaderNames.Text(name)} is missing");
                return false;
            }
        }
        error = default;
        return true;
    }

    private readonly SipParseError Error(int offset, string reason) => new(offset, reason, _startLine.IsResponse ? 0 : BadRequest);

    private static int Bit(HeaderName name) => 1 << (int)name;

    private string? Check(in HeaderSlot slot)
    {
        // All names that are looked at stand at the beginning of the enumeration, so that one word holds what was seen.
        if (slot.Name is HeaderName.Other or > HeaderName.ContentLength)
        {
            return null;
        }
        var repeated = (_seen & Bit(slot.Name)) != 0;
        _seen |= Bit(slot.Name);
        var value = slot.ValueOf(_message);
        return slot.Name switch
        {
            HeaderName.Via => repeated ? null : CheckVia(value),
            HeaderName.From or HeaderName.To => repeated ? Twice(slot.Name) : CheckAddress(slot.Name, value),
            HeaderName.CallId => repeated ? Twice(slot.Name) : CheckCallId(value),
            HeaderName.CSeq => repeated ? Twice(slot.Name) : CheckCSeq(slot, value),
            HeaderName.MaxForwards => repeated ? Twice(slot.Name) : CheckMaxForwards(value),
            HeaderName.ContentLength => repeated ? Twice(slot.Name) : CheckContentLength(value),
            _ => null,
        };
    }

    private static string Twice(HeaderName name) => $"{HeaderNames.Text(name)} stands more than once";

    private static string? CheckVia(ReadOnlySpan<byte> value)
    {
        using var text = new WideText(value, stackalloc char[WideText.StackLength]);
        return ViaSyntax.TryCut(text.Span, out _) ? null : "Via is malformed";
    }

    private static string? CheckAddress(HeaderName name, ReadOnlySpan<byte> value)
    {
        using var text = new WideText(value, stackalloc char[WideText.StackLength]);
        return NameAddressSyntax.TryCut(text.Span, out _, out var reason) ? null : $"{HeaderNames.Text(name)}: {reason}";
    }

    private static string? CheckCallId(ReadOnlySpan<byte> value) => value.Length > 0 ? null : "Call-ID is empty";

    private string? CheckCSeq(in HeaderSlot slot, ReadOnlySpan<byte> value)
    {
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
        return _startLine.IsResponse || value[method..].SequenceEqual(_startLine.MethodOf(_message))
            ? null
            : "CSeq method is not the method of the request";
    }

    private static string? CheckMaxForwards(ReadOnlySpan<byte> value) =>
        TryNumber(value, out var number) && number <= MaxForwardsMax ? null : "Max-Forwards is not a number from 0 to 255";

    private string? CheckContentLength(ReadOnlySpan<byte> value)
    {
        if (!TryNumber(value, out var number))
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
