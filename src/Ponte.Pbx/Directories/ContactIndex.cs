using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Ponte.Pbx.Directories;

/// <summary>
/// The numbers of one address book and their names, immutable and compact: 12 bytes for a number and the name's UTF-8 with two bytes of
/// length, which all numbers of a contact share. A look-up is a binary search.
/// </summary>
public sealed class ContactIndex
{
    /// <summary>More digits do not fit into the key; E.164 has at most 15.</summary>
    private const int MaxDigits = 18;

    private readonly ulong[] _keys;
    private readonly uint[] _offsets;
    private readonly byte[] _names;

    internal ContactIndex(ulong[] keys, uint[] offsets, byte[] names) => (_keys, _offsets, _names) = (keys, offsets, names);

    /// <summary>The book without contacts.</summary>
    public static ContactIndex Empty { get; } = new([], [], []);

    /// <summary>How many numbers it knows.</summary>
    public int Count => _keys.Length;

    /// <summary>What it takes in memory, in bytes.</summary>
    public long Bytes => ((long)_keys.Length * (sizeof(ulong) + sizeof(uint))) + _names.Length;

    /// <summary>The name for a number; null where the book does not know it.</summary>
    /// <param name="number">In the inside form.</param>
    public string? Find(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        var place = KeyOf(number) is { } key ? Array.BinarySearch(_keys, key) : -1;
        if (place < 0)
        {
            return null;
        }
        var name = _names.AsSpan((int)_offsets[place]);
        var length = BinaryPrimitives.ReadUInt16LittleEndian(name);
        return Encoding.UTF8.GetString(name.Slice(sizeof(ushort), length));
    }

    /// <summary>
    /// The digits as a number, with a digit before them that tells <c>+</c> from none and keeps leading zeros apart; null for what is no
    /// number of a person.
    /// </summary>
    internal static ulong? KeyOf(string number)
    {
        var digits = number.StartsWith('+') ? number.AsSpan(1) : number;
        if (digits.Length is 0 or > MaxDigits || !ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }
        var mark = number.StartsWith('+') ? 1UL : 2UL;
        for (var i = 0; i < digits.Length; i++)
        {
            mark *= 10;
        }
        return mark + value;
    }
}
