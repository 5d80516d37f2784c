using System.Globalization;

namespace Ponte.Server.Trace;

/// <summary>
/// The trace's files: records appended to one after the other, the oldest file deleted whole when age or size says so.
/// <para>
/// Files instead of rows, because a call has some 16 messages of 1 kB: appending them costs a copy and one write for a batch of calls, where
/// rows would cost more CPU than the calls, and deleting old ones costs nothing. What a look-up reads is bounded by the call's own time.
/// </para>
/// <para>Appending is for one thread; reading is for any, also in another process.</para>
/// </summary>
internal sealed class TraceFiles(string folder, TraceFileLimits limits) : IDisposable
{
    private const string Extension = ".trace";
    private FileStream? _current;

    /// <summary>Appends whole records.</summary>
    /// <param name="records">The records.</param>
    /// <param name="firstAt">The time of the first of them.</param>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Append(ReadOnlySpan<byte> records, DateTimeOffset firstAt)
    {
        try
        {
            if (_current is null || _current.Length >= limits.FileBytes)
            {
                _current?.Dispose();
                _current = null;
                Directory.CreateDirectory(folder);
                var path = Path.Combine(folder, NameOf(firstAt));
                _current = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
                DeleteOld(firstAt);
            }
            _current.Write(records);
        }
        catch
        {
            // A record that was cut off would hide all behind it: go on in another file.
            _current?.Dispose();
            _current = null;
            throw;
        }
    }

    /// <summary>Deletes files that hold only what is too old, and the oldest beyond the size.</summary>
    public void DeleteOld(DateTimeOffset now)
    {
        var files = List();
        var bytes = files.Sum(f => f.Length);
        var oldest = now - limits.MaxAge;
        for (var i = 0; i < files.Count - 1 && (files[i + 1].From < oldest || bytes > limits.MaxBytes); i++)
        {
            File.Delete(files[i].Path);
            bytes -= files[i].Length;
        }
    }

    /// <summary>Finds the messages of some calls, ordered by time.</summary>
    /// <param name="sipCallIds">Their SIP Call-IDs.</param>
    /// <param name="from">Nothing before it is looked at.</param>
    /// <param name="to">Nothing after it is looked at.</param>
    /// <param name="limit">How many messages at most; the first ones are kept.</param>
    public IReadOnlyList<TracedMessage> Find(IReadOnlyCollection<string> sipCallIds, DateTimeOffset from, DateTimeOffset to, int limit)
    {
        var wanted = new HashSet<string>(sipCallIds, StringComparer.Ordinal);
        var hashes = sipCallIds.Select(TraceRecord.Hash).ToHashSet();
        var found = new List<TracedMessage>();
        var files = List();
        for (var i = 0; i < files.Count && files[i].From <= to && found.Count < limit; i++)
        {
            // A file ends where the next one begins; batches may overlap by their delay.
            if (i + 1 < files.Count && files[i + 1].From < from - TimeSpan.FromMinutes(1))
            {
                continue;
            }
            foreach (var message in TraceFileReader.Read(files[i].Path, hashes))
            {
                if (wanted.Contains(message.SipCallId) && message.At >= from && message.At <= to && found.Count < limit)
                {
                    found.Add(message);
                }
            }
        }
        return [.. found.OrderBy(m => m.At)];
    }

    /// <inheritdoc/>
    public void Dispose() => _current?.Dispose();

    private static string NameOf(DateTimeOffset at) =>
        Storage.Microseconds.Of(at).ToString("D17", CultureInfo.InvariantCulture) + Extension;

    private List<(string Path, DateTimeOffset From, long Length)> List()
    {
        var files = new List<(string, DateTimeOffset, long)>();
        if (!Directory.Exists(folder))
        {
            return files;
        }
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*" + Extension).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            if (
                long.TryParse(
                    Path.GetFileNameWithoutExtension(file.Name),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var microseconds
                )
            )
            {
                files.Add((file.FullName, Storage.Microseconds.ToTime(microseconds), file.Length));
            }
        }
        return files;
    }
}
