using Ponte.Media.Codecs;
using Ponte.Media.Control.Model;
using Ponte.Media.Engine;

namespace Ponte.Media.Mixing;

/// <summary>
/// What one stream receives, as an even flow of samples: ordered, decoded, losses made up for, at the rate its user wants. The user pulls a frame every 20 ms; each
/// has an intake of its own. For the worker's thread.
/// </summary>
internal sealed class AudioIntake : IAudioTap, IDisposable
{
    /// <summary>Milliseconds of a frame.</summary>
    public const int FrameMilliseconds = 20;

    /// <summary>A source that is so late has fallen silent.</summary>
    private const int LongestLate = 3;

    private readonly JitterBuffer _buffer = new();
    private readonly short[] _waiting = new short[4 * AudioDecoder.MaximumSamples];
    private readonly short[] _decoded = new short[AudioDecoder.MaximumSamples];
    private readonly short[] _squeezed = new short[AudioDecoder.MaximumSamples];
    private AudioDecoder? _decoder;
    private LossConcealer? _concealer;
    private Resampler? _resampler;
    private PayloadFormat? _format;
    private int _decoderRate;
    private uint _ssrc;
    private int _waitingCount;
    private int _packetSamples;
    private int _late;

    /// <summary>An intake.</summary>
    /// <param name="sampleRate">Samples a second that are pulled: 8,000 or 16,000.</param>
    public AudioIntake(int sampleRate) => SampleRate = sampleRate;

    /// <summary>Samples a second that are pulled.</summary>
    public int SampleRate { get; private set; }

    /// <summary>Samples that were made up.</summary>
    public long Concealed { get; private set; }

    /// <summary>Packets that wait.</summary>
    public int Waiting => _buffer.Count;

    /// <inheritdoc/>
    public void Take(in AcceptedPacket packet, ReadOnlySpan<byte> payload, TimeSpan now)
    {
        if (packet.Format != _format || packet.Header.Ssrc != _ssrc)
        {
            Begin(packet.Format, packet.Header.Ssrc);
        }
        if (_decoder is not null)
        {
            _buffer.Add(packet.Header.SequenceNumber, payload);
        }
    }

    /// <summary>Pulls at another rate from now on.</summary>
    public void Retune(int sampleRate)
    {
        if (sampleRate != SampleRate)
        {
            SampleRate = sampleRate;
            _waitingCount = 0;
            _resampler = null;
        }
    }

    /// <summary>Gives the next 20 ms. False for silence: nothing comes.</summary>
    public bool Pull(Span<short> frame)
    {
        while (_waitingCount < frame.Length && DecodeNext())
        {
            // Until there is enough, or nothing more.
        }
        var taken = Math.Min(_waitingCount, frame.Length);
        _waiting.AsSpan(0, taken).CopyTo(frame);
        frame[taken..].Clear();
        _waitingCount -= taken;
        Array.Copy(_waiting, taken, _waiting, 0, _waitingCount);
        return taken > 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _decoder?.Dispose();

    private void Begin(PayloadFormat format, uint ssrc)
    {
        if (format != _format)
        {
            Dispose();
            _decoder = AudioCodecs.CreateDecoder(format);
            _decoderRate = _decoder?.SampleRate ?? 0;
            _concealer = _decoder is null ? null : new LossConcealer(_decoderRate);
            _resampler = null;
            _packetSamples = _decoderRate * FrameMilliseconds / 1000;
        }
        (_format, _ssrc) = (format, ssrc);
        _buffer.Clear();
    }

    private bool DecodeNext()
    {
        switch (_buffer.Take(out var payload))
        {
            case JitterBuffer.Verdict.Packet:
                Decode(payload);
                return true;
            case JitterBuffer.Verdict.Surplus:
                DecodeTwo(payload);
                return true;
            case JitterBuffer.Verdict.Lost:
                Conceal();
                return true;
            case JitterBuffer.Verdict.Late when ++_late <= LongestLate:
                Conceal();
                return true;
            case JitterBuffer.Verdict.Late:
                _late = 0;
                _buffer.Rest();
                return false;
            default:
                return false;
        }
    }

    private void Decode(ReadOnlySpan<byte> payload)
    {
        _late = 0;
        var samples = _decoded.AsSpan(0, _decoder!.Decode(payload, _decoded));
        if (samples.IsEmpty)
        {
            Conceal();
            return;
        }
        _packetSamples = samples.Length;
        _concealer!.Hear(samples);
        Keep(samples);
    }

    /// <summary>Two packets in the time of one: the first fades out as the second fades in.</summary>
    private void DecodeTwo(ReadOnlySpan<byte> payload)
    {
        var first = _decoder!.Decode(payload, _squeezed);
        if (_buffer.Take(out var next) is not (JitterBuffer.Verdict.Packet or JitterBuffer.Verdict.Surplus))
        {
            _concealer!.Hear(_squeezed.AsSpan(0, first));
            Keep(_squeezed.AsSpan(0, first));
            return;
        }
        var second = _decoder.Decode(next, _decoded);
        var length = Math.Min(first, second);
        for (var i = 0; i < length; i++)
        {
            _decoded[i] = (short)(((_squeezed[i] * (length - i)) + (_decoded[i] * i)) / length);
        }
        _concealer!.Hear(_decoded.AsSpan(0, second));
        Keep(_decoded.AsSpan(0, second));
    }

    private void Conceal()
    {
        var samples = _decoded.AsSpan(0, _packetSamples);
        if (!_decoder!.TryConceal(samples))
        {
            _concealer!.Conceal(samples);
        }
        Concealed += samples.Length;
        Keep(samples);
    }

    private void Keep(ReadOnlySpan<short> samples)
    {
        if (_decoderRate == SampleRate)
        {
            samples.CopyTo(_waiting.AsSpan(_waitingCount));
            _waitingCount += samples.Length;
            return;
        }
        _resampler ??= new Resampler(_decoderRate, SampleRate);
        var whole = samples.Length / _resampler.Granule * _resampler.Granule;
        _waitingCount += _resampler.Process(samples[..whole], _waiting.AsSpan(_waitingCount));
    }
}
