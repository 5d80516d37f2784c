using System.Runtime.InteropServices;
using CsCheck;
using Ponte.Media.Codecs;
using Ponte.Media.Control.Model;
using Ponte.Media.Metering;
using Ponte.Media.Tests.Playing;

namespace Ponte.Media.Tests.Codecs;

/// <summary>Opus where the machine has libopus, and its absence where not.</summary>
public sealed class OpusTests
{
    private static readonly PayloadFormat Opus = new(111, "OPUS", 48000);

    [Fact]
    public void It_is_there_exactly_where_the_library_is()
    {
        var isThere = NativeLibrary.TryLoad("libopus.so.0", out _);
        AudioCodecs.HasOpus.Should().Be(isThere);
        AudioCodecs.Knows(Opus).Should().Be(isThere);
        using var encoder = AudioCodecs.CreateEncoder(Opus);
        using var decoder = AudioCodecs.CreateDecoder(Opus);
        (encoder is not null, decoder is not null).Should().Be((isThere, isThere));
        AudioCodecs.Knows(Opus with { ClockRate = 8000 }).Should().BeFalse();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(60)]
    public void Speech_band_comes_through_and_a_lost_packet_is_made_up_for(int milliseconds)
    {
        using var encoder = AudioCodecs.CreateEncoder(Opus);
        using var decoder = AudioCodecs.CreateDecoder(Opus);
        if (encoder is null || decoder is null)
        {
            AudioCodecs.HasOpus.Should().BeFalse();
            return;
        }
        var samples = WavFile.ToneSamples(600, 2, 16000);
        var piece = 16 * milliseconds;
        var meter = new ToneMeter(600, 16000);
        var (payload, output) = (new byte[400], new short[1920]);
        for (var i = 0; i < samples.Length / piece; i++)
        {
            var length = encoder.Encode(samples.AsSpan(i * piece, piece), payload);
            length.Should().BeInRange(1, 400);
            if (i * milliseconds == 1200)
            {
                decoder.TryConceal(output.AsSpan(0, piece)).Should().BeTrue();
            }
            else
            {
                decoder.Decode(payload.AsSpan(0, length), output).Should().Be(piece);
            }
            if (i * milliseconds >= 200)
            {
                meter.Add(output.AsSpan(0, piece));
            }
        }
        meter.Report().Presence.Should().BeGreaterThan(0.94);
        meter.Report().Level.Should().BeApproximately(-10, 1.5);
    }

    [Fact]
    public void Any_bytes_are_decoded_or_refused() =>
        Gen
            .Byte.Array[0, 200]
            .Sample(
                bytes =>
                {
                    using var decoder = AudioCodecs.CreateDecoder(Opus);
                    return decoder is null || decoder.Decode(bytes, new short[1920]) is >= 0 and <= 1920;
                },
                iter: 300
            );
}
