using Ponte.Media.Codecs;

namespace Ponte.Media.Playing;

/// <summary>A file, read piece by piece and brought to the rate of the playback.</summary>
internal sealed class FileClip : IClip
{
    private const int PieceFrames = 960;

    private readonly ISampleFile _file;
    private readonly Resampler? _resampler;
    private readonly int _rate;
    private readonly short[] _samples = new short[PieceFrames];
    private readonly short[] _made;
    private int _madeOffset;
    private int _madeLength;

    // The resampler's delay is cut off at the beginning and made up for at the end, so that files follow each other without a gap.
    private int _toDrop;
    private int _toFlush;

    /// <summary>Begins at the beginning of a file, which it closes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rate">The playback's samples a second.</param>
    public FileClip(ISampleFile file, int rate)
    {
        _file = file;
        _rate = rate;
        _resampler = file.SampleRate == rate ? null : new Resampler(file.SampleRate, rate);
        _made = _resampler is null ? _samples : new short[_resampler.OutputLength(PieceFrames)];
        _toDrop = _toFlush = _resampler?.Delay ?? 0;
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
        _madeLength = 0;
        return _file.Skip(samples * _file.SampleRate / _rate) * _rate / _file.SampleRate;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private bool ReadPiece()
    {
        var frames = _file.Read(_samples);
        if (frames == 0)
        {
            return Flush();
        }
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
