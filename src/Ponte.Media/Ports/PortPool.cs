namespace Ponte.Media.Ports;

/// <summary>
/// The pairs of ports of one address: an even port for RTP and the odd one above for RTCP (RFC 3550 section 11). A pair that was given back
/// rests before it is taken again. Pairs are taken in turn, so that a pair rests as long as the range allows. Not safe for several threads.
/// </summary>
internal sealed class PortPool
{
    private readonly Queue<ushort> _free;
    private readonly Queue<(ushort Port, TimeSpan Until)> _resting = new();
    private readonly TimeSpan _rest;

    /// <summary>A pool of the pairs from <paramref name="firstPort"/> (even) to <paramref name="lastPort"/> (odd).</summary>
    public PortPool(int firstPort, int lastPort, TimeSpan rest)
    {
        _rest = rest;
        Pairs = (lastPort - firstPort + 1) / 2;
        _free = new Queue<ushort>(Pairs);
        for (var port = firstPort; port < lastPort; port += 2)
        {
            _free.Enqueue((ushort)port);
        }
    }

    /// <summary>How many pairs the range holds.</summary>
    public int Pairs { get; }

    /// <summary>Takes the RTP port of a free pair; false when all are in use or at rest.</summary>
    public bool TryTake(TimeSpan now, out ushort port)
    {
        Wake(now);
        return _free.TryDequeue(out port);
    }

    /// <summary>How many pairs could be taken now.</summary>
    public int Free(TimeSpan now)
    {
        Wake(now);
        return _free.Count;
    }

    /// <summary>Gives a pair back, or sets one aside that another program holds: in both cases it rests first.</summary>
    public void GiveBack(ushort port, TimeSpan now) => _resting.Enqueue((port, now + _rest));

    // All rest equally long, so the queue is in order of waking.
    private void Wake(TimeSpan now)
    {
        while (_resting.TryPeek(out var first) && first.Until <= now)
        {
            _free.Enqueue(_resting.Dequeue().Port);
        }
    }
}
