using System.Net;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>What an offer and its answer agreed for one fax stream (T.38 over UDPTL), seen from us.</summary>
/// <param name="Local">Our description as sent: the offer or the answer.</param>
/// <param name="Remote">The peer's description.</param>
/// <param name="MediaIndex">Which <c>m=</c> line carries the fax, from 0.</param>
/// <param name="RemoteUdptl">Where the peer wants its datagrams.</param>
public sealed record AgreedFax(SessionDescription Local, SessionDescription Remote, int MediaIndex, IPEndPoint RemoteUdptl);
