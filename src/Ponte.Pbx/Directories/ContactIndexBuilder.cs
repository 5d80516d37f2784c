using System.Buffers.Binary;
using System.Text;

namespace Ponte.Pbx.Directories;

/// <summary>Gathers contacts for a <see cref="ContactIndex"/>. Of two contacts with the same number the first one keeps it.</summary>
public sealed class ContactIndexBuilder
{
    private readonly List<ulong> _keys = [];
    private readonly List<uint> _offsets = [];
    private byte[] _names = new byte[4096];
    private int _length;

    /// <summary>Adds a contact.</summary>
    /// <param name="name">The name to show.</param>
    /// <param name="numbers">The numbers in the inside form; one that is none is left out.</param>
    public void Add(string name, params ReadOnlySpan<string> numbers)
    {
        ArgumentNullException.ThrowIfNull(name);
        var offset = -1;
        foreach (var number in numbers)
        {
            if (ContactIndex.KeyOf(number) is not { } key)
            {
                continue;
            }
            if (offset < 0)
            {
                offset = Append(name);
            }
            _keys.Add(key);
            _offsets.Add((uint)offset);
        }
    }

    /// <summary>Makes the index. The builder is of no use afterwards.</summary>
    public ContactIndex Build()
    {
        var keys = _keys.ToArray();
        var offsets = _offsets.ToArray();
        Array.Sort(keys, offsets);
        var count = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            if (count > 0 && keys[count - 1] == keys[i])
            {
                // The sort does not keep the order of equal keys; offsets grow in the order of the contacts.
                offsets[count - 1] = Math.Min(offsets[count - 1], offsets[i]);
                continue;
            }
            (keys[count], offsets[count]) = (keys[i], offsets[i]);
            count++;
        }
        Array.Resize(ref keys, count);
        Array.Resize(ref offsets, count);
        Array.Resize(ref _names, _length);
        return new ContactIndex(keys, offsets, _names);
    }

    private int Append(string name)
    {
        var start = _length;
        var shown = DirectoryEntry.CleanName(name);
        var size = sizeof(ushort) + Encoding.UTF8.GetByteCount(shown);
        if (_names.Length - start < size)
        {
            Array.Resize(ref _names, Math.Max(_names.Length * 2, start + size));
        }
        BinaryPrimitives.WriteUInt16LittleEndian(_names.AsSpan(start), (ushort)(size - sizeof(ushort)));
        Encoding.UTF8.GetBytes(shown, _names.AsSpan(start + sizeof(ushort)));
        _length = start + size;
        return start;
    }
}
