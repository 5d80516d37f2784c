namespace Ponte.Server.Settings;

/// <summary>What calls and connections may take at most.</summary>
internal sealed record LimitSettings
{
    /// <summary>Calls at once; a new one above it is answered with 503.</summary>
    public int Calls { get; init; } = 5_000;

    /// <summary>TCP and TLS connections at once.</summary>
    public int Connections { get; init; } = 2_000;

    /// <summary>TCP and TLS connections at once from one address: Microsoft's proxies open many.</summary>
    public int ConnectionsPerAddress { get; init; } = 100;

    /// <summary>Event loops; 0 for one for each processor.</summary>
    public int Loops { get; init; }
}
