using Ponte.Media.Codecs;
using Ponte.Media.Metering;

namespace Ponte.Media.Tests.Metering;

public sealed class MeteringTests
{
    private readonly Random _random = new(5);

    [Theory]
    [InlineData(1000)]
    [InlineData(425)]
    [InlineData(333.3)]
    [InlineData(60)]
    public void Tone_is_measured_at_any_frequency_also_through_A_law(double frequency)
    {
        var meter = new ToneMeter(frequency, 8000);
        var samples = Sine(frequency, -10, 8000);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = G711.DecodeA(G711.EncodeA(samples[i]));
        }

        meter.Add(samples);

        var report = meter.Report();
        (report.Frames, report.ToneFrames).Should().Be((50, 50));
        report.Level.Should().BeApproximately(-10, 0.2);
        report.LeastRatio.Should().BeGreaterThan(25);
        report.Presence.Should().Be(1);
    }

    [Theory]
    [InlineData(1000, 900)]
    [InlineData(1000, 1100)]
    [InlineData(425, 1000)]
    public void Another_tone_is_not_the_tone(double listened, double played)
    {
        var meter = new ToneMeter(listened, 8000);
        meter.Add(Sine(played, -10, 8000));
        meter.Report().ToneFrames.Should().Be(0);
    }

    [Fact]
    public void Noise_and_silence_are_no_tone()
    {
        var meter = new ToneMeter(1000, 8000);
        meter.Add([.. Enumerable.Range(0, 80_000).Select(_ => (short)_random.Next(-8000, 8000))]);
        meter.Add(new short[8000]);
        meter.Report().ToneFrames.Should().Be(0);
    }

    [Fact]
    public void Gap_in_the_tone_is_found()
    {
        var meter = new ToneMeter(1000, 8000);
        var samples = Sine(1000, -10, 16_000);
        samples.AsSpan(4800, 480).Clear();
        samples.AsSpan(9600, 160).Clear();

        meter.Add(new short[800]);
        meter.Add(samples);
        meter.Add(new short[800]);

        var report = meter.Report();
        report.Gaps.Should().Be(2);
        report.LongestGap.Should().Be(TimeSpan.FromMilliseconds(60));
        report.Frames.Should().Be(110);
        report.ToneFrames.Should().Be(96);
    }

    [Fact]
    public void Level_of_a_full_sine_is_that_of_G_711()
    {
        SignalLevel.Of(Sine(1000, 3.14, 8000)).Should().BeApproximately(3.14, 0.01);
        SignalLevel.Of([]).Should().Be(SignalLevel.Silence);
    }

    [Theory]
    [InlineData("PCMA")]
    [InlineData("PCMU")]
    public void Silence_and_comfort_noise_in_G_711_are_no_audio(string encoding)
    {
        var presence = new AudioPresence(encoding);
        for (var i = 0; i < 100; i++)
        {
            presence.Listen(Encode(encoding, new short[160])).Should().BeFalse();
            presence.Listen(Encode(encoding, [.. Enumerable.Range(0, 160).Select(_ => (short)_random.Next(-60, 60))])).Should().BeFalse();
            presence.Listen(Encode(encoding, [.. Enumerable.Repeat((short)900, 160)])).Should().BeFalse("an offset is not heard");
        }
        presence.IsHeard.Should().BeFalse();
    }

    [Theory]
    [InlineData("PCMA")]
    [InlineData("pcmu")]
    public void Speech_level_in_G_711_is_audio_with_the_second_packet(string encoding)
    {
        var presence = new AudioPresence(encoding);
        var loud = Encode(encoding, Sine(300, -25, 160));
        presence.Listen(loud).Should().BeFalse();
        presence.Listen(Encode(encoding, new short[160])).Should().BeFalse("a click is no audio");
        presence.Listen(loud).Should().BeFalse();
        presence.Listen(loud).Should().BeTrue();
        presence.Listen(loud).Should().BeFalse("told once");
        presence.IsHeard.Should().BeTrue();
        presence.Reset();
        presence.IsHeard.Should().BeFalse();
    }

    [Fact]
    public void Other_codec_is_audio_when_its_payloads_go_on_changing()
    {
        var presence = new AudioPresence("G722");
        for (var i = 0; i < 50; i++)
        {
            presence.Listen([1, 2, 3]).Should().BeFalse();
        }
        var heard = Enumerable.Range(0, 10).Count(i => presence.Listen([(byte)i, 9, 9]));
        heard.Should().Be(1);
        presence.IsHeard.Should().BeTrue();
    }

    private static byte[] Encode(string encoding, short[] samples) =>
        [.. samples.Select(s => string.Equals(encoding, "PCMA", StringComparison.OrdinalIgnoreCase) ? G711.EncodeA(s) : G711.EncodeMu(s))];

    private static short[] Sine(double frequency, double level, int length)
    {
        var amplitude = short.MaxValue * Math.Pow(10, (level - 3.14) / 20);
        return [.. Enumerable.Range(0, length).Select(i => (short)Math.Round(amplitude * Math.Sin(Math.Tau * frequency * i / 8000)))];
    }
}
