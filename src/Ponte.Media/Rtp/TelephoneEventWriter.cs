using System.Buffers.Binary;

namespace Ponte.Media.Rtp;

/// <summary>
/// Makes the packets of keys to be sent (RFC 4733): one per packet time while the key is down, then the end packet three times, then a pause. Ask <see cref="TryNext"/>
/// once per packet time. For one thread.
/// </summary>
public sealed class TelephoneEventWriter
{
    /// <summary>How many keys wait at most.</summary>
    public const int MaximumWaiting = 64;

    /// <summary>How long each key is held.</summary>
    public static readonly TimeSpan KeyTime = TimeSpan.FromMilliseconds(100);

    /// <summary>Silence after a key, its repeated ends included; receivers want 40 ms (ITU-T Q.24).</summary>
    public static readonly TimeSpan PauseTime = TimeSpan.FromMilliseconds(100);

    /// <summary>The end is sent three times (RFC 4733 section 2.5.1.4).</summary>
    private const int EndPackets = 3;

    /// <summary>-10 dBm0, as RFC 4733's examples have it.</summary>
    private const byte Volume = 10;

    private readonly byte[] _codes = new byte[MaximumWaiting];
    private readonly int _step;
    private readonly int _downPackets;
    private readonly int _pausePackets;
    private int _waiting;
    private int _packet;
    private uint _eventTimestamp;

    /// <summary>Prepares a writer.</summary>
    /// <param name="clockRate">The clock of the telephone-event payload type in Hz.</param>
    /// <param name="packetTime">How often <see cref="TryNext"/> is asked.</param>
    public TelephoneEventWriter(int clockRate, TimeSpan packetTime)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clockRate);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(packetTime, TimeSpan.Zero);
        _step = (int)(clockRate * packetTime.Ticks / TimeSpan.TicksPerSecond);
        _downPackets = Math.Max(1, (int)Math.Ceiling(KeyTime / packetTime));
        _pausePackets = Math.Max(0, (int)Math.Ceiling(PauseTime / packetTime) - (EndPackets - 1));
    }

    /// <summary>Whether a key is being sent or waits; audio to this peer pauses meanwhile.</summary>
    public bool IsActive => _waiting > 0;

    /// <summary>Adds keys. False, and none is added, where a character is no key or too many wait.</summary>
    public bool TryEnqueue(ReadOnlySpan<char> digits)
    {
        if (digits.Length > MaximumWaiting - _waiting)
        {
            return false;
        }
        foreach (var digit in digits)
        {
            if (TelephoneEvent.ToCode(digit) is null)
            {
                return false;
            }
        }
        foreach (var digit in digits)
        {
            _codes[_waiting++] = TelephoneEvent.ToCode(digit)!.Value;
        }
        return true;
    }

    /// <summary>Writes the payload of this packet time. False in a pause and when no key waits.</summary>
    /// <param name="timestamp">The RTP timestamp of now; the packets of one key all carry that of its first.</param>
    /// <param name="payload">At least <see cref="TelephoneEvent.Length"/> bytes.</param>
    /// <param name="packetTimestamp">The timestamp to send.</param>
    /// <param name="marker">The marker bit to send: the first packet of a key.</param>
    public bool TryNext(uint timestamp, Span<byte> payload, out uint packetTimestamp, out bool marker)
    {
        marker = false;
        packetTimestamp = _eventTimestamp;
        if (_waiting == 0)
        {
            return false;
        }
        if (_packet >= _downPackets + EndPackets - 1)
        {
            Pause();
            return false;
        }
        if (_packet == 0)
        {
            _eventTimestamp = timestamp;
            packetTimestamp = timestamp;
            marker = true;
        }
        _packet++;
        payload[0] = _codes[0];
        payload[1] = (byte)(Volume | (_packet >= _downPackets ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(payload[2..], (ushort)Math.Min(ushort.MaxValue, Math.Min(_packet, _downPackets) * _step));
        return true;
    }

    private void Pause()
    {
        if (++_packet < _downPackets + EndPackets - 1 + _pausePackets)
        {
            return;
        }
        _packet = 0;
        _waiting--;
        _codes.AsSpan(1, _waiting).CopyTo(_codes);
    }
}
