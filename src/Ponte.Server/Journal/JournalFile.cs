using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Ponte.Server.Journal;

/// <summary>
/// An append-only file of the newest state of each key. A record is, little-endian:
/// <code>4 mark "PJ01"   4 CRC-32C of all that follows   4 length of key and state   1 = state, 2 = removed   2 length of the key   key   state</code>
/// A record that is cut off or damaged ends the file. When most of the file is outdated, what still counts is copied to a new one, which then
/// takes its place. One thread at a time.
/// <para>
/// A write that returned survives the death of the process: the operating system has it. It is not forced to the disk, because calls do not
/// survive the loss of the machine either.
/// </para>
/// </summary>
internal class JournalFile : IDisposable
{
    private const uint Mark = 0x31304A50;
    private const int HeadBytes = 15;
    private const int MaxRecordBytes = 4 * 1024 * 1024;
    private const byte StateKind = 1;
    private const byte RemovedKind = 2;

    private readonly string _path;
    private readonly long _compactAbove;
    private readonly ArrayBufferWriter<byte> _batch = new(64 * 1024);
    private readonly List<(string Key, Place Place, bool IsRemoval)> _batched = [];
    private Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private FileStream _file;
    private long _liveBytes;

    /// <summary>Opens or makes the file, and finds the newest state of each key.</summary>
    /// <param name="path">The file.</param>
    /// <param name="compactAbove">A file is copied when it is larger than this many bytes, and than four times what counts in it.</param>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public JournalFile(string path, long compactAbove = 8 * 1024 * 1024)
    {
        (_path, _compactAbove) = (path, compactAbove);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = Open(path, FileMode.OpenOrCreate);
        // What a death cut off is overwritten.
        _file.Position = Scan();
        _file.SetLength(_file.Position);
    }

    /// <summary>The file's size in bytes.</summary>
    public long Length => _file.Length;

    /// <summary>The newest state of each key that was not removed.</summary>
    public IReadOnlyList<(string Key, byte[] State)> ReadAll()
    {
        var result = new List<(string, byte[])>(_places.Count);
        foreach (var (key, place) in _places)
        {
            var state = new byte[place.Length - HeadBytes - Encoding.UTF8.GetByteCount(key)];
            RandomAccess.Read(_file.SafeFileHandle, state, place.Offset + place.Length - state.Length);
            result.Add((key, state));
        }
        return result;
    }

    /// <summary>Adds a state to the next batch; null removes the key.</summary>
    public void Put(string key, ReadOnlySpan<byte> state, bool isRemoval = false)
    {
        var keyBytes = Encoding.UTF8.GetByteCount(key);
        var length = HeadBytes + keyBytes + state.Length;
        var offset = _file.Position + _batch.WrittenCount;
        var span = _batch.GetSpan(length)[..length];
        BinaryPrimitives.WriteUInt32LittleEndian(span, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(span[8..], length - HeadBytes);
        span[12] = isRemoval ? RemovedKind : StateKind;
        BinaryPrimitives.WriteUInt16LittleEndian(span[13..], (ushort)keyBytes);
        Encoding.UTF8.GetBytes(key, span[HeadBytes..]);
        state.CopyTo(span[(HeadBytes + keyBytes)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(span[4..], Checksum(span[8..]));
        _batch.Advance(length);
        _batched.Add((key, new Place(offset, length), isRemoval));
    }

    /// <summary>Writes the batch with one system call, and copies the file where it has outgrown what counts in it.</summary>
    /// <exception cref="IOException">The disk is full or gone; nothing of the batch counts, it has to be put again.</exception>
    public void Commit()
    {
        var start = _file.Position;
        try
        {
            Append(_file, _batch.WrittenSpan);
            _batched.ForEach(b => Note(b.Key, b.Place, b.IsRemoval));
        }
        catch (IOException)
        {
            _file.Position = start;
            throw;
        }
        finally
        {
            _batch.ResetWrittenCount();
            _batched.Clear();
        }
        if (_file.Length > _compactAbove && _file.Length > 4 * _liveBytes)
        {
            Compact();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    protected virtual void Dispose(bool isDisposing) => _file.Dispose();

    /// <summary>Writes at the file's end. Tests let it fail like a disk.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    protected virtual void Append(FileStream file, ReadOnlySpan<byte> records) => file.Write(records);

    private static FileStream Open(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    private void Note(string key, Place place, bool isRemoval)
    {
        if (_places.TryGetValue(key, out var old))
        {
            _liveBytes -= old.Length;
        }
        if (isRemoval)
        {
            _places.Remove(key);
            return;
        }
        _places[key] = place;
        _liveBytes += place.Length;
    }

    private void Compact()
    {
        var temporary = _path + ".new";
        FileStream? next = null;
        try
        {
            var places = new Dictionary<string, Place>(_places.Count, StringComparer.Ordinal);
            var buffer = new ArrayBufferWriter<byte>();
            foreach (var (key, place) in _places)
            {
                RandomAccess.Read(_file.SafeFileHandle, buffer.GetSpan(place.Length)[..place.Length], place.Offset);
                places[key] = place with { Offset = buffer.WrittenCount };
                buffer.Advance(place.Length);
            }
            next = Open(temporary, FileMode.Create);
            next.Write(buffer.WrittenSpan);
            File.Move(temporary, _path, overwrite: true);
            _file.Dispose();
            (_file, _places) = (next, places);
        }
        catch (IOException)
        {
            // The old file still holds everything; the next commit tries again.
            next?.Dispose();
        }
    }

    /// <summary>Walks over the file.</summary>
    /// <returns>Where the last whole record ends.</returns>
    private long Scan()
    {
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        var offset = 0;
        while (TryRead(bytes.AsSpan(offset), out var length, out var key, out var isRemoval))
        {
            Note(key, new Place(offset, length), isRemoval);
            offset += length;
        }
        return offset;
    }

    private static bool TryRead(ReadOnlySpan<byte> span, out int length, out string key, out bool isRemoval)
    {
        (length, key, isRemoval) = (0, "", false);
        if (span.Length < HeadBytes || BinaryPrimitives.ReadUInt32LittleEndian(span) != Mark)
        {
            return false;
        }
        var body = BinaryPrimitives.ReadInt32LittleEndian(span[8..]);
        var keyLength = BinaryPrimitives.ReadUInt16LittleEndian(span[13..]);
        if (body < keyLength || body > MaxRecordBytes || span.Length < HeadBytes + body)
        {
            return false;
        }
        length = HeadBytes + body;
        if (BinaryPrimitives.ReadUInt32LittleEndian(span[4..]) != Checksum(span[8..length]))
        {
            return false;
        }
        key = Encoding.UTF8.GetString(span.Slice(HeadBytes, keyLength));
        isRemoval = span[12] == RemovedKind;
        return true;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }
        foreach (var b in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, b);
        }
        return ~crc;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(long Offset, int Length);
}
