using System.Collections.Immutable;
using Ponte.Sip.Authentication;

namespace Ponte.Sip.Agent;

/// <summary>An account at a registrar (RFC 3261 10.2).</summary>
public sealed record RegistrationSettings
{
    /// <summary>The registrar's addresses.</summary>
    public required Destination Registrar { get; init; }

    /// <summary>The Request-URI: the domain, <c>sip:voipco.example</c>.</summary>
    public required string RequestUri { get; init; }

    /// <summary>The address of record as To and From, with angle brackets.</summary>
    public required string AddressOfRecord { get; init; }

    /// <summary>Our Contact URI, without angle brackets.</summary>
    public required string ContactUri { get; init; }

    /// <summary>Name and password; null when the registrar knows us by our address.</summary>
    public Credentials? Credentials { get; init; }

    /// <summary>The lifetime that we ask for. Default 1 h: RFC 3261 10.2.1.1 suggests it.</summary>
    public TimeSpan Expires { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The first wait after a failure; it doubles with each further one. Default 30 s: RFC 5626 4.5.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait after a failure. Default 30 min: RFC 5626 4.5.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>More headers of each REGISTER.</summary>
    public ImmutableArray<ExtraHeader> Headers { get; init; } = [];
}
