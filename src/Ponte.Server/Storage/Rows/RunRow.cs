namespace Ponte.Server.Storage.Rows;

/// <summary>A run of the server: by the last one, calls that it left behind get the time of their end.</summary>
internal sealed class RunRow
{
    /// <summary>1 for the first, then upwards.</summary>
    public int Id { get; set; }

    /// <summary>The server's version.</summary>
    public string Version { get; set; } = "";

    /// <summary>When it started.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it was last known to live.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When it stopped in good order; null where it did not.</summary>
    public DateTimeOffset? StoppedAt { get; set; }
}
