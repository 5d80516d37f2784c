using System.Net;

namespace Ponte.Simulator.Media;

/// <summary>Where a simulated side's media lives.</summary>
/// <param name="Address">The address to bind and to write into SDP.</param>
/// <param name="First">The first RTP port, even.</param>
/// <param name="Last">The last port.</param>
public sealed record MediaPorts(IPAddress Address, int First, int Last);
