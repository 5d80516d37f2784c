using System.Buffers;

namespace Ponte.Server.Trace;

/// <summary>Walks over a trace file in large reads, and unpacks only the records that are wanted.</summary>
internal static class TraceFileReader
{
    private const int BufferBytes = 4 * TraceRecord.MaxBytes;

    /// <summary>The records whose Call-ID has one of the hashes.</summary>
    public static List<TracedMessage> Read(string path, HashSet<ulong> hashes)
    {
        var found = new List<TracedMessage>();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            using var file = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var filled = 0;
            int read;
            while ((read = file.Read(buffer, filled, buffer.Length - filled)) > 0)
            {
                filled += read;
                var used = Take(buffer.AsSpan(0, filled), hashes, found);
                if (used < 0)
                {
                    break;
                }
                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
            }
        }
        catch (FileNotFoundException)
        {
            // It grew too old between the listing and the opening.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return found;
    }

    /// <summary>Takes the whole records from the buffer.</summary>
    /// <returns>The bytes that were used up; -1 where the file is damaged, so that nothing behind can be trusted.</returns>
    private static int Take(ReadOnlySpan<byte> buffer, HashSet<ulong> hashes, List<TracedMessage> found)
    {
        var used = 0;
        while (buffer.Length - used >= TraceRecord.HeadBytes)
        {
            if (!TraceRecord.TryReadHead(buffer[used..], out var length, out var hash, out _))
            {
                return -1;
            }
            if (buffer.Length - used < length)
            {
                break;
            }
            if (hashes.Contains(hash) && TraceRecord.Read(buffer.Slice(used, length)) is { } message)
            {
                found.Add(message);
            }
            used += length;
        }
        return used;
    }
}
