using System.Net;
using Ponte.Sip.Loop;

namespace Ponte.Simulator.Carrier;

/// <summary>Where an account is registered.</summary>
/// <param name="Contact">The Contact URI, byte for byte.</param>
/// <param name="Source">Where the REGISTER came from, and calls go to.</param>
/// <param name="Expires">When it ends.</param>
internal sealed record CarrierBinding(string Contact, IPEndPoint Source, Instant Expires);
