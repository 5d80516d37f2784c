using Ponte.Media.Codecs;

namespace Ponte.Media.Recording;

/// <summary>Opus for the one or two channels of a recording, in packets of 20 ms; only where <see cref="AudioCodecs.HasOpus"/>.</summary>
internal static unsafe class StereoOpus
{
    private const int ApplicationAudio = 2049;
    private const int SetBitrate = 4002;
    private const int SetComplexity = 4010;

    /// <summary>For each channel; the two are different people, who share nothing.</summary>
    private const int Bitrate = 24_000;
    private const int Complexity = 5;

    /// <summary>Encodes. For one thread.</summary>
    internal sealed class Encoder : IDisposable
    {
        private readonly LibOpus.Encoder _encoder;
        private readonly int _channels;

        public Encoder(int sampleRate, int channels)
        {
            _channels = channels;
            _encoder = LibOpus.CreateEncoder(sampleRate, channels, ApplicationAudio, out _);
            _ = LibOpus.Set(_encoder, SetBitrate, Bitrate * channels);
            _ = LibOpus.Set(_encoder, SetComplexity, Complexity);
        }

        /// <summary>Encodes one frame; its bytes.</summary>
        public int Encode(ReadOnlySpan<short> frame, Span<byte> packet)
        {
            fixed (short* from = frame)
            {
                fixed (byte* to = packet)
                {
                    return Math.Max(0, LibOpus.Encode(_encoder, from, frame.Length / _channels, to, packet.Length));
                }
            }
        }

        /// <inheritdoc/>
        public void Dispose() => _encoder.Dispose();
    }

    /// <summary>Decodes. For one thread.</summary>
    internal sealed class Decoder(int sampleRate, int channels) : IDisposable
    {
        private readonly LibOpus.Decoder _decoder = LibOpus.CreateDecoder(sampleRate, channels, out _);

        /// <summary>Decodes one packet; the samples of all channels.</summary>
        public int Decode(ReadOnlySpan<byte> packet, Span<short> frame)
        {
            fixed (byte* from = packet)
            {
                fixed (short* to = frame)
                {
                    return Math.Max(0, LibOpus.Decode(_decoder, from, packet.Length, to, frame.Length / channels, 0)) * channels;
                }
            }
        }

        /// <inheritdoc/>
        public void Dispose() => _decoder.Dispose();
    }
}
