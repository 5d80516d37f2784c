namespace Ponte.Media.Mixing;

/// <summary>
/// Puts the packets of one source in order and decides when each is due: late enough that most have come, and no later. It waits longer after packets came too
/// late, and less again when none did for a while. Pure: who takes from it has the clock. For one thread.
/// </summary>
internal sealed class JitterBuffer
{
    /// <summary>Packets that are kept; a burst of more begins anew.</summary>
    public const int Capacity = 64;

    /// <summary>Longest payload that is kept: 60 ms of G.711, or any other of speech.</summary>
    public const int MaximumPayload = 1500;

    private const int LeastDepth = 2;
    private const int MostDepth = 10;

    /// <summary>So many packets without one that came too late let the depth go down.</summary>
    private const int CalmPackets = 250;

    private readonly Slot[] _slots = new Slot[Capacity];
    private ushort _next;
    private ushort _newest;
    private bool _any;
    private int _depth = LeastDepth;
    private int _calm;
    private int _leastLevel = int.MaxValue;

    /// <summary>What is to be done for one packet's time.</summary>
    public enum Verdict
    {
        /// <summary>There is nothing, and nothing is missing: silence.</summary>
        Empty,

        /// <summary>A packet.</summary>
        Packet,

        /// <summary>A packet is lost: later ones are there.</summary>
        Lost,

        /// <summary>A packet is late: none are there.</summary>
        Late,

        /// <summary>A packet, and one more that is to be squeezed into the same time: more wait than need to.</summary>
        Surplus,
    }

    /// <summary>Whether it gives packets; it gathers some before.</summary>
    public bool IsPlaying { get; private set; }

    /// <summary>How many packets it gathers before it begins.</summary>
    public int Depth => _depth;

    /// <summary>Packets that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a packet. Those that are too late, or there already, are dropped.</summary>
    public void Add(ushort sequence, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > MaximumPayload)
        {
            return;
        }
        var ahead = (short)(sequence - _next);
        if (!_any || ahead is >= Capacity or < -Capacity)
        {
            Clear();
            (_next, _newest, _any, ahead) = (sequence, sequence, true, 0);
        }
        if (ahead < 0)
        {
            if (IsPlaying)
            {
                Deepen();
                return;
            }
            if ((short)(_newest - sequence) >= Capacity)
            {
                return;
            }
            _next = sequence;
        }
        _newest = (short)(sequence - _newest) > 0 ? sequence : _newest;
        ref var slot = ref _slots[sequence % Capacity];
        if (slot.IsFilled)
        {
            return;
        }
        slot.Fill(payload);
        Count++;
    }

    /// <summary>Asks what is due now.</summary>
    /// <param name="payload">The packet; with <see cref="Verdict.Surplus"/> the first of two, the other is got by asking again.</param>
    public Verdict Take(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (!IsPlaying)
        {
            if (Count < _depth)
            {
                return Verdict.Empty;
            }
            IsPlaying = true;
            _leastLevel = int.MaxValue;
            // What was not sent while the source was silent is not lost.
            while (!_slots[_next % Capacity].IsFilled)
            {
                _next++;
            }
        }
        if (Count == 0)
        {
            return Verdict.Late;
        }
        ref var slot = ref _slots[_next % Capacity];
        _next++;
        if (!slot.IsFilled)
        {
            return Verdict.Lost;
        }
        payload = slot.Empty();
        Count--;
        return Relax() ? Verdict.Surplus : Verdict.Packet;
    }

    /// <summary>The source fell silent: what comes next is gathered again.</summary>
    public void Rest()
    {
        IsPlaying = false;
        Deepen();
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        foreach (ref var slot in _slots.AsSpan())
        {
            slot.Empty();
        }
        Count = 0;
        IsPlaying = false;
        _any = false;
    }

    private void Deepen()
    {
        _depth = Math.Min(_depth + 1, MostDepth);
        _calm = 0;
        _leastLevel = int.MaxValue;
    }

    /// <summary>Counts calm packets; true when one may be squeezed away.</summary>
    private bool Relax()
    {
        _leastLevel = Math.Min(_leastLevel, Count);
        if (++_calm % (CalmPackets / 5) != 0)
        {
            return false;
        }
        if (_calm >= CalmPackets)
        {
            _calm = 0;
            _depth = Math.Max(LeastDepth, _depth - 1);
        }
        // What was always there in the last second was not needed.
        var isSurplus = _leastLevel >= _depth && Count > 0;
        _leastLevel = int.MaxValue;
        return isSurplus;
    }

    private struct Slot
    {
        private byte[]? _bytes;
        private int _length;

        public bool IsFilled { readonly get; private set; }

        public void Fill(ReadOnlySpan<byte> payload)
        {
            if (_bytes is null || _bytes.Length < payload.Length)
            {
                _bytes = new byte[Math.Max(payload.Length, 160)];
            }
            payload.CopyTo(_bytes);
            _length = payload.Length;
            IsFilled = true;
        }

        public ReadOnlySpan<byte> Empty()
        {
            IsFilled = false;
            return _bytes.AsSpan(0, _length);
        }
    }
}
