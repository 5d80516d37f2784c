using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Ponte.Sip.Messages;

/// <summary>Reads messages. Never throws on what came from the wire.</summary>
public static class SipParser
{
    private const int BadRequest = 400;
    private const int TooLarge = 513;

    /// <summary>Header lines that are indexed on the stack; a message with more rents nothing but takes a larger array.</summary>
    private const int StackSlots = 64;

    /// <summary>Octets of header that are looked at on the stack: more than most messages have.</summary>
    private const int StackText = 2048;

    /// <summary>
    /// Reads one whole message, as a datagram carries it: octets behind the Content-Length are left out (RFC 3261 18.3), without Content-Length
    /// the body is the rest. Empty lines before the message are passed over (7.5).
    /// </summary>
    /// <param name="datagram">The octets. The message refers to them, so they must not be changed afterwards.</param>
    /// <param name="limits">How large a message may be.</param>
    /// <param name="message">The message; null if it was refused.</param>
    /// <param name="error">Why it was refused.</param>
    /// <returns>Whether it is a message that the layers above can rely on: start line, Via, From, To, Call-ID and CSeq are there and sound.</returns>
    public static bool TryParse(
        ReadOnlyMemory<byte> datagram,
        SipLimits limits,
        [NotNullWhen(true)] out SipMessage? message,
        out SipParseError error
    )
    {
        ArgumentNullException.ThrowIfNull(limits);
        message = null;
        if (datagram.Length > limits.MaxMessageBytes)
        {
            error = new SipParseError(limits.MaxMessageBytes, "message is too large", TooLarge);
            return false;
        }
        var skipped = CountLineEnds(datagram.Span);
        message = Read(datagram[skipped..], limits, strict: true, out error);
        error = error with { Offset = error.Offset + skipped };
        return message is not null;
    }

    /// <summary>Whether a datagram holds nothing but line ends, spaces or NUL: what peers send to keep a NAT binding alive (RFC 5626 3.5.1 and older habits).</summary>
    public static bool IsKeepAlive(ReadOnlySpan<byte> datagram) => !datagram.ContainsAnyExcept("\r\n \0"u8);

    /// <summary>Indexes a message that was written here: its form is right, its content is not judged.</summary>
    internal static SipMessage Index(ReadOnlyMemory<byte> bytes) =>
        Read(bytes, Unlimited, strict: false, out var error)
        ?? throw new InvalidOperationException($"A message written here cannot be read: {error.Reason}.");

    private static SipLimits Unlimited { get; } =
        new()
        {
            MaxMessageBytes = int.MaxValue,
            MaxHeaderCount = 10_000,
            MaxLineBytes = int.MaxValue,
            MaxBodyBytes = int.MaxValue,
        };

    [SkipLocalsInit]
    private static SipMessage? Read(ReadOnlyMemory<byte> message, SipLimits limits, bool strict, out SipParseError error)
    {
        var span = message.Span;
        if (!HeaderIndexer.TryLine(span, 0, out var end, out error))
        {
            // Without its first line nobody knows whether it is SIP.
            error = error with
            {
                SipStatus = 0,
            };
            return null;
        }
        if (end > limits.MaxLineBytes)
        {
            error = new SipParseError(0, "start line is too long", TooLarge);
            return null;
        }
        if (!StartLineReader.TryRead(span[..end], out var startLine, out error))
        {
            return null;
        }
        var indexer = new HeaderIndexer(span, limits, stackalloc HeaderSlot[StackSlots]);
        if (!indexer.TryRun(end + 2, out error))
        {
            error = startLine.IsResponse ? error with { SipStatus = 0 } : error;
            return null;
        }
        using var text = new WideText(strict ? span[..indexer.BodyStart] : default, stackalloc char[StackText]);
        var checks = strict ? new HeaderChecks(span, text.Span, startLine) : new HeaderChecks(span, startLine);
        if (!checks.TryRun(indexer.Slots, out error))
        {
            return null;
        }
        if (!TryBody(span.Length - indexer.BodyStart, checks.ContentLength, limits, out var length, out var reason, out var status))
        {
            error = new SipParseError(indexer.BodyStart, reason, startLine.IsResponse ? 0 : status);
            return null;
        }
        var total = indexer.BodyStart + length;
        var parts = new MessageParts(
            message[..total],
            startLine,
            new SipHeaders(message[..total], indexer.Slots.ToArray()),
            message[indexer.BodyStart..total],
            checks.CSeqNumber,
            checks.CSeqMethod
        );
        error = default;
        return startLine.IsResponse ? new SipResponse(parts) : new SipRequest(parts);
    }

    private static bool TryBody(int available, int contentLength, SipLimits limits, out int length, out string reason, out int status)
    {
        length = contentLength < 0 ? available : contentLength;
        reason = "";
        status = 0;
        if (length > available)
        {
            reason = "Content-Length is larger than the body";
            status = BadRequest;
        }
        else if (length > limits.MaxBodyBytes)
        {
            reason = "body is too large";
            status = TooLarge;
        }
        return status == 0;
    }

    private static int CountLineEnds(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        while (count + 1 < bytes.Length && bytes[count] == (byte)'\r' && bytes[count + 1] == (byte)'\n')
        {
            count += 2;
        }
        return count;
    }
}
