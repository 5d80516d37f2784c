using Ponte.Media.Control.Model;

namespace Ponte.Media.Engine;

/// <summary>Which streams are open, to which call they belong and which worker carries them. Guarded by the lock of the engine.</summary>
internal sealed class StreamDirectory
{
    private readonly Dictionary<StreamId, StreamEntry> _streams = [];
    private readonly Dictionary<ulong, StreamGroup> _groups = [];
    private readonly MediaWorker[] _workers;
    private readonly int[] _load;

    /// <summary>A directory of nothing.</summary>
    public StreamDirectory(MediaWorker[] workers)
    {
        _workers = workers;
        _load = new int[workers.Length];
    }

    /// <summary>How many streams are open.</summary>
    public int Count => _streams.Count;

    /// <summary>All streams.</summary>
    public IEnumerable<StreamEntry> All => _streams.Values;

    /// <summary>A stream by its name.</summary>
    public StreamEntry? Find(StreamId id) => _streams.GetValueOrDefault(id);

    /// <summary>The streams of a call.</summary>
    public StreamEntry[] OfCall(ulong call) =>
        _groups.TryGetValue(call, out var group) ? [.. group.Streams.Where(s => s.Stream.Call == call)] : [];

    /// <summary>Enters a stream: with its call's others, or on the worker with the fewest streams.</summary>
    public MediaWorker Add(StreamEntry entry)
    {
        var call = entry.Stream.Call;
        if (!_groups.TryGetValue(call, out var group))
        {
            group = new StreamGroup(_workers[Array.IndexOf(_load, _load.Min())]);
            group.Calls.Add(call);
            _groups.Add(call, group);
        }
        _streams.Add(entry.Id, entry);
        group.Streams.Add(entry);
        entry.Group = group;
        Weigh(group.Worker, 1);
        return group.Worker;
    }

    /// <summary>Takes a stream out; returns the worker that carries it.</summary>
    public MediaWorker Remove(StreamEntry entry)
    {
        var group = entry.Group!;
        _streams.Remove(entry.Id);
        group.Streams.Remove(entry);
        Weigh(group.Worker, -1);
        if (group.Streams.Count == 0)
        {
            foreach (var call in group.Calls)
            {
                _groups.Remove(call);
            }
        }
        return group.Worker;
    }

    /// <summary>
    /// Makes one group of two, because a stream of one is to be connected to a stream of the other. The streams that must change the worker for it,
    /// with the worker that they are on; none when both were on the same.
    /// </summary>
    public (MediaWorker From, StreamEntry[] Streams) Join(StreamEntry a, StreamEntry b)
    {
        var (large, small) = (a.Group!, b.Group!);
        if (large == small)
        {
            return (large.Worker, []);
        }
        if (large.Streams.Count < small.Streams.Count)
        {
            (large, small) = (small, large);
        }
        StreamEntry[] moved = [.. small.Streams];
        foreach (var entry in moved)
        {
            entry.Group = large;
            large.Streams.Add(entry);
        }
        foreach (var call in small.Calls)
        {
            large.Calls.Add(call);
            _groups[call] = large;
        }
        if (small.Worker == large.Worker)
        {
            return (large.Worker, []);
        }
        Weigh(small.Worker, -moved.Length);
        Weigh(large.Worker, moved.Length);
        return (small.Worker, moved);
    }

    private void Weigh(MediaWorker worker, int change) => _load[Array.IndexOf(_workers, worker)] += change;
}
