using System.Buffers.Binary;

namespace Ponte.Media.Rtp;

/// <summary>
/// Makes keys of telephone-event packets (RFC 4733): each key once, however often its packets are repeated, with its duration. A key whose three end packets are all
/// lost ends when the next begins, or after <see cref="Timeout"/> without a packet. Call <see cref="Read"/> per packet and <see cref="Expire"/> now and then,
/// and after each take what <see cref="TryTake"/> gives. For one thread.
/// </summary>
public sealed class TelephoneEventReader
{
    /// <summary>Packets of one key come every 20 to 50 ms; after so long without one its end was lost.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    private const ushort LongestSegment = 0xFFFF;

    private bool _held;
    private bool _anyBefore;
    private byte _code;
    private uint _timestamp;
    private uint _earlierSegments;
    private ushort _duration;
    private long _lastPacketNanoseconds;
    private TelephoneKey _first;
    private TelephoneKey _second;
    private int _waiting;

    /// <summary>Whether a key is held down now.</summary>
    public bool IsHeld => _held;

    /// <summary>The key that is held down now; null for none.</summary>
    public char? Held => _held ? TelephoneEvent.ToDigit(_code) : null;

    /// <summary>Reads one packet of a telephone-event payload type.</summary>
    /// <param name="header">The packet's header.</param>
    /// <param name="payload">The payload; of several events packed into it (RFC 4733 section 2.5.1.5) the first counts.</param>
    /// <param name="nowNanoseconds">A monotonic time.</param>
    public void Read(in RtpHeader header, ReadOnlySpan<byte> payload, long nowNanoseconds)
    {
        if (payload.Length < TelephoneEvent.Length || TelephoneEvent.ToDigit(payload[0]) is null)
        {
            return;
        }
        var isEnd = (payload[1] & 0x80) != 0;
        var packetDuration = BinaryPrimitives.ReadUInt16BigEndian(payload[2..]);
        if (_held && payload[0] == _code && header.Timestamp == _timestamp)
        {
            _duration = Math.Max(_duration, packetDuration);
        }
        else if (_anyBefore && unchecked((int)(header.Timestamp - _timestamp)) <= 0)
        {
            // A repeated end, or a late packet of a key that is over.
            return;
        }
        else if (_held && payload[0] == _code && !header.Marker && header.Timestamp == unchecked(_timestamp + LongestSegment))
        {
            // A key held longer than 16 bits of duration goes on in a new segment (RFC 4733 section 2.5.1.3).
            _earlierSegments += LongestSegment;
            _timestamp = header.Timestamp;
            _duration = packetDuration;
        }
        else
        {
            End();
            Begin(payload[0], header.Timestamp, packetDuration);
        }
        _lastPacketNanoseconds = nowNanoseconds;
        if (isEnd)
        {
            End();
        }
    }

    /// <summary>Ends a key of which no packet came for <see cref="Timeout"/>.</summary>
    /// <param name="nowNanoseconds">A monotonic time.</param>
    public void Expire(long nowNanoseconds)
    {
        if (_held && nowNanoseconds - _lastPacketNanoseconds > Timeout.Ticks * TimeSpan.NanosecondsPerTick)
        {
            End();
        }
    }

    /// <summary>Takes the next finished key.</summary>
    public bool TryTake(out TelephoneKey key)
    {
        key = _first;
        if (_waiting == 0)
        {
            return false;
        }
        _first = _second;
        _waiting--;
        return true;
    }

    private void Begin(byte eventCode, uint eventTimestamp, ushort eventDuration)
    {
        _held = true;
        _anyBefore = true;
        _code = eventCode;
        _timestamp = eventTimestamp;
        _duration = eventDuration;
        _earlierSegments = 0;
    }

    private void End()
    {
        if (!_held)
        {
            return;
        }
        _held = false;
        var key = new TelephoneKey(TelephoneEvent.ToDigit(_code)!.Value, _earlierSegments + _duration);
        if (_waiting == 0)
        {
            _first = key;
        }
        else
        {
            _second = key;
        }
        // One packet ends two keys at most: that before it, and its own. Keys that nobody took are overwritten.
        _waiting = Math.Min(2, _waiting + 1);
    }
}
