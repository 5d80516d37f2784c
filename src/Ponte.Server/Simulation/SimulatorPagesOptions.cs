using System.Collections.Immutable;
using System.Net;

namespace Ponte.Server.Simulation;

/// <summary>What the pages of the simulator show, and where.</summary>
internal sealed record SimulatorPagesOptions
{
    /// <summary>Where they are served; a loopback address.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>The folder of the built pages.</summary>
    public required string Pages { get; init; }

    /// <summary>The control ports of the simulated sides by their names: <c>microsoft</c>, <c>carrier</c>, <c>phone</c>.</summary>
    public required ImmutableDictionary<string, IPEndPoint> Sides { get; init; }

    /// <summary>Where Ponte's own pages are; null: they are not shown beside.</summary>
    public Uri? Ponte { get; init; }
}
