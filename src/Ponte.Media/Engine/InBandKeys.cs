using Ponte.Media.Codecs;
using Ponte.Media.Control.Model;
using Ponte.Media.Metering;
using Ponte.Media.Rtp;

namespace Ponte.Media.Engine;

/// <summary>Keys that a peer sends as tones, found in what a stream receives. For the worker's thread.</summary>
/// <param name="onKey">Told when a key begins (duration zero), and when it ended.</param>
internal sealed class InBandKeys(Action<char, TimeSpan, TimeSpan> onKey) : IAudioTap, IDisposable
{
    /// <summary>A peer that sends so long nothing has let go.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(100);

    private readonly DtmfDetector _detector = new();
    private AudioDecoder? _decoder;
    private Resampler? _resampler;
    private PayloadFormat? _format;
    private char? _told;
    private TimeSpan _heardAt;

    /// <inheritdoc/>
    public void Take(in AcceptedPacket packet, ReadOnlySpan<byte> payload, TimeSpan now)
    {
        if (packet.Format != _format)
        {
            Dispose();
            _format = packet.Format;
            _decoder = AudioCodecs.CreateDecoder(_format);
            _resampler =
                _decoder is null || _decoder.SampleRate == DtmfDetector.SampleRate
                    ? null
                    : new Resampler(_decoder.SampleRate, DtmfDetector.SampleRate);
        }
        if (_decoder is null)
        {
            return;
        }
        _heardAt = now;
        Span<short> samples = stackalloc short[AudioDecoder.MaximumSamples];
        samples = samples[.._decoder.Decode(payload, samples)];
        if (_resampler is not null)
        {
            Span<short> narrow = stackalloc short[AudioDecoder.MaximumSamples];
            var whole = samples.Length / _resampler.Granule * _resampler.Granule;
            samples = narrow[.._resampler.Process(samples[..whole], narrow)];
            Listen(samples, now);
            return;
        }
        Listen(samples, now);
    }

    /// <summary>Ends a key of a peer that has stopped to send.</summary>
    public void Expire(TimeSpan now)
    {
        if (_detector.Held is not null && now - _heardAt > Timeout)
        {
            _detector.Expire();
            Tell(now);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _decoder?.Dispose();

    private void Listen(ReadOnlySpan<short> samples, TimeSpan now)
    {
        // Less than a key's end and the next one's beginning at a time, so that none is overwritten.
        while (!samples.IsEmpty)
        {
            var part = samples[..Math.Min(samples.Length, DtmfDetector.Block)];
            samples = samples[part.Length..];
            _detector.Add(part);
            Tell(now);
        }
    }

    private void Tell(TimeSpan now)
    {
        if (_detector.TryTake(out var key))
        {
            onKey(key.Digit, RtpClock.ToTimeSpan(key.Duration, DtmfDetector.SampleRate), now);
        }
        if (_detector.Held != _told)
        {
            _told = _detector.Held;
            if (_told is { } digit)
            {
                onKey(digit, TimeSpan.Zero, now);
            }
        }
    }
}
