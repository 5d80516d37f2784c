using Microsoft.Win32.SafeHandles;

namespace Ponte.Media.Playing;

/// <summary>A WAV file, read piece by piece.</summary>
internal sealed class WavSource : ISampleFile
{
    private readonly SafeFileHandle _file;
    private readonly WavFormat _format;
    private byte[] _bytes = [];
    private long _frame;

    private WavSource(SafeFileHandle file, in WavFormat format) => (_file, _format) = (file, format);

    /// <inheritdoc/>
    public int SampleRate => _format.SampleRate;

    /// <summary>How many samples it has.</summary>
    public long Frames => _format.Frames;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="error">Why it cannot be played.</param>
    public static WavSource? Open(string path, out string error)
    {
        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            var handle = file;
            if (
                WavFormat.TryRead(
                    (offset, buffer) => ReadFully(handle, offset, buffer),
                    RandomAccess.GetLength(file),
                    out var format,
                    out error
                )
            )
            {
                return new WavSource(file, format);
            }
            error = $"{path}: {error}";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error = $"{path}: {failure.Message}";
        }
        file?.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public int Read(Span<short> samples)
    {
        var wanted = (int)Math.Min(samples.Length, _format.Frames - _frame);
        if (_bytes.Length < wanted * _format.FrameBytes)
        {
            _bytes = new byte[wanted * _format.FrameBytes];
        }
        var bytes = _bytes.AsSpan(0, wanted * _format.FrameBytes);
        var frames = ReadFully(_file, _format.DataOffset + (_frame * _format.FrameBytes), bytes) / _format.FrameBytes;
        _frame += frames;
        WavSamples.Decode(bytes[..(frames * _format.FrameBytes)], _format, samples);
        return frames;
    }

    /// <inheritdoc/>
    public long Skip(long samples)
    {
        var frames = Math.Min(samples, _format.Frames - _frame);
        _frame += frames;
        return frames;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static int ReadFully(SafeFileHandle file, long offset, Span<byte> buffer)
    {
        var total = 0;
        while (total < buffer.Length && RandomAccess.Read(file, buffer[total..], offset + total) is > 0 and var read)
        {
            total += read;
        }
        return total;
    }
}
