using System.Runtime.InteropServices;
using Ponte.Sip.Loop;

namespace Ponte.Sip.Authentication;

/// <summary>
/// Which counts of which nonces were used: the highest one and a window of 64 below it, as in the replay protection of IPsec.
/// Bounded: when it is full the oldest nonce leaves, and nonces as old as that one are refused from then on.
/// </summary>
internal sealed class NonceLedger(int capacity)
{
    private readonly Dictionary<ulong, Window> _windows = [];
    private readonly Queue<NonceStamp> _order = new();
    private Instant _refusedUntil = new(long.MinValue);

    /// <summary>Notes a use. False: this count was used before, is too far behind, or the nonce has left the ledger.</summary>
    public bool TryUse(NonceStamp nonce, uint count)
    {
        if (_windows.TryGetValue(nonce.Serial, out var window))
        {
            var fresh = window.TryUse(count);
            _windows[nonce.Serial] = window;
            return fresh;
        }
        if (nonce.At <= _refusedUntil)
        {
            return false;
        }
        if (_order.Count >= capacity)
        {
            var oldest = _order.Dequeue();
            _windows.Remove(oldest.Serial);
            // First used first out, which is nearly the order in which they were made; the later time of both is safe.
            _refusedUntil = oldest.At > _refusedUntil ? oldest.At : _refusedUntil;
        }
        window.TryUse(count);
        _windows[nonce.Serial] = window;
        _order.Enqueue(nonce);
        return true;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Window
    {
        private uint _highest;
        private ulong _seen; // bit i: _highest - i was used

        public bool TryUse(uint count)
        {
            if (count > _highest)
            {
                var shift = count - _highest;
                _seen = (shift >= 64 ? 0 : _seen << (int)shift) | 1;
                _highest = count;
                return true;
            }
            var behind = _highest - count;
            if (behind >= 64 || (_seen & (1UL << (int)behind)) != 0)
            {
                return false;
            }
            _seen |= 1UL << (int)behind;
            return true;
        }
    }
}
