namespace Ponte.Sip.Sdp;

/// <summary>Why bytes are no session description.</summary>
/// <param name="Offset">Offset of the line or value in bytes from the start of the text.</param>
/// <param name="Reason">What is wrong, in words for a log.</param>
public readonly record struct SdpParseError(int Offset, string Reason);
