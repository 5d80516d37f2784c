namespace Ponte.Server.Api.Contracts;

/// <summary>The document in force.</summary>
/// <param name="Version">Its version.</param>
/// <param name="AppliedBy">Who applied it.</param>
/// <param name="AppliedAt">When.</param>
/// <param name="Text">Its canonical text, secrets masked.</param>
internal sealed record DocumentReply(int Version, string AppliedBy, DateTimeOffset AppliedAt, string Text);
