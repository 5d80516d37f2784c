using System.Runtime.InteropServices;

namespace Ponte.Media.Srtp;

/// <summary>
/// Which packet indices of one source were seen (RFC 3711 section 3.3.2): the highest and a bit for each of the 128 up to it. A mutable value, kept in
/// place. Asking and marking are apart, because nothing may change before a packet is authenticated.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct ReplayWindow
{
    /// <summary>Packets that may come late; RFC 3711 demands 64 at least.</summary>
    public const int Size = 128;

    private UInt128 _seen;
    private ulong _highestPlusOne;

    /// <summary>Whether a packet was marked.</summary>
    public readonly bool IsStarted => _highestPlusOne != 0;

    /// <summary>The highest index marked; only after the first.</summary>
    public readonly ulong Highest => _highestPlusOne - 1;

    /// <summary>Whether an index is new and inside the window.</summary>
    public readonly bool IsFresh(ulong index)
    {
        if (index >= _highestPlusOne)
        {
            return true;
        }
        var age = Highest - index;
        return age < Size && ((_seen >> (int)age) & UInt128.One) == UInt128.Zero;
    }

    /// <summary>Marks an index that <see cref="IsFresh"/> allowed.</summary>
    public void Mark(ulong index)
    {
        if (index < _highestPlusOne)
        {
            _seen |= UInt128.One << (int)(Highest - index);
            return;
        }
        var step = index + 1 - _highestPlusOne;
        _seen = step < Size ? (_seen << (int)step) | UInt128.One : UInt128.One;
        _highestPlusOne = index + 1;
    }
}
