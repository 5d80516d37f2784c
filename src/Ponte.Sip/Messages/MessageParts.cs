namespace Ponte.Sip.Messages;

/// <summary>What the parser hands to a message.</summary>
internal readonly record struct MessageParts(
    ReadOnlyMemory<byte> Bytes,
    StartLine StartLine,
    SipHeaders Headers,
    ReadOnlyMemory<byte> Body,
    uint CSeqNumber,
    Slice CSeqMethod
);
