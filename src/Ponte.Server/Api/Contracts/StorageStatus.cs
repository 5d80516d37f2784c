namespace Ponte.Server.Api.Contracts;

/// <summary>How database, trace and journal are.</summary>
/// <param name="State">Whether all of them can be written.</param>
/// <param name="Detail">What cannot be written and why; empty where nothing.</param>
/// <param name="EventsDropped">Events that were lost since the start.</param>
internal sealed record StorageStatus(HealthState State, string Detail, long EventsDropped);
