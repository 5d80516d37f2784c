using System.Numerics;

namespace Ponte.Sip.Loop;

/// <summary>
/// Timers of one loop: a hierarchical wheel of 4 levels with 256 slots and a grain of 5 ms. Adding and cancelling cost a
/// few pointer writes, whatever the number of timers; a call sets some twenty of them and nearly all are cancelled.
/// </summary>
/// <remarks>A timer fires at its instant or up to one grain later, never before. Cancelled timers leave when their slot comes round.</remarks>
internal sealed class TimerWheel
{
    private const int SlotBits = 8;
    private const int Slots = 1 << SlotBits;
    private const int Levels = 4;
    private static readonly long Grain = TimeSpan.FromMilliseconds(5).Ticks;

    private readonly LoopTimer?[][] _levels = new LoopTimer?[Levels][];
    private readonly ulong[] _occupied = new ulong[Slots / 64];
    private long _tick;

    public TimerWheel(Instant now)
    {
        for (var i = 0; i < Levels; i++)
        {
            _levels[i] = new LoopTimer?[Slots];
        }
        _tick = now.Ticks / Grain;
    }

    /// <summary>Timers in the wheel, cancelled ones included until their slot comes round.</summary>
    public int Count { get; private set; }

    public LoopTimer Add(Instant due, Action callback)
    {
        var timer = new LoopTimer(due, callback);
        Count++;
        Insert(timer);
        return timer;
    }

    /// <summary>Runs what is due at <paramref name="now"/>; callbacks may add and cancel timers.</summary>
    public void Advance(Instant now)
    {
        var target = now.Ticks / Grain;
        RunSlot((int)(_tick & (Slots - 1))); // what a callback that threw left behind
        while (_tick < target)
        {
            if (Count == 0)
            {
                _tick = target;
                return;
            }
            _tick++;
            Cascade();
            RunSlot((int)(_tick & (Slots - 1)));
        }
    }

    /// <summary>When <see cref="Advance"/> should next be called: the next occupied slot, at the latest the next cascade.</summary>
    public Instant NextWake()
    {
        if (Count == 0)
        {
            return Instant.Never;
        }
        var start = (int)(_tick & (Slots - 1)) + 1;
        for (var slot = start; slot < Slots; )
        {
            var word = _occupied[slot >> 6] >> (slot & 63);
            if (word != 0)
            {
                return new Instant((_tick - (start - 1) + slot + BitOperations.TrailingZeroCount(word)) * Grain);
            }
            slot = (slot | 63) + 1;
        }
        return new Instant((_tick - (start - 1) + Slots) * Grain);
    }

    private void Insert(LoopTimer timer)
    {
        // Rounded up: a timer that is due inside a grain fires at that grain's end.
        var dueTick = Math.Max((timer.Due.Ticks + Grain - 1) / Grain, _tick + 1);
        var delta = dueTick - _tick;
        var level = 0;
        while (level < Levels - 1 && delta >= 1L << (SlotBits * (level + 1)))
        {
            level++;
        }
        // Beyond the wheel's reach (about 248 days) a timer waits in the farthest slot and is put in again from there.
        dueTick = Math.Min(dueTick, _tick + (1L << (SlotBits * Levels)) - 1);
        var slot = (int)((dueTick >> (SlotBits * level)) & (Slots - 1));
        timer.Next = _levels[level][slot];
        _levels[level][slot] = timer;
        if (level == 0)
        {
            _occupied[slot >> 6] |= 1UL << (slot & 63);
        }
    }

    private void Cascade()
    {
        for (var level = 1; level < Levels; level++)
        {
            if ((_tick & ((1L << (SlotBits * level)) - 1)) != 0)
            {
                return;
            }
            var slot = (int)((_tick >> (SlotBits * level)) & (Slots - 1));
            var timer = _levels[level][slot];
            _levels[level][slot] = null;
            while (timer is not null)
            {
                var next = timer.Next;
                Reinsert(timer);
                timer = next;
            }
        }
    }

    private void Reinsert(LoopTimer timer)
    {
        if (!timer.IsPending)
        {
            Count--;
            return;
        }
        // The slot of the current tick has not run yet in this Advance, so a timer due now may still go there.
        var dueTick = (timer.Due.Ticks + Grain - 1) / Grain;
        if (dueTick <= _tick)
        {
            var slot = (int)(_tick & (Slots - 1));
            timer.Next = _levels[0][slot];
            _levels[0][slot] = timer;
            _occupied[slot >> 6] |= 1UL << (slot & 63);
            return;
        }
        Insert(timer);
    }

    private void RunSlot(int slot)
    {
        // One timer is taken off at a time, so that a callback that throws leaves the others in place.
        while (_levels[0][slot] is { } timer)
        {
            _levels[0][slot] = timer.Next;
            timer.Next = null;
            Count--;
            timer.Take()?.Invoke();
        }
        _occupied[slot >> 6] &= ~(1UL << (slot & 63));
    }
}
