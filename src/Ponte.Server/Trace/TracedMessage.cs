using System.Net;
using Ponte.Sip.Transports;

namespace Ponte.Server.Trace;

/// <summary>A SIP message as the trace keeps it: secrets masked, everything else byte for byte.</summary>
/// <param name="At">When it passed.</param>
/// <param name="IsSent">Whether we sent it.</param>
/// <param name="Protocol">Over which transport.</param>
/// <param name="Local">Our address.</param>
/// <param name="Remote">The far end's address.</param>
/// <param name="SipCallId">Its Call-ID.</param>
/// <param name="Bytes">The message.</param>
internal sealed record TracedMessage(
    DateTimeOffset At,
    bool IsSent,
    TransportProtocol Protocol,
    IPEndPoint Local,
    IPEndPoint Remote,
    string SipCallId,
    ReadOnlyMemory<byte> Bytes
);
