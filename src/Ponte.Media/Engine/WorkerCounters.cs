namespace Ponte.Media.Engine;

/// <summary>What one worker counts. Written by its thread, read by any; a value may be a moment old.</summary>
internal sealed class WorkerCounters
{
    /// <summary>Datagrams taken from sockets.</summary>
    public long Datagrams { get; set; }

    /// <summary>Looks at the sockets.</summary>
    public long Wakes { get; set; }

    /// <summary>Defects that were caught.</summary>
    public long Faults { get; set; }

    /// <summary>Bytes that the thread allocated so far, those of commands left out: packets must allocate nothing. As of the last command.</summary>
    public long AllocatedBytes { get; set; }
}
