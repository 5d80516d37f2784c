using Ponte.Media.Control.Model;
using Ponte.Media.Metering;
using Ponte.Media.Tones;

namespace Ponte.Media.Tests.Tones;

public sealed class ToneTests
{
    [Theory]
    [InlineData("IT", ToneKind.Ringback, 425, 1000, 4000)]
    [InlineData("it", ToneKind.Busy, 425, 500, 500)]
    [InlineData("IT", ToneKind.Congestion, 425, 200, 200)]
    [InlineData("DE", ToneKind.Busy, 425, 480, 480)]
    [InlineData("FR", ToneKind.Ringback, 440, 1500, 3500)]
    [InlineData("ES", ToneKind.Ringback, 425, 1500, 3000)]
    [InlineData("AT", ToneKind.Ringback, 420, 1000, 5000)]
    [InlineData("CH", ToneKind.Congestion, 425, 200, 200)]
    [InlineData("", ToneKind.Congestion, 425, 250, 250)]
    [InlineData("XX", ToneKind.Ringback, 425, 1000, 4000)]
    public void Cadence_is_that_of_the_country(string country, ToneKind tone, int frequency, int on, int off) =>
        CountryTones.For(tone, country).Segments.Should().Equal(new ToneSegment(on, frequency), new ToneSegment(off, 0));

    [Fact]
    public void British_and_American_ringback_has_two_frequencies()
    {
        CountryTones
            .For(ToneKind.Ringback, "GB")
            .Segments.Should()
            .Equal(new ToneSegment(400, 400, 450), new ToneSegment(200, 0), new ToneSegment(400, 400, 450), new ToneSegment(2000, 0));
        CountryTones.For(ToneKind.Ringback, "US").Segments[0].Should().Be(new ToneSegment(2000, 440, 480));
    }

    [Theory]
    [InlineData("IT", ToneKind.Ringback)]
    [InlineData("GB", ToneKind.Ringback)]
    [InlineData("US", ToneKind.Busy)]
    [InlineData("ES", ToneKind.Congestion)]
    [InlineData("IT", ToneKind.Hold)]
    public void Generated_samples_have_the_cadence_and_the_level(string country, ToneKind kind)
    {
        var cadence = CountryTones.For(kind, country);
        var generator = new ToneGenerator(cadence, 8000);
        for (var round = 0; round < 2; round++)
        {
            foreach (var segment in cadence.Segments)
            {
                generator.IsSilent.Should().Be(segment.Frequency == 0);
                var samples = new short[segment.Milliseconds * 8];
                // Frames that do not fit the segment's edges.
                for (var at = 0; at < samples.Length; at += 70)
                {
                    generator.Fill(samples.AsSpan(at, Math.Min(70, samples.Length - at)));
                }
                var level = SignalLevel.Of(samples);
                if (segment.Frequency == 0)
                {
                    level.Should().Be(SignalLevel.Silence);
                }
                else
                {
                    level.Should().BeApproximately(cadence.Level, 0.2);
                }
            }
        }
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(16_000)]
    [InlineData(44_100)]
    public void Test_tone_is_steady(int sampleRate)
    {
        var generator = new ToneGenerator(CountryTones.For(ToneKind.Test, "", 697), sampleRate);
        var meter = new ToneMeter(697, sampleRate);
        var frame = new short[sampleRate / 50];
        for (var i = 0; i < 500; i++)
        {
            generator.Fill(frame);
            meter.Add(frame);
        }
        var report = meter.Report();
        (report.Frames, report.ToneFrames, report.Gaps).Should().Be((500, 500, 0));
        report.Level.Should().BeApproximately(CountryTones.TestLevel, 0.1);
        report.LeastRatio.Should().BeGreaterThan(50, "no click where the segment begins again");
    }

    [Fact]
    public void Frequency_out_of_range_becomes_the_customary_one()
    {
        CountryTones.For(ToneKind.Test, "IT", 0).Segments[0].Frequency.Should().Be(1000);
        CountryTones.For(ToneKind.Test, "IT", 4000).Segments[0].Frequency.Should().Be(1000);
        CountryTones.For(ToneKind.Test, "IT", 440).Segments[0].Frequency.Should().Be(440);
    }

    [Fact]
    public void Generating_allocates_nothing()
    {
        var generator = new ToneGenerator(CountryTones.For(ToneKind.Busy, "US"), 8000);
        var frame = new short[160];
        generator.Fill(frame);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            generator.Fill(frame);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }
}
