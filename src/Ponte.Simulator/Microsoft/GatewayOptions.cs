using System.Collections.Immutable;

namespace Ponte.Simulator.Microsoft;

/// <summary>An SBC as a tenant's administrator entered it.</summary>
/// <param name="Fqdn">Its name.</param>
public sealed record GatewayOptions(string Fqdn)
{
    /// <summary>The port that Microsoft connects to.</summary>
    public int SipSignalingPort { get; init; } = 5061;

    /// <summary>Whether it takes calls; not: they are refused, as while draining.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether Microsoft sends OPTIONS.</summary>
    public bool SendSipOptions { get; init; } = true;

    /// <summary>Whether P-Asserted-Identity and <c>Privacy: id</c> are sent.</summary>
    public bool ForwardPai { get; init; }

    /// <summary>Whether History-Info and Referred-By are sent with calls that are forwarded or ring here too.</summary>
    public bool ForwardCallHistory { get; init; }

    /// <summary>How History-Info is written.</summary>
    public HistoryStyle History { get; init; }

    /// <summary>How long an SBC may take until its first response before the next trunk is tried.</summary>
    public TimeSpan FailoverTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Final responses after which the next trunk is tried.</summary>
    public ImmutableArray<int> FailoverResponseCodes { get; init; } = [408, 503, 504];
}
