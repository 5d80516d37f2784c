using System.Globalization;
using Ponte.Media.Recording;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Storage;
using Ponte.Server.Web.Audit;

namespace Ponte.Server.Recordings;

/// <summary>
/// The recordings that are there: the files themselves are the list, so that none is missed after a crash. Whoever hears, exports or deletes one is written
/// to the audit, before it is done.
/// </summary>
internal sealed class RecordingService : IDisposable
{
    /// <summary>How a recording's file ends; its name is the call.</summary>
    public const string Extension = ".rec";

    private static readonly TimeSpan Sweep = TimeSpan.FromHours(1);

    private readonly string _folder;
    private readonly RecordingKeys _keys;
    private readonly TimeProvider _time;
    private readonly AuditLog _audit;
    private readonly ILogger _log;
    private readonly ITimer _sweep;

    /// <summary>Serves the recordings of a folder, and deletes those whose time is over, from now on.</summary>
    public RecordingService(string folder, RecordingKeys keys, AuditLog audit, TimeProvider time, ILogger log)
    {
        (_folder, _keys, _audit, _time, _log) = (folder, keys, audit, time, log);
        _sweep = time.CreateTimer(_ => SweepOld(), null, TimeSpan.FromMinutes(1), Sweep);
    }

    /// <summary>All recordings, the newest first.</summary>
    public IReadOnlyList<RecordingReply> List() =>
        Directory.Exists(_folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(_folder, "*" + Extension, SearchOption.AllDirectories)
                    .Select(Reply)
                    .OrderByDescending(r => r.Call, StringComparer.Ordinal),
            ]
            : [];

    /// <summary>One recording with what its file says; null where there is none, or it cannot be read.</summary>
    public RecordingReply? Find(string call)
    {
        if (PathOf(call) is not { } path || Open(path) is not { } opened)
        {
            return null;
        }
        using var file = opened.File;
        using var reader = new SealedReader(file, opened.Header, opened.Key);
        while (reader.ReadSamples().Length > 0)
        {
            // Only its length is wanted.
        }
        return Reply(path) with
        {
            Length = reader.Length,
            Segments = [.. reader.Segments.Select(s => new RecordingSegment(s.At, s.Offset, s.Mark))],
            IsWhole = reader.End is not null && !reader.IsDamaged,
        };
    }

    /// <summary>Writes a recording to a stream, decrypted.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isOgg">Ogg with Opus, where it was recorded so; else WAV.</param>
    /// <param name="actor">Who wants it, for the audit.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null; else why there is nothing, or not all.</returns>
    public async Task<string?> ExportAsync(string call, bool isOgg, string actor, Stream target, CancellationToken cancellationToken)
    {
        if (PathOf(call) is not { } path || Open(path) is not { } opened)
        {
            return "there is no such recording, or its key is not in the file of keys any more";
        }
        await opened.File.DisposeAsync().ConfigureAwait(false);
        Audit(actor, "export", call);
        return isOgg
            ? await SealedExport.ToOggAsync(() => OpenFile(path), opened.Key, target, cancellationToken).ConfigureAwait(false)
            : await SealedExport.ToWavAsync(() => OpenFile(path), opened.Key, target, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a recording.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Delete(string call, string actor)
    {
        if (PathOf(call) is not { } path)
        {
            return false;
        }
        Audit(actor, "delete", call);
        File.Delete(path);
        return true;
    }

    /// <summary>Deletes what is older than its rule wants. A recording is kept to the end of its last day, UTC.</summary>
    public void DeleteOld()
    {
        var today = _time.GetUtcNow().ToString(RecordingPlaces.DayFormat, CultureInfo.InvariantCulture);
        foreach (var recording in List().Where(r => r.KeepUntil is { } day && string.CompareOrdinal(day, today) < 0))
        {
            Delete(recording.Call, "retention");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _sweep.Dispose();

    private static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static RecordingReply Reply(string path)
    {
        var file = new FileInfo(path);
        var day = file.Directory!.Name;
        return new RecordingReply(
            Path.GetFileNameWithoutExtension(path),
            file.Exists ? file.Length : 0,
            new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero),
            day.Equals(RecordingPlaces.Forever, StringComparison.Ordinal) ? null : day
        );
    }

    /// <summary>The file of a call; what is asked for is compared with what is there, and is no part of a path.</summary>
    private string? PathOf(string call) =>
        Directory.Exists(_folder)
            ? Directory
                .EnumerateFiles(_folder, "*" + Extension, SearchOption.AllDirectories)
                .FirstOrDefault(p => Path.GetFileNameWithoutExtension(p).Equals(call, StringComparison.OrdinalIgnoreCase))
            : null;

    private (FileStream File, SealedHeader Header, byte[] Key)? Open(string path)
    {
        var file = OpenFile(path);
        if (SealedHeader.Read(file) is { } header && _keys.Find(header.KeyId) is { } key)
        {
            return (file, header, SealedHeader.DeriveKey(key, header.Salt.AsSpan()));
        }
        file.Dispose();
        return null;
    }

    private void Audit(string actor, string action, string call) => _audit.Add(actor.Length > 0 ? actor : "?", $"recording.{action}", call);

    /// <summary>Called by a timer, out of which nothing may come.</summary>
    private void SweepOld()
    {
        try
        {
            DeleteOld();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StorageException)
        {
            _log.OldRecordingsNotDeleted(e.Message);
        }
    }
}
