using CsCheck;
using Ponte.Media.Codecs;
using Ponte.Media.Control.Model;
using Ponte.Media.Metering;
using Ponte.Media.Tests.Playing;

namespace Ponte.Media.Tests.Codecs;

/// <summary>G.722 and the change of sample rates, by what is heard.</summary>
public sealed class WideBandTests
{
    private static readonly PayloadFormat G722 = new(9, "G722", 8000);

    [Theory]
    [InlineData(300, 35)]
    [InlineData(1000, 35)]
    [InlineData(3000, 30)]
    [InlineData(5000, 18)]
    [InlineData(6500, 18)]
    public void G722_keeps_tones_of_both_bands(int frequency, double ratio)
    {
        var samples = WavFile.ToneSamples(frequency, 1, 16000);
        var meter = new ToneMeter(frequency, 16000);
        meter.Add(RoundTrip(samples).AsSpan(320));
        var report = meter.Report();
        report.LeastRatio.Should().BeGreaterThan(ratio);
        report.Level.Should().BeApproximately(-10, 0.5);
        report.Presence.Should().BeGreaterThan(0.97);
    }

    [Fact]
    public void G722_codes_of_the_first_samples_are_those_of_the_recommendation()
    {
        // Silence at the start: the low band's smallest step alternates with the high band's (ITU-T G.722, tables 14 and 18).
        using var encoder = AudioCodecs.CreateEncoder(G722)!;
        var payload = new byte[160];
        encoder.Encode(new short[320], payload).Should().Be(160);
        payload[..8].Should().AllSatisfy(b => b.Should().BeOneOf((byte)0xFA, (byte)0xFE, (byte)0xBA, (byte)0xDF, (byte)0xFD));
        SignalLevel.Of(RoundTrip(new short[16000])).Should().BeLessThan(-60);
    }

    [Fact]
    public void G722_decodes_any_bytes() =>
        Gen
            .Byte.Array[0, 400]
            .Sample(
                bytes =>
                {
                    using var decoder = AudioCodecs.CreateDecoder(G722)!;
                    return decoder.Decode(bytes, new short[640]) == Math.Min(640, 2 * bytes.Length);
                },
                iter: 300
            );

    [Theory]
    [InlineData(8000, 16000)]
    [InlineData(16000, 8000)]
    [InlineData(8000, 48000)]
    [InlineData(48000, 8000)]
    [InlineData(16000, 48000)]
    [InlineData(48000, 16000)]
    public void Resampler_keeps_tones_and_adds_none(int from, int to)
    {
        foreach (var frequency in new[] { 200, 1000, 2400, 3300 })
        {
            var output = Resample(WavFile.ToneSamples(frequency, 1, from), from, to);
            output.Length.Should().Be(to);
            var meter = new ToneMeter(frequency, to);
            meter.Add(output.AsSpan(to / 50, to - (to / 25)));
            meter.Report().LeastRatio.Should().BeGreaterThan(45, "{0} Hz", frequency);
            meter.Report().Level.Should().BeApproximately(-10, 0.3);
        }
    }

    [Theory]
    [InlineData(16000, 8000, 5000)]
    [InlineData(48000, 8000, 5000)]
    [InlineData(48000, 8000, 11000)]
    [InlineData(48000, 16000, 9500)]
    public void Resampler_lets_nothing_fold_back(int from, int to, int frequency) =>
        SignalLevel.Of(Resample(WavFile.ToneSamples(frequency, 1, from), from, to).AsSpan(to / 50)).Should().BeLessThan(-55);

    [Fact]
    public void Resampler_gives_the_same_in_pieces_of_any_size() =>
        Gen.Select(
                Gen.Int[1, 50].Array[1, 40],
                Gen.OneOf(Gen.Const((8000, 16000)), Gen.Const((16000, 8000)), Gen.Const((48000, 8000)), Gen.Const((8000, 48000)))
            )
            .Sample(
                (sizes, rates) =>
                {
                    var pieces = new Resampler(rates.Item1, rates.Item2);
                    var samples = WavFile.ToneSamples(700, 1, rates.Item1)[..(sizes.Sum() * pieces.Granule)];
                    var whole = Resample(samples, rates.Item1, rates.Item2);
                    var output = new short[whole.Length];
                    var (taken, made) = (0, 0);
                    foreach (var size in sizes)
                    {
                        made += pieces.Process(samples.AsSpan(taken, size * pieces.Granule), output.AsSpan(made));
                        taken += size * pieces.Granule;
                    }
                    return made == whole.Length && output.SequenceEqual(whole);
                },
                iter: 100
            );

    private static short[] RoundTrip(short[] samples)
    {
        using var encoder = AudioCodecs.CreateEncoder(G722)!;
        using var decoder = AudioCodecs.CreateDecoder(G722)!;
        var payload = new byte[samples.Length / 2];
        encoder.Encode(samples, payload);
        var output = new short[samples.Length];
        decoder.Decode(payload, output).Should().Be(samples.Length);
        return output;
    }

    private static short[] Resample(short[] samples, int from, int to)
    {
        var resampler = new Resampler(from, to);
        var output = new short[resampler.OutputLength(samples.Length)];
        resampler.Process(samples, output).Should().Be(output.Length);
        return output;
    }
}
