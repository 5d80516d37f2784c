using System.Collections.Immutable;

namespace Ponte.Server.Api.Contracts;

/// <summary>How the server is: the answer of <c>/health</c>.</summary>
internal sealed record HealthReply
{
    /// <summary><see cref="HealthState.Up"/> where everything works; <see cref="HealthState.Degraded"/> where calls are still possible.</summary>
    public required HealthState State { get; init; }

    /// <summary>Whether the start is over and calls are taken.</summary>
    public required bool Ready { get; init; }

    /// <summary>The server's version.</summary>
    public required string Version { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The document in force; null where none was applied yet.</summary>
    public DocumentStatus? Document { get; init; }

    /// <summary>What a person should do next; empty where nothing.</summary>
    public string Advice { get; init; } = "";

    /// <summary>Calls that go on.</summary>
    public int Calls { get; init; }

    /// <summary>The media.</summary>
    public required MediaStatus Media { get; init; }

    /// <summary>Database, trace and journal.</summary>
    public required StorageStatus Storage { get; init; }

    /// <summary>The mails.</summary>
    public MailStatus? Mail { get; init; }

    /// <summary>The phones.</summary>
    public PhoneCount Phones { get; init; } = new(0, 0);

    /// <summary>The lines.</summary>
    public ImmutableArray<LineStatus> Lines { get; init; } = [];

    /// <summary>The directories that give numbers their names.</summary>
    public ImmutableArray<DirectoryReply> Directories { get; init; } = [];
}
