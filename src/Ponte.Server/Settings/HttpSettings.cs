using System.Net;

namespace Ponte.Server.Settings;

/// <summary>Where and how pages and APIs are served.</summary>
internal sealed record HttpSettings
{
    /// <summary>The address and port.</summary>
    public required IPEndPoint Address { get; init; }

    /// <summary>The folder of the pages; empty where there are none.</summary>
    public string Pages { get; init; } = "";

    /// <summary>PEM file of the certificate with its intermediates; empty for none of ours.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>PEM file of its key.</summary>
    public string Key { get; init; } = "";

    /// <summary>Whether a certificate is made where none is given, for trials: browsers warn of it.</summary>
    public bool SelfMade { get; init; }

    /// <summary>The origin of a site that may show the pages in a frame; empty for none.</summary>
    public string FramedBy { get; init; } = "";

    /// <summary>Whether it is https.</summary>
    public bool IsSecure => SelfMade || Certificate.Length > 0;

    /// <summary>The address for a browser on this machine, or the one that is listened on.</summary>
    public string Url
    {
        get
        {
            var host =
                Address.Address.Equals(IPAddress.Any) || Address.Address.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : Address.Address;
            return $"{(IsSecure ? "https" : "http")}://{new IPEndPoint(host, Address.Port)}";
        }
    }
}
