using System.Net;

namespace Ponte.Simulator.Microsoft;

/// <summary>One of Microsoft's connection points.</summary>
/// <param name="Name">Its FQDN, such as <c>sip.pstnhub.microsoft.com</c>.</param>
/// <param name="Listen">Where it listens for SBCs; port 0 takes a free one.</param>
public sealed record HubOptions(string Name, IPEndPoint Listen)
{
    /// <summary>The address that it opens connections from; the listening one if none is given.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>Reads <c>sip.pstnhub.microsoft.com=127.0.0.2:5061</c>; null if it is not of that form.</summary>
    public static HubOptions? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('=', 2) is [{ Length: > 0 } name, var address] && IPEndPoint.TryParse(address, out var listen) && listen.Port > 0
            ? new HubOptions(name, listen)
            : null;
    }

    /// <summary>The host in Record-Route; the hub's name if none is given.</summary>
    public string RouteName { get; init; } = Name;
}
