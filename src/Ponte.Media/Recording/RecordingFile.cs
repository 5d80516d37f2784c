using Microsoft.Win32.SafeHandles;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Playing;
using Ponte.Media.Rtp;

namespace Ponte.Media.Recording;

/// <summary>
/// The file of one recording and the samples on their way to it. The worker puts frames in and never waits; the writing thread takes them out.
/// </summary>
internal sealed class RecordingFile : IDisposable
{
    /// <summary>What a disk may take to think before silence is written in place of what was said.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly StartRecording _start;
    private readonly Action<MediaEvent> _raise;
    private readonly SampleRing _ring;
    private readonly int _channels;
    private readonly short[] _samples;
    private IRecordingTarget? _target;
    private int _owedFrames;
    private int _end;
    private volatile bool _hasFailed;

    /// <summary>A file that is opened by the writing thread.</summary>
    public RecordingFile(StartRecording start, Action<MediaEvent> raise)
    {
        _start = start;
        _raise = raise;
        _channels = start.Partner is null ? 1 : 2;
        _ring = new SampleRing((int)(Patience.TotalSeconds * start.SampleRate * _channels));
        // A tenth of a second: whole frames, which a codec needs.
        _samples = new short[start.SampleRate / 10 * _channels];
    }

    /// <summary>Whether it cannot be written any more.</summary>
    public bool HasFailed => _hasFailed;

    /// <summary>Its path.</summary>
    public string Path => _start.Path;

    /// <summary>Whether it is closed, so that another one may go on with it. For the writing thread.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Adds a frame of all channels; silence in its place, later, where the disk is too slow. For the worker.</summary>
    public void Add(ReadOnlySpan<short> frame, ReadOnlySpan<short> silence)
    {
        while (_owedFrames > 0 && _ring.Room >= frame.Length)
        {
            _ring.Write(silence);
            _owedFrames--;
        }
        if (_owedFrames > 0 || _ring.Room < frame.Length)
        {
            _owedFrames++;
            return;
        }
        _ring.Write(frame);
    }

    /// <summary>No more is added. For the worker.</summary>
    public void End(RecordingEnd reason) => Volatile.Write(ref _end, (int)reason);

    /// <summary>Writes what waits. For the writing thread.</summary>
    /// <returns>False when the file is closed.</returns>
    public bool Drain()
    {
        // Asked first: what was added before it was said is then written.
        var end = (RecordingEnd)Volatile.Read(ref _end);
        var detail = "";
        try
        {
            _target ??= Open();
            while (_ring.Take(_samples) is > 0 and var count)
            {
                _target.Write(_samples.AsSpan(0, count));
            }
            if (end == 0)
            {
                _target.Flush();
            }
            else
            {
                _target.End(end);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            _hasFailed = true;
            end = RecordingEnd.FileError;
            detail = $"{_start.Path}: {error.Message}";
        }
        if (end == 0)
        {
            return true;
        }
        Dispose();
        IsClosed = true;
        var length = RtpClock.ToTimeSpan((_target?.Samples ?? 0) / _channels, _start.SampleRate);
        _raise(new RecordingEnded(_start.Stream, _start.Recording, end, length, detail));
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _target?.Dispose();

    private IRecordingTarget Open()
    {
        var file = Open(_start.Path, _start.Seal is { Append: true } ? FileMode.OpenOrCreate : FileMode.Create);
        try
        {
            return _start.Seal is { } seal
                ? new SealedTarget(file, _start, seal, TimeProvider.System.GetUtcNow())
                : new WavTarget(file, _start.SampleRate, _channels);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Only its owner may read it: what people say is private.</summary>
    private static SafeFileHandle Open(string path, FileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read);
        }
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead,
        };
        using (new FileStream(path, options))
        {
            // Made with its mode; opened again without a stream around it.
        }
        return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
    }
}
