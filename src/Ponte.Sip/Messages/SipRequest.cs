namespace Ponte.Sip.Messages;

/// <summary>A request (RFC 3261 7.1).</summary>
public sealed class SipRequest : SipMessage
{
    private readonly StartLine _startLine;
    private string? _methodName;
    private string? _requestUriText;
    private SipUri? _requestUri;

    internal SipRequest(MessageParts parts)
        : base(parts) => _startLine = parts.StartLine;

    /// <summary>The method; <see cref="SipMethod.Other"/> if it is not known by name.</summary>
    public SipMethod Method => _startLine.Method;

    /// <summary>The method as written.</summary>
    public string MethodName =>
        _methodName ??= Method != SipMethod.Other ? SipMethods.Text(Method) : Scan.Text(_startLine.MethodOf(Bytes.Span));

    /// <summary>The Request-URI byte for byte.</summary>
    public string RequestUriText => _requestUriText ??= Scan.Text(_startLine.SecondOf(Bytes.Span));

    /// <summary>The Request-URI, of any scheme; null only in a request of our own whose URI is malformed.</summary>
    public SipUri? RequestUri => _requestUri ??= SipUri.TryParse(RequestUriText, out var uri) ? uri : null;
}
