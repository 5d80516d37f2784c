namespace Ponte.Media.Rtp;

/// <summary>
/// Turns 16 bit sequence numbers into numbers that do not wrap. Each is placed at the distance of at most 32,768 from the highest seen
/// so far, so packets out of order keep their place. A mutable value: keep it in a field, do not copy it.
/// </summary>
public struct SequenceUnwrapper
{
    private bool _started;

    /// <summary>The highest number given so far; meaningless before the first.</summary>
    public long Highest { get; private set; }

    /// <summary>Places one number. The first one is itself.</summary>
    /// <param name="sequenceNumber">From the wire.</param>
    /// <returns>The number without wraps; negative where a packet from before the first one wraps downwards.</returns>
    public long Unwrap(ushort sequenceNumber)
    {
        if (!_started)
        {
            _started = true;
            Highest = sequenceNumber;
            return sequenceNumber;
        }
        var unwrapped = Highest + (short)(sequenceNumber - (ushort)Highest);
        if (unwrapped > Highest)
        {
            Highest = unwrapped;
        }
        return unwrapped;
    }
}
