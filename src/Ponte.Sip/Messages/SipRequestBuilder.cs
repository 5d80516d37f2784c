namespace Ponte.Sip.Messages;

/// <summary>Writes a request. Line ends in what is given to it become spaces, so no value can add a header field.</summary>
public sealed class SipRequestBuilder
{
    private readonly MessageWriter _writer = new();

    /// <summary>Begins a request of a known method.</summary>
    /// <param name="method">Any but <see cref="SipMethod.Other"/>.</param>
    /// <param name="requestUri">The Request-URI; written byte for byte but for space, quotes, angle brackets and control characters, which are escaped.</param>
    public SipRequestBuilder(SipMethod method, string requestUri)
        : this(SipMethods.Text(method), requestUri) { }

    /// <summary>Begins a request of any method.</summary>
    /// <param name="methodName">The method, a token.</param>
    /// <param name="requestUri">The Request-URI.</param>
    /// <exception cref="ArgumentException">The method is not a token, or the URI is empty.</exception>
    public SipRequestBuilder(string methodName, string requestUri)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestUri);
        if (!Scan.IsToken(methodName.AsSpan()))
        {
            throw new ArgumentException("The method must be a token.", nameof(methodName));
        }
        _writer.StartLine($"{methodName} {WireText.CleanUri(requestUri)} SIP/2.0");
    }

    /// <summary>Adds a header field behind those already there.</summary>
    /// <exception cref="ArgumentException">It is Content-Type or Content-Length, which the body brings.</exception>
    public SipRequestBuilder Add(HeaderName name, string value)
    {
        _writer.Header(name, value);
        return this;
    }

    /// <summary>Adds a header field by its name.</summary>
    /// <exception cref="ArgumentException">The name is no token, or is Content-Type or Content-Length.</exception>
    public SipRequestBuilder Add(string name, string value)
    {
        _writer.Header(name, value);
        return this;
    }

    /// <summary>Adds a header field of another message with its octets, unfolded, a known name in its canonical form.</summary>
    /// <exception cref="ArgumentException">It is Content-Type or Content-Length.</exception>
    public SipRequestBuilder Add(SipHeader header)
    {
        _writer.Header(header);
        return this;
    }

    /// <summary>Sets the body.</summary>
    public SipRequestBuilder Body(string contentType, ReadOnlyMemory<byte> body)
    {
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        _writer.Body(contentType, body);
        return this;
    }

    /// <summary>The request, with Content-Type and Content-Length last. Only once.</summary>
    /// <exception cref="InvalidOperationException">It was built already.</exception>
    public SipRequest Build() => (SipRequest)_writer.Build();
}
