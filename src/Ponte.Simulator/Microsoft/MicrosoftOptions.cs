using System.Collections.Immutable;
using System.Net;
using Ponte.Simulator.Media;

namespace Ponte.Simulator.Microsoft;

/// <summary>Settings of the simulated Microsoft side. The times are those of the reference; tests may make them shorter.</summary>
public sealed record MicrosoftOptions
{
    /// <summary>The hubs, in the order in which Ponte is to try them.</summary>
    public required ImmutableArray<HubOptions> Hubs { get; init; }

    /// <summary>PEM file with Microsoft's certificate and its intermediates.</summary>
    public required string CertificateFile { get; init; }

    /// <summary>PEM file with its key.</summary>
    public required string KeyFile { get; init; }

    /// <summary>PEM file with the roots that certificates of SBCs must lead to.</summary>
    public required string SbcAuthorityFile { get; init; }

    /// <summary>The tenants.</summary>
    public required ImmutableArray<TenantOptions> Tenants { get; init; }

    /// <summary>Address and ports of the media processor.</summary>
    public required MediaPorts Media { get; init; }

    /// <summary>Addresses of names that the system's resolver does not know: the FQDNs of SBCs.</summary>
    public ImmutableDictionary<string, IPAddress> Names { get; init; } =
        ImmutableDictionary.Create<string, IPAddress>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Between two OPTIONS to one SBC.</summary>
    public TimeSpan OptionsInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A trunk without OPTIONS of the SBC for so long is down.</summary>
    public TimeSpan TrunkTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>A connection without transaction for so long is closed …</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>… after this time.</summary>
    public TimeSpan IdleGrace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a call may take to be answered.</summary>
    public TimeSpan SetUpLimit { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How long a transfer may take until its last NOTIFY.</summary>
    public TimeSpan TransferLimit { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long an SBC may take to end the leg whose place another one took.</summary>
    public TimeSpan ReplacedLegLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The session interval of calls to SBCs; null offers no session timer.</summary>
    public TimeSpan? SessionExpires { get; init; } = TimeSpan.FromSeconds(3600);

    /// <summary>The smallest session interval that is taken.</summary>
    public TimeSpan MinSe { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Whether comfort noise is offered and taken; what then is silent sends nothing.</summary>
    public bool ComfortNoise { get; init; } = true;

    /// <summary>Whether answers carry a master key identifier, as Teams' may.</summary>
    public bool UsesMki { get; init; } = true;

    /// <summary>Whether offers list the suite with the short tag first, as Teams' may.</summary>
    public bool OffersShortTagFirst { get; init; } = true;

    /// <summary>Whether offers have a video stream.</summary>
    public bool OffersVideo { get; init; }

    /// <summary>The first sequence number of RTP; null takes a random one. Near 65,535 it makes the rollover counter move at once.</summary>
    public ushort? FirstSequence { get; init; }
}
