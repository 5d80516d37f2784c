namespace Ponte.Pbx.Directories;

/// <summary>Times and sizes of the directory.</summary>
public sealed record DirectoryOptions
{
    /// <summary>How long a call waits for sources outside, all of them together. Longer pauses before the ringing tone are noticed.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a source may take altogether. An answer after <see cref="Budget"/> is of use to the next call.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a name that was found is used without asking again.</summary>
    public TimeSpan FoundLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long it is believed that nobody knows a number.</summary>
    public TimeSpan NotFoundLife { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Numbers whose answers are kept; the one that was used least recently goes first. Some 200 bytes each.</summary>
    public int CacheSize { get; init; } = 10_000;

    /// <summary>Numbers that are asked for at the same time; a call beyond them goes on without a name.</summary>
    public int MaxSearches { get; init; } = 256;

    /// <summary>Failures in a row, or answers later than <see cref="Budget"/>, after which a source is set aside.</summary>
    public int FailuresUntilSetAside { get; init; } = 3;

    /// <summary>How long a source is set aside the first time; each failed new try doubles it.</summary>
    public TimeSpan SetAside { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a source is set aside at most.</summary>
    public TimeSpan MaxSetAside { get; init; } = TimeSpan.FromMinutes(5);
}
