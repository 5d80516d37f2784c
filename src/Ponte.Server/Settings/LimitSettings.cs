namespace Ponte.Server.Settings;

/// <summary>What calls and connections may take at most.</summary>
internal sealed record LimitSettings
{
    /// <summary>Calls at once; a new one above it is answered with 503.</summary>
    public int Calls { get; init; } = 5_000;

    /// <summary>TCP and TLS connections at once, of some 20 kB each.</summary>
    public int Connections { get; init; } = 10_000;

    /// <summary>TCP and TLS connections at once from one address: an office of 500 phones behind a NAT, that all come back before their old ones are over.</summary>
    public int ConnectionsPerAddress { get; init; } = 1_500;

    /// <summary>Event loops; 0 for one for each processor.</summary>
    public int Loops { get; init; }
}
