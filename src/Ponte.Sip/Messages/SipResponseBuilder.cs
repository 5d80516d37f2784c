using System.Globalization;
using System.Net;

namespace Ponte.Sip.Messages;

/// <summary>Writes a response. Line ends in what is given to it become spaces, so no value can add a header field.</summary>
public sealed class SipResponseBuilder
{
    private const int MinStatus = 100;
    private const int MaxStatus = 699;

    private readonly MessageWriter _writer = new();

    /// <summary>Begins an empty response.</summary>
    /// <param name="status">100 to 699.</param>
    /// <param name="reason">The reason phrase; may be empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is not from 100 to 699.</exception>
    public SipResponseBuilder(int status, string reason)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, MinStatus);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, MaxStatus);
        ArgumentNullException.ThrowIfNull(reason);
        _writer.StartLine(string.Create(CultureInfo.InvariantCulture, $"SIP/2.0 {status} {WireText.CleanValue(reason)}"));
    }

    /// <summary>Begins the response to a request: its Via values, Record-Route, From, To, Call-ID and CSeq are copied (RFC 3261 8.2.6.2, 12.1.1).</summary>
    /// <param name="request">The request.</param>
    /// <param name="status">100 to 699.</param>
    /// <param name="reason">The reason phrase; null for the usual one.</param>
    /// <param name="toTag">The tag to add to To; used only if the request has none there, and never in a 100.</param>
    /// <param name="source">Where the request came from, to complete its top Via (RFC 3261 18.2.1, RFC 3581 4); null leaves the Via as it is.</param>
    public static SipResponseBuilder For(
        SipRequest request,
        int status,
        string? reason = null,
        string? toTag = null,
        IPEndPoint? source = null
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var builder = new SipResponseBuilder(status, reason ?? ReasonPhrases.For(status));
        var top = true;
        for (var i = 0; i < request.Headers.Count; i++)
        {
            var header = request.Headers[i];
            switch (header.Name)
            {
                case HeaderName.Via
                    when top && source is not null && request.TopVia is { } via && !header.ValueBytes.Span.Contains((byte)','):
                    builder.Add(HeaderName.Via, via.WithSource(source));
                    top = false;
                    break;
                case HeaderName.Via when top && source is not null:
                    builder.CompleteVia(header.Value, source);
                    top = false;
                    break;
                case HeaderName.To when toTag is not null && status > MinStatus && request.ToTag.Length == 0 && request.To is { } to:
                    builder.Add(HeaderName.To, to.WithTag(toTag));
                    break;
                // A response without dialog needs no Record-Route, but whoever makes one of a 101 to 299 does.
                case HeaderName.RecordRoute when status is > MinStatus and < 300:
                case HeaderName.Via or HeaderName.From or HeaderName.To or HeaderName.CallId or HeaderName.CSeq:
                case HeaderName.Timestamp when status == MinStatus:
                    builder.Add(header);
                    break;
                default:
                    break;
            }
        }
        return builder;
    }

    /// <summary>The answer to a request that the parser refused, so far as it can be answered.</summary>
    /// <param name="bytes">The octets that were refused.</param>
    /// <param name="error">Why; its reason becomes part of the reason phrase.</param>
    /// <param name="toTag">The tag to add to To, if To is sound and has none.</param>
    /// <param name="source">Where the request came from, to complete its top Via; null leaves the Via as it is.</param>
    /// <returns>Null if it cannot or must not be answered: a response, an ACK, no Via.</returns>
    public static SipResponseBuilder? ForMalformed(
        ReadOnlyMemory<byte> bytes,
        SipParseError error,
        string? toTag = null,
        IPEndPoint? source = null
    )
    {
        if (error.SipStatus is < MinStatus or > MaxStatus || MalformedRequest.Read(bytes.Span) is not { } lines)
        {
            return null;
        }
        var builder = new SipResponseBuilder(error.SipStatus, $"{ReasonPhrases.For(error.SipStatus)} ({error.Reason})");
        var top = true;
        foreach (var (name, value) in lines)
        {
            if (name == HeaderName.Via && top && source is not null)
            {
                builder.CompleteVia(value, source);
                top = false;
            }
            else if (name == HeaderName.To && toTag is not null && NameAddress.TryParse(value, out var to) && to.Tag.Length == 0)
            {
                builder.Add(name, to.WithTag(toTag));
            }
            else
            {
                builder.Add(name, value);
            }
        }
        return builder;
    }

    /// <summary>Adds a header field behind those already there.</summary>
    /// <exception cref="ArgumentException">It is Content-Type or Content-Length, which the body brings.</exception>
    public SipResponseBuilder Add(HeaderName name, string value)
    {
        _writer.Header(name, value);
        return this;
    }

    /// <summary>Adds a header field by its name.</summary>
    /// <exception cref="ArgumentException">The name is no token, or is Content-Type or Content-Length.</exception>
    public SipResponseBuilder Add(string name, string value)
    {
        _writer.Header(name, value);
        return this;
    }

    /// <summary>Adds a header field of another message with its octets, unfolded, a known name in its canonical form.</summary>
    /// <exception cref="ArgumentException">It is Content-Type or Content-Length.</exception>
    public SipResponseBuilder Add(SipHeader header)
    {
        _writer.Header(header);
        return this;
    }

    /// <summary>Sets the body.</summary>
    public SipResponseBuilder Body(string contentType, ReadOnlyMemory<byte> body)
    {
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        _writer.Body(contentType, body);
        return this;
    }

    /// <summary>The response, with Content-Type and Content-Length last. Only once.</summary>
    /// <exception cref="InvalidOperationException">It was built already.</exception>
    public SipResponse Build() => (SipResponse)_writer.Build();

    /// <summary>The line's first value gets the source; further values of the same line follow as they are.</summary>
    private void CompleteVia(string line, IPEndPoint source)
    {
        var values = ListText.Split(line, ',').ToList();
        for (var i = 0; i < values.Count; i++)
        {
            Add(HeaderName.Via, i == 0 && ViaHeader.TryParse(values[i], out var via) ? via.WithSource(source) : values[i]);
        }
    }
}
