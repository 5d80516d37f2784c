using System.Collections.Immutable;

namespace Ponte.Server.Api.Contracts;

/// <summary>A recording.</summary>
/// <param name="Call">The call.</param>
/// <param name="Bytes">How large its file is.</param>
/// <param name="ChangedAt">When it was written last.</param>
/// <param name="KeepUntil">The day after whose end it is deleted; null: none.</param>
internal sealed record RecordingReply(string Call, long Bytes, DateTimeOffset ChangedAt, string? KeepUntil)
{
    /// <summary>How long it is; null where it was not looked into.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>Between whom, and when.</summary>
    public ImmutableArray<RecordingSegment> Segments { get; init; } = [];

    /// <summary>Whether it was ended in order and nothing of it was changed.</summary>
    public bool IsWhole { get; init; }
}
