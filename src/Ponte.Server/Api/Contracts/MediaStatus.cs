namespace Ponte.Server.Api.Contracts;

/// <summary>How the media are.</summary>
/// <param name="Mode"><c>process</c> or <c>in-process</c>.</param>
/// <param name="State">Whether new streams can be opened.</param>
/// <param name="Detail">What a person should know; empty where nothing.</param>
internal sealed record MediaStatus(string Mode, HealthState State, string Detail);
