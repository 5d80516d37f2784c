using System.Net;
using Ponte.Media.Control.Model;
using Ponte.Media.Ports;

namespace Ponte.Media.Engine;

/// <summary>What the directory knows of one open stream.</summary>
/// <param name="Stream">The stream itself; only its worker touches it.</param>
/// <param name="Ports">Where its ports go back to.</param>
/// <param name="Advertised">Address and port as SDP names them.</param>
internal sealed record StreamEntry(MediaStream Stream, AddressPorts Ports, IPEndPoint Advertised)
{
    /// <summary>Its name.</summary>
    public StreamId Id => Stream.Id;

    /// <summary>The mix that it is in; null for none. Written by the <see cref="MixDirectory"/>.</summary>
    public MixId? Mix { get; set; }

    /// <summary>The streams that it must share a worker with; written under the directory's lock.</summary>
    public StreamGroup? Group { get; set; }
}
