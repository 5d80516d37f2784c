using System.Net;

namespace Ponte.Simulator.Microsoft;

/// <summary>One of Microsoft's connection points.</summary>
/// <param name="Name">Its FQDN, such as <c>sip.pstnhub.microsoft.com</c>.</param>
/// <param name="Listen">Where it listens for SBCs; port 0 takes a free one.</param>
public sealed record HubOptions(string Name, IPEndPoint Listen)
{
    /// <summary>The address that it opens connections from; the listening one if none is given.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>The host in Record-Route; the hub's name if none is given.</summary>
    public string RouteName { get; init; } = Name;
}
