namespace Ponte.Sip.Transports.Streams;

/// <summary>The keep-alives of streams (RFC 5626 section 4.4.1).</summary>
internal static class KeepAlive
{
    /// <summary>The question: a double CRLF.</summary>
    public static ReadOnlyMemory<byte> Ping { get; } = "\r\n\r\n"u8.ToArray();

    /// <summary>The answer: a CRLF.</summary>
    public static ReadOnlyMemory<byte> Pong { get; } = "\r\n"u8.ToArray();
}
