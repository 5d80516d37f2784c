using Ponte.Media.Codecs;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Engine;

/// <summary>Makes payloads from samples of any rate in whatever format a peer wants now; keeps the codec as long as the format stays. For the worker's thread.</summary>
internal sealed class FrameEncoder : IDisposable
{
    /// <summary>More samples than a packet of 60 ms at 16 kHz has.</summary>
    public const int MaximumSamples = 960;

    private AudioEncoder? _encoder;
    private PayloadFormat? _format;
    private Resampler? _resampler;
    private int _from;
    private int _to;

    /// <summary>Encodes one packet.</summary>
    /// <param name="samples">What is to be heard.</param>
    /// <param name="rate">Samples a second of it.</param>
    /// <param name="format">A format that <see cref="AudioCodecs"/> knows.</param>
    /// <param name="payload">Takes the payload.</param>
    /// <returns>Its length; 0 where it could not be made.</returns>
    public int Encode(ReadOnlySpan<short> samples, int rate, PayloadFormat format, Span<byte> payload)
    {
        if (_format != format)
        {
            Dispose();
            _encoder = AudioCodecs.CreateEncoder(format);
            _format = format;
        }
        if (_encoder is null)
        {
            return 0;
        }
        if (rate == _encoder.SampleRate)
        {
            return _encoder.Encode(samples, payload);
        }
        if (_resampler is null || (rate, _encoder.SampleRate) != (_from, _to))
        {
            (_from, _to) = (rate, _encoder.SampleRate);
            _resampler = new Resampler(_from, _to);
        }
        Span<short> resampled = stackalloc short[MaximumSamples];
        return _encoder.Encode(resampled[.._resampler.Process(samples, resampled)], payload);
    }

    /// <inheritdoc/>
    public void Dispose() => _encoder?.Dispose();
}
