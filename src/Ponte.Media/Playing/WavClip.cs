using Microsoft.Win32.SafeHandles;
using Ponte.Media.Codecs;

namespace Ponte.Media.Playing;

/// <summary>A WAV file, read piece by piece.</summary>
internal sealed class WavClip : IClip
{
    private const int PieceFrames = 960;

    private readonly SafeFileHandle _file;
    private readonly WavFormat _format;
    private readonly Resampler? _resampler;
    private readonly int _rate;
    private readonly byte[] _bytes;
    private readonly short[] _samples = new short[PieceFrames];
    private readonly short[] _made;
    private long _frame;
    private int _madeOffset;
    private int _madeLength;

    // The resampler's delay is cut off at the beginning and made up for at the end, so that files follow each other without a gap.
    private int _toDrop;
    private int _toFlush;

    private WavClip(SafeFileHandle file, in WavFormat format, int rate)
    {
        _file = file;
        _format = format;
        _rate = rate;
        _bytes = new byte[PieceFrames * format.FrameBytes];
        _resampler = format.SampleRate == rate ? null : new Resampler(format.SampleRate, rate);
        _made = _resampler is null ? _samples : new short[_resampler.OutputLength(PieceFrames)];
        _toDrop = _toFlush = _resampler?.Delay ?? 0;
    }

    /// <summary>How many samples it has at the playback's rate.</summary>
    public long Samples => _format.Frames * _rate / _format.SampleRate;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="rate">The playback's samples a second.</param>
    /// <param name="error">Why it cannot be played.</param>
    public static WavClip? Open(string path, int rate, out string error)
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
                return new WavClip(file, format, rate);
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
        var filled = 0;
        while (filled < samples.Length && (_madeLength > 0 || ReadPiece()))
        {
            var part = Math.Min(samples.Length - filled, _madeLength);
            _made.AsSpan(_madeOffset, part).CopyTo(samples[filled..]);
            _madeOffset += part;
            _madeLength -= part;
            filled += part;
        }
        return filled;
    }

    /// <inheritdoc/>
    public long Skip(long samples)
    {
        var frames = Math.Min(samples * _format.SampleRate / _rate, _format.Frames - _frame);
        _frame += frames;
        _madeLength = 0;
        return frames * _rate / _format.SampleRate;
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

    private bool ReadPiece()
    {
        var wanted = (int)Math.Min(PieceFrames, _format.Frames - _frame);
        var bytes = _bytes.AsSpan(0, wanted * _format.FrameBytes);
        var frames = ReadFully(_file, _format.DataOffset + (_frame * _format.FrameBytes), bytes) / _format.FrameBytes;
        if (frames == 0)
        {
            return Flush();
        }
        _frame += frames;
        WavSamples.Decode(bytes[..(frames * _format.FrameBytes)], _format, _samples);
        _madeOffset = 0;
        _madeLength = frames;
        if (_resampler is not null)
        {
            Resample(frames);
        }
        return true;
    }

    private void Resample(int frames)
    {
        // The last piece is filled up with silence to what the other rate needs.
        var granule = _resampler!.Granule;
        var whole = (frames + granule - 1) / granule * granule;
        _samples.AsSpan(frames, whole - frames).Clear();
        _madeLength = _resampler.Process(_samples.AsSpan(0, whole), _made);
        _madeOffset = Math.Min(_toDrop, _madeLength);
        _madeLength -= _madeOffset;
        _toDrop -= _madeOffset;
    }

    private bool Flush()
    {
        if (_resampler is null || _toFlush == 0)
        {
            return false;
        }
        _samples.AsSpan().Clear();
        _madeOffset = 0;
        _madeLength = Math.Min(
            _toFlush,
            _resampler.Process(_samples.AsSpan(0, PieceFrames / _resampler.Granule * _resampler.Granule), _made)
        );
        _toFlush = 0;
        return true;
    }
}
