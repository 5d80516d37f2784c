namespace Ponte.Sip.Messages;

/// <summary>A piece of a stream.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Message">The message of <see cref="SipFrameKind.Message"/>; else null.</param>
/// <param name="Error">Why it was refused, of <see cref="SipFrameKind.Malformed"/> and <see cref="SipFrameKind.Broken"/>.</param>
/// <param name="Bytes">The octets of a message or of what was refused; of <see cref="SipFrameKind.Broken"/> as many as are there.</param>
public readonly record struct SipFrame(SipFrameKind Kind, SipMessage? Message, SipParseError Error, ReadOnlyMemory<byte> Bytes);
