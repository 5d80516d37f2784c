namespace Ponte.Server.Api.Contracts;

/// <summary>Whether something works.</summary>
internal enum HealthState
{
    /// <summary>Not asked yet, or not watched.</summary>
    Unknown,

    /// <summary>It works.</summary>
    Up,

    /// <summary>It works in part.</summary>
    Degraded,

    /// <summary>It does not work.</summary>
    Down,
}
