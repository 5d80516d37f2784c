#pragma warning disable MA0048 // Requests and replies of one group of paths, read together.
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Ponte.Pbx.Document;
using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Web.Endpoints;

/// <summary>The company document in force.</summary>
/// <param name="Version">Its version; 0 while there is none. It is the ETag too.</param>
/// <param name="AppliedBy">Who applied it.</param>
/// <param name="AppliedAt">When.</param>
/// <param name="Document">The document in its canonical order, secrets masked; fields with their default left out.</param>
internal sealed record CompanyReply(int Version, string? AppliedBy, DateTimeOffset? AppliedAt, JsonObject Document);

/// <summary>What a change would do, or did.</summary>
/// <param name="Version">The version in force now.</param>
/// <param name="Changes">The fields that differ.</param>
/// <param name="Errors">What is wrong; then nothing is changed.</param>
internal sealed record ChangeResult(int Version, ImmutableArray<DocumentChange> Changes, IReadOnlyList<FieldProblem> Errors)
{
    /// <summary>Of the service's answer.</summary>
    public static ChangeResult Of(ChangeReply reply, int version) =>
        new(reply.Version ?? version, reply.Fields, [.. reply.Faults.Select(f => FieldProblem.Of(f.Field, f.Message))]);
}

/// <summary>A version of the document.</summary>
/// <param name="Version">Its number.</param>
/// <param name="AppliedBy">Who applied it.</param>
/// <param name="AppliedAt">When.</param>
internal sealed record VersionReply(int Version, string AppliedBy, DateTimeOffset AppliedAt);
