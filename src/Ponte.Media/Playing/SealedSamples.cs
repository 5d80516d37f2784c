using Ponte.Media.Control.Model;
using Ponte.Media.Recording;

namespace Ponte.Media.Playing;

/// <summary>A sealed recording, decrypted piece by piece as it is played: what was said never lies on a disk in the clear.</summary>
internal sealed class SealedSamples : ISampleFile
{
    private readonly FileStream _file;
    private readonly SealedReader _reader;
    private short[] _chunk = [];
    private int _next;

    private SealedSamples(FileStream file, SealedReader reader) => (_file, _reader) = (file, reader);

    /// <inheritdoc/>
    public int SampleRate => _reader.Header.SampleRate;

    /// <summary>Opens a file.</summary>
    /// <param name="source">Where it is, and its key.</param>
    /// <param name="error">Why it cannot be played.</param>
    public static SealedSamples? Open(SealedSource source, out string error)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(source.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (SealedHeader.Read(file) is { } header)
            {
                var reader = new SealedReader(file, header, source.Key.AsSpan());
                if (reader.CanDecode)
                {
                    error = "";
                    return new SealedSamples(file, reader);
                }
                reader.Dispose();
            }
            error = $"{source.Path}: It is no recording, or holds Opus, and this machine has no libopus.";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error = $"{source.Path}: {failure.Message}";
        }
        file?.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public int Read(Span<short> samples)
    {
        var channels = _reader.Header.Channels;
        var read = 0;
        for (; read < samples.Length && HasMore(); read++)
        {
            var sum = 0;
            for (var channel = 0; channel < channels; channel++)
            {
                sum += _chunk[_next++];
            }
            samples[read] = (short)(sum / channels);
        }
        return read;
    }

    /// <inheritdoc/>
    public long Skip(long samples)
    {
        var channels = _reader.Header.Channels;
        var skipped = 0L;
        while (skipped < samples && HasMore())
        {
            var part = (int)Math.Min(samples - skipped, (_chunk.Length - _next) / channels);
            _next += part * channels;
            skipped += part;
        }
        return skipped;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _file.Dispose();
    }

    private bool HasMore()
    {
        if (_next + _reader.Header.Channels <= _chunk.Length)
        {
            return true;
        }
        (_chunk, _next) = (_reader.ReadSamples(), 0);
        return _chunk.Length >= _reader.Header.Channels;
    }
}
