using Ponte.Media.Rtp;

namespace Ponte.Media.Engine;

/// <summary>
/// The one continuous RTP stream that a peer receives, whatever it is made of: relayed packets of changing sources, tones, filler, keys. Sequence
/// numbers and timestamps of each source are shifted so that they follow what was sent before, by the time that really passed (RFC 3550
/// section 7.1: what a translator owes its receivers). Gaps and reordering inside one source stay visible, because they are true. Pure: time is
/// an argument. For one thread.
/// </summary>
internal sealed class OutputSequence
{
    /// <summary>A source's clock may run so far from ours before it counts as a new beginning: more than any pause in arrival, less than people bear.</summary>
    private static readonly TimeSpan MaximumDrift = TimeSpan.FromSeconds(2);

    private object? _source;
    private uint _sourceSsrc;
    private int _clockRate;
    private ushort _highestOfSource;
    private ushort _sequenceShift;
    private uint _timestampShift;

    // Bit n is set when the number n before the highest was sent already: by this source, or by another one before it.
    private ulong _sent;
    private ushort _lastSequence;
    private uint _lastTimestamp;
    private TimeSpan _lastTime;
    private bool _started;

    /// <summary>A stream that begins at random numbers (RFC 3550 section 5.1), given by the caller.</summary>
    public OutputSequence(uint ssrc, ushort firstSequence, uint firstTimestamp)
    {
        Ssrc = ssrc;
        _lastSequence = (ushort)(firstSequence - 1);
        _lastTimestamp = firstTimestamp;
    }

    /// <summary>The synchronisation source that the peer sees; it never changes.</summary>
    public uint Ssrc { get; }

    /// <summary>Places a relayed packet. False for a duplicate, or one so late that its number belongs to another source.</summary>
    /// <param name="source">Who it comes from: another object is another source.</param>
    /// <param name="header">The header as it came.</param>
    /// <param name="clockRate">The clock of its payload type in Hz.</param>
    /// <param name="isEvent">A telephone event: its timestamp stands still while the key is held (RFC 4733 section 2.2).</param>
    /// <param name="now">When it is sent.</param>
    /// <param name="stamp">Its place.</param>
    public bool TryPlace(object source, in RtpHeader header, int clockRate, bool isEvent, TimeSpan now, out OutputStamp stamp)
    {
        var step = (short)(header.SequenceNumber - _highestOfSource);
        if (
            !ReferenceEquals(source, _source)
            || header.Ssrc != _sourceSsrc
            || clockRate != _clockRate
            || step is > ReceptionStatistics.MaximumDropout or < -ReceptionStatistics.MaximumMisorder
            || (step > 0 && !isEvent && HasDrifted(header.Timestamp, now))
        )
        {
            Join(source, header, clockRate, now);
            stamp = new OutputStamp(_lastSequence, _lastTimestamp, header.Marker || !isEvent);
            return true;
        }
        stamp = new OutputStamp(
            (ushort)(header.SequenceNumber + _sequenceShift),
            unchecked(header.Timestamp + _timestampShift),
            header.Marker
        );
        if (step > 0)
        {
            _highestOfSource = header.SequenceNumber;
            _sent = step < 64 ? (_sent << step) | 1 : 1;
            Remember(stamp, now);
            return true;
        }
        var bit = 1UL << -step;
        if (step <= -64 || (_sent & bit) != 0)
        {
            return false;
        }
        _sent |= bit;
        return true;
    }

    /// <summary>Places a packet that we make ourselves and that follows the one before without a gap, when that was of our making too.</summary>
    /// <param name="units">The length of the packet before in clock units.</param>
    /// <param name="clockRate">The clock in Hz.</param>
    /// <param name="due">When it is due.</param>
    public OutputStamp Continue(uint units, int clockRate, TimeSpan due)
    {
        var isFirst = _source is not null || !_started || clockRate != _clockRate;
        if (isFirst)
        {
            return Begin(clockRate, due);
        }
        var stamp = new OutputStamp((ushort)(_lastSequence + 1), unchecked(_lastTimestamp + units), Marker: false);
        Remember(stamp, due);
        return stamp;
    }

    /// <summary>Places a packet of our making by the time that passed since the one before, with the marker set.</summary>
    public OutputStamp Begin(int clockRate, TimeSpan now)
    {
        var stamp = new OutputStamp((ushort)(_lastSequence + 1), TimestampAt(now, clockRate), Marker: true);
        _source = null;
        _clockRate = clockRate;
        Remember(stamp, now);
        return stamp;
    }

    /// <summary>Places a further packet with the timestamp of the one before: the updates of one key (RFC 4733 section 2.5.1.2).</summary>
    public OutputStamp Repeat()
    {
        _lastSequence++;
        return new OutputStamp(_lastSequence, _lastTimestamp, Marker: false);
    }

    /// <summary>The timestamp that belongs to <paramref name="now"/>, as a sender report wants it (RFC 3550 section 6.4.1).</summary>
    public uint TimestampAt(TimeSpan now, int clockRate)
    {
        if (!_started)
        {
            return _lastTimestamp;
        }
        var passed = Math.Max(0, (now - _lastTime).Ticks) * clockRate / TimeSpan.TicksPerSecond;
        return unchecked(_lastTimestamp + (uint)Math.Max(1, passed));
    }

    private bool HasDrifted(uint timestamp, TimeSpan now)
    {
        var passed = (now - _lastTime).Ticks * _clockRate / TimeSpan.TicksPerSecond;
        var told = unchecked((int)(timestamp + _timestampShift - _lastTimestamp));
        return Math.Abs(told - passed) > MaximumDrift.Ticks * _clockRate / TimeSpan.TicksPerSecond;
    }

    private void Join(object source, in RtpHeader header, int clockRate, TimeSpan now)
    {
        var timestamp = TimestampAt(now, clockRate);
        _source = source;
        _sourceSsrc = header.Ssrc;
        _clockRate = clockRate;
        _highestOfSource = header.SequenceNumber;
        _sequenceShift = (ushort)(_lastSequence + 1 - header.SequenceNumber);
        _timestampShift = unchecked(timestamp - header.Timestamp);
        _sent = ulong.MaxValue;
        Remember(new OutputStamp((ushort)(_lastSequence + 1), timestamp, Marker: true), now);
    }

    private void Remember(in OutputStamp stamp, TimeSpan now)
    {
        _lastSequence = stamp.Sequence;
        if (!_started || unchecked((int)(stamp.Timestamp - _lastTimestamp)) > 0)
        {
            // While a timestamp stands still (one key, perhaps with speech beside it), time is counted from when it was first seen.
            _lastTimestamp = stamp.Timestamp;
            _lastTime = now;
        }
        _started = true;
    }
}
