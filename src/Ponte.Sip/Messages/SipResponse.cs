namespace Ponte.Sip.Messages;

/// <summary>A response (RFC 3261 7.2).</summary>
public sealed class SipResponse : SipMessage
{
    private readonly StartLine _startLine;
    private string? _reasonPhrase;

    internal SipResponse(MessageParts parts)
        : base(parts) => _startLine = parts.StartLine;

    /// <summary>The status code, 100 to 699.</summary>
    public int StatusCode => _startLine.Status;

    /// <summary>The reason phrase as written; may be empty.</summary>
    public string ReasonPhrase => _reasonPhrase ??= Scan.Text(_startLine.SecondOf(Bytes.Span));
}
