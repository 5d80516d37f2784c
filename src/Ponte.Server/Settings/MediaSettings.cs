using System.Collections.Immutable;

namespace Ponte.Server.Settings;

/// <summary>How and where media flow.</summary>
internal sealed record MediaSettings
{
    /// <summary>Whether the engine runs inside this process (tests, small machines) instead of in <c>ponte-media</c>.</summary>
    public bool InProcess { get; init; }

    /// <summary>The program <c>ponte-media</c>; empty for the one beside this program.</summary>
    public string Program { get; init; } = "";

    /// <summary>Worker threads; 0 for one for each processor.</summary>
    public int Workers { get; init; }

    /// <summary>The addresses that RTP is sent from and received on; the first one is the default.</summary>
    public required ImmutableArray<MediaAddressSettings> Addresses { get; init; }

    /// <summary>The name of the address that lines use where nothing else is said.</summary>
    public const string DefaultAddressName = "default";

    /// <summary>The port range where none is given: 5,000 calls, below Linux' range for outgoing connections (32768 and up).</summary>
    public const string DefaultPorts = "10000-29999";
}
