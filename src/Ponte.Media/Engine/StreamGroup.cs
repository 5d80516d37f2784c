namespace Ponte.Media.Engine;

/// <summary>Calls whose streams are connected, and which therefore live on one worker. Guarded by the lock of the engine.</summary>
internal sealed class StreamGroup
{
    /// <summary>A group on a worker.</summary>
    public StreamGroup(MediaWorker worker) => Worker = worker;

    /// <summary>Who carries the packets.</summary>
    public MediaWorker Worker { get; set; }

    /// <summary>The streams that are open.</summary>
    public List<StreamEntry> Streams { get; } = [];

    /// <summary>The calls that the group is found by.</summary>
    public HashSet<ulong> Calls { get; } = [];
}
