namespace Ponte.Sip.Messages;

/// <summary>What a <see cref="SipStreamFramer"/> found next in the stream.</summary>
public enum SipFrameKind
{
    /// <summary>Nothing whole; more octets are needed.</summary>
    Incomplete,

    /// <summary>A message.</summary>
    Message,

    /// <summary>A message that was refused. Its end is known, so the stream goes on behind it.</summary>
    Malformed,

    /// <summary>A double CRLF: the peer asks whether we are there and wants a CRLF (RFC 5626 4.4.1).</summary>
    Ping,

    /// <summary>A single CRLF: the peer answers our ping, or keeps the connection alive.</summary>
    Pong,

    /// <summary>The end of the message cannot be known, or it is too large: nothing behind it can be read. Answer if possible, then close.</summary>
    Broken,
}
