using System.Collections.Immutable;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Journal;

/// <summary>A call's recording as plain data. Without the file's key.</summary>
public sealed record RecorderState
{
    /// <summary>The rule that counts.</summary>
    public required RecordingRule Rule { get; init; }

    /// <summary>The file, without its key; null where there is none yet.</summary>
    public RecordingPlace? Place { get; init; }

    /// <summary>Whether it shall be recorded.</summary>
    public bool IsWanted { get; init; }

    /// <summary>Whether somebody paused it.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether it has failed, and is not tried again.</summary>
    public bool IsOver { get; init; }

    /// <summary>The legs that heard the announcement to its end.</summary>
    public ImmutableArray<LegId> Announced { get; init; } = [];

    /// <summary>The number of the last segment.</summary>
    public uint Number { get; init; }

    /// <summary>The leg by whose stream a segment is being recorded; null while there is none.</summary>
    public LegId? Left { get; init; }
}
