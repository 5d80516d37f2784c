namespace Ponte.Sip.Messages;

/// <summary>
/// A request or response: its octets and an index of its header fields. What is asked for is read then and kept. Never changes, so any
/// thread may read it. Received and sent messages are the same.
/// </summary>
public abstract class SipMessage
{
    private readonly uint _cSeqNumber;
    private readonly Slice _cSeqMethod;
    private ViaHeader? _topVia;
    private NameAddress? _from;
    private NameAddress? _to;
    private string? _callId;
    private string? _fromTag;
    private string? _toTag;
    private string? _cSeqMethodName;
    private string? _contentType;

    private protected SipMessage(MessageParts parts)
    {
        Bytes = parts.Bytes;
        Headers = parts.Headers;
        Body = parts.Body;
        _cSeqNumber = parts.CSeqNumber;
        _cSeqMethod = parts.CSeqMethod;
    }

    /// <summary>The octets of the whole message.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The header fields in their order.</summary>
    public SipHeaders Headers { get; }

    /// <summary>The octets of the body; empty if there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The first Via value; null only in a message of our own that has none.</summary>
    public ViaHeader? TopVia => _topVia ??= Headers.First(HeaderName.Via) is { } text && ViaHeader.TryParse(text, out var via) ? via : null;

    /// <summary>From; null only in a message of our own that has none.</summary>
    public NameAddress? From => _from ??= Address(HeaderName.From);

    /// <summary>To; null only in a message of our own that has none.</summary>
    public NameAddress? To => _to ??= Address(HeaderName.To);

    /// <summary>Call-ID.</summary>
    public string CallId => _callId ??= Headers.First(HeaderName.CallId) ?? "";

    /// <summary>CSeq.</summary>
    public CSeq CSeq
    {
        get
        {
            var name = _cSeqMethod.Length == 0 ? default : Bytes.Span.Slice(_cSeqMethod.Start, _cSeqMethod.Length);
            var method = SipMethods.Find(name);
            return new CSeq(_cSeqNumber, method, method != SipMethod.Other ? SipMethods.Text(method) : _cSeqMethodName ??= Scan.Text(name));
        }
    }

    /// <summary>The tag of From; empty if there is none.</summary>
    public string FromTag => _fromTag ??= From?.Tag ?? "";

    /// <summary>The tag of To; empty if there is none.</summary>
    public string ToTag => _toTag ??= To?.Tag ?? "";

    /// <summary>The media type of the body in lower case, without parameters: <c>application/sdp</c>; empty if none is written.</summary>
    public string ContentType => _contentType ??= ReadContentType();

    /// <summary>The message as text, for people.</summary>
    public override string ToString() => Scan.Text(Bytes.Span);

    private NameAddress? Address(HeaderName name) =>
        Headers.First(name) is { } text && NameAddress.TryParse(text, out var address) ? address : null;

    private string ReadContentType()
    {
        var text = Headers.First(HeaderName.ContentType) ?? "";
        var end = text.IndexOf(';', StringComparison.Ordinal);
        var type = (end < 0 ? text : text[..end]).Trim().ToLowerInvariant();
        // Space may stand around the slash: SLASH of RFC 3261 25.1.
        return type.Contains(' ', StringComparison.Ordinal) ? type.Replace(" ", "", StringComparison.Ordinal) : type;
    }
}
