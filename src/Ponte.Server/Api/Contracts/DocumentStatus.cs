namespace Ponte.Server.Api.Contracts;

/// <summary>The document in force.</summary>
/// <param name="Version">Its version.</param>
/// <param name="AppliedAt">When it was applied.</param>
/// <param name="Language">The company's language.</param>
internal sealed record DocumentStatus(int Version, DateTimeOffset AppliedAt, string Language);
