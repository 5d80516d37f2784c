namespace Ponte.Interop.Tests.Support;

/// <summary>What baresip needs for ICE.</summary>
/// <param name="StunServer">Where it asks for its address: it gathers nothing without.</param>
/// <param name="Interface">An address of the machine that is not the loopback's, which baresip's ICE never offers.</param>
/// <param name="RtcpMux">Whether RTP and RTCP share a port; without, ICE has two components.</param>
internal sealed record BaresipIce(string StunServer, string Interface, bool RtcpMux);
