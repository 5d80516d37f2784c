using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Ponte.Pbx.Document;

namespace Ponte.Server.Api.Contracts;

/// <summary>What became of a document that was sent.</summary>
/// <param name="Version">The new version; null where nothing was changed.</param>
/// <param name="Errors">What is wrong with it, one line each.</param>
/// <param name="Changes">How it differs from the one that was in force, one line each.</param>
internal sealed record ChangeReply(int? Version, ImmutableArray<string> Errors, ImmutableArray<string> Changes)
{
    /// <summary>The errors by their fields.</summary>
    [JsonIgnore]
    public ImmutableArray<DocumentFault> Faults { get; init; } = [];

    /// <summary>The changes by their fields.</summary>
    [JsonIgnore]
    public ImmutableArray<DocumentChange> Fields { get; init; } = [];

    /// <summary>Whether another document came into force meanwhile, and nothing was changed.</summary>
    [JsonIgnore]
    public bool IsConflict { get; init; }
}
