using Ponte.Pbx.Document;

namespace Ponte.Server.Hosting;

/// <summary>The document in force.</summary>
/// <param name="Version">Its version.</param>
/// <param name="AppliedBy">Who applied it.</param>
/// <param name="AppliedAt">When.</param>
/// <param name="Document">The document.</param>
internal sealed record InForce(int Version, string AppliedBy, DateTimeOffset AppliedAt, CompanyDocument Document);
