namespace Ponte.Server.Storage;

/// <summary>A stored version of the company document.</summary>
/// <param name="Version">1 for the first, then upwards.</param>
/// <param name="Text">YAML that reads by itself.</param>
/// <param name="AppliedBy">Who applied it.</param>
/// <param name="AppliedAt">When.</param>
internal sealed record StoredDocument(int Version, string Text, string AppliedBy, DateTimeOffset AppliedAt);
