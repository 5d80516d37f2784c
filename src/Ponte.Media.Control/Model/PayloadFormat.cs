namespace Ponte.Media.Control.Model;

/// <summary>One payload type of a stream as SDP agreed it.</summary>
/// <param name="PayloadType">The RTP payload type that the peer sends to us, 0 to 127.</param>
/// <param name="Encoding">The encoding name of <c>a=rtpmap</c>, upper case: <c>PCMA</c>, <c>TELEPHONE-EVENT</c>, <c>CN</c> …</param>
/// <param name="ClockRate">The RTP clock in Hz.</param>
public sealed record PayloadFormat(byte PayloadType, string Encoding, int ClockRate)
{
    /// <summary>The RTP payload type that the peer expects from us. The same, unless its SDP names another (RFC 3264 section 5.1).</summary>
    public byte SendPayloadType { get; init; } = PayloadType;
}
