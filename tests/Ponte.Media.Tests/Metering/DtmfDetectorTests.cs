using CsCheck;
using Ponte.Media.Codecs;
using Ponte.Media.Metering;
using Ponte.Media.Playing;

namespace Ponte.Media.Tests.Metering;

public sealed class DtmfDetectorTests
{
    private const string Keys = "123A456B789C*0#D";
    private static readonly int[] Lower = [697, 770, 852, 941];
    private static readonly int[] Upper = [1209, 1336, 1477, 1633];

    [Fact]
    public void Every_key_that_is_sent_is_found_once()
    {
        var tones = new KeyTones();
        tones.TryEnqueue(Keys).Should().BeTrue();
        var samples = new short[(Keys.Length * 1600) + 1600];
        var more = true;
        for (var i = 0; i < samples.Length; i += 160)
        {
            more = more && tones.Fill(samples.AsSpan(i, 160));
        }
        more.Should().BeFalse();
        var found = Find(samples);
        new string([.. found.Select(f => f.Digit)]).Should().Be(Keys);
        found.Should().OnlyContain(f => f.Duration >= 80 * 8 && f.Duration <= 120 * 8);
    }

    /// <summary>The limits of ITU-T Q.24 and a little beyond: what must be heard, and what must not.</summary>
    [Theory]
    [InlineData(45, 0, 0, -8, -8, true)]
    [InlineData(60, 0, 0, -25, -25, true)]
    [InlineData(60, 0, 0, -3, -3, true)]
    [InlineData(60, 1.5, -1.5, -10, -10, true)]
    [InlineData(60, -1.5, 1.5, -10, -10, true)]
    [InlineData(60, 0, 0, -14, -10.5, true)]
    [InlineData(60, 0, 0, -10, -17, true)]
    [InlineData(20, 0, 0, -8, -8, false)]
    [InlineData(60, 0, 0, -45, -45, false)]
    [InlineData(60, 4, 4, -10, -10, false)]
    [InlineData(60, -4, -4, -10, -10, false)]
    [InlineData(60, 0, 0, -20, -8, false)]
    [InlineData(60, 0, 0, -8, -20, false)]
    [InlineData(60, 0, 0, -8, -100, false)]
    [InlineData(60, 0, 0, -100, -8, false)]
    public void Limits_of_length_frequency_level_and_twist(
        int milliseconds,
        double lowOff,
        double highOff,
        double low,
        double high,
        bool isHeard
    )
    {
        for (var offset = 0; offset < DtmfDetector.Block; offset += 17)
        {
            for (var key = 0; key < Keys.Length; key++)
            {
                var samples = new short[4000];
                Add(samples.AsSpan(800 + offset, milliseconds * 8), Lower[key / 4] * (1 + (lowOff / 100)), low);
                Add(samples.AsSpan(800 + offset, milliseconds * 8), Upper[key % 4] * (1 + (highOff / 100)), high);
                Find(samples).Select(f => f.Digit).Should().Equal(isHeard ? [Keys[key]] : []);
            }
        }
    }

    [Fact]
    public void Keys_are_found_in_noise_and_in_mu_law()
    {
        var random = new Random(7);
        foreach (var key in Enumerable.Range(0, Keys.Length))
        {
            var samples = new short[4000];
            Noise(random, samples, -28);
            Add(samples.AsSpan(900, 480), Lower[key / 4], -10);
            Add(samples.AsSpan(900, 480), Upper[key % 4], -10);
            for (var i = 0; i < samples.Length; i++)
            {
                samples[i] = G711.DecodeMu(G711.EncodeMu(samples[i]));
            }
            Find(samples).Select(f => f.Digit).Should().Equal(Keys[key]);
        }
    }

    [Fact]
    public void Short_gap_does_not_make_two_of_one_key_and_a_pause_does()
    {
        var samples = new short[8000];
        foreach (var (start, length) in new[] { (800, 400), (1240, 400), (3000, 480), (4000, 480) })
        {
            Add(samples.AsSpan(start, length), 697, -10);
            Add(samples.AsSpan(start, length), 1209, -10);
        }
        new string([.. Find(samples).Select(f => f.Digit)]).Should().Be("111");
    }

    /// <summary>Voices of many pitches and vowels with all that makes them speech: harmonics, formants that glide, syllables, breath.</summary>
    [Theory]
    [InlineData(85, 270, 2290)]
    [InlineData(100, 390, 1990)]
    [InlineData(116, 770, 1209)]
    [InlineData(120, 730, 1336)]
    [InlineData(139, 697, 1390)]
    [InlineData(150, 852, 1350)]
    [InlineData(174, 697, 1336)]
    [InlineData(185, 941, 1477)]
    [InlineData(210, 850, 1220)]
    [InlineData(233, 700, 1633)]
    [InlineData(260, 780, 1300)]
    [InlineData(300, 697, 1336)]
    public void Speech_is_no_key(int pitch, int firstFormant, int secondFormant)
    {
        var samples = new short[8000 * 30];
        Speak(new Random(pitch), samples, pitch, firstFormant, secondFormant);
        SignalLevel.Of(samples).Should().BeInRange(-30, -8);
        Find(samples).Should().BeEmpty();
    }

    [Fact]
    public void Music_and_noise_are_no_keys()
    {
        var random = new Random(3);
        var samples = new short[8000 * 20];
        // Chords of two and three notes of the tempered scale, a fifth of a second each.
        for (var start = 0; start < samples.Length; start += 1600)
        {
            foreach (var note in Enumerable.Range(0, random.Next(2, 4)).Select(_ => random.Next(0, 30)))
            {
                for (var harmonic = 1; harmonic <= 3; harmonic++)
                {
                    Add(samples.AsSpan(start, 1600), 220 * Math.Pow(2, note / 12.0) * harmonic, -18 - (6 * harmonic));
                }
            }
        }
        Find(samples).Should().BeEmpty();
        samples.AsSpan().Clear();
        Noise(random, samples, -12);
        Find(samples).Should().BeEmpty();
    }

    [Fact]
    public void Any_samples_in_any_pieces_do_no_harm() =>
        Gen
            .Short.Array[0, 600]
            .Sample(
                samples =>
                {
                    var detector = new DtmfDetector();
                    detector.Add(samples.AsSpan(0, samples.Length / 3));
                    detector.Add(samples.AsSpan(samples.Length / 3));
                    detector.Expire();
                    return detector.Held is null;
                },
                iter: 500
            );

    private static List<Ponte.Media.Rtp.TelephoneKey> Find(short[] samples)
    {
        var detector = new DtmfDetector();
        var found = new List<Ponte.Media.Rtp.TelephoneKey>();
        for (var i = 0; i < samples.Length; i += 80)
        {
            detector.Add(samples.AsSpan(i, Math.Min(80, samples.Length - i)));
            if (detector.TryTake(out var key))
            {
                found.Add(key);
            }
        }
        return found;
    }

    private static void Add(Span<short> samples, double frequency, double level)
    {
        var amplitude = short.MaxValue * Math.Pow(10, (level - 3.14) / 20);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)
                Math.Clamp(samples[i] + (amplitude * Math.Sin(Math.Tau * frequency * i / 8000)), short.MinValue, short.MaxValue);
        }
    }

    private static void Noise(Random random, Span<short> samples, double level)
    {
        var deviation = short.MaxValue * Math.Pow(10, (level - 3.14) / 20) / Math.Sqrt(2);
        foreach (ref var sample in samples)
        {
            sample = (short)
                Math.Clamp(
                    deviation * (random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2) * 1.7,
                    -32000,
                    32000
                );
        }
    }

    private static void Speak(Random random, short[] samples, int pitch, int first, int second)
    {
        var phase = 0.0;
        for (var i = 0; i < samples.Length; i++)
        {
            var time = i / 8000.0;
            var syllable = Math.Max(0, Math.Sin(Math.PI * time * 4.3)) * (0.6 + (0.4 * Math.Sin(time)));
            var now = pitch * (1 + (0.03 * Math.Sin(time * 5)) + (0.05 * Math.Sin(time * 0.9)));
            phase += Math.Tau * now / 8000;
            var (f1, f2) = (first * (1 + (0.08 * Math.Sin(time * 3.1))), second * (1 + (0.08 * Math.Sin(time * 2.3))));
            var sum = 0.0;
            for (var harmonic = 1; harmonic * now < 3600; harmonic++)
            {
                // A glottis gives 6 dB an octave less, lips included; the telephone lets little through below 300 Hz.
                var source = (harmonic * now < 300 ? 0.3 : 1) / Math.Sqrt(harmonic);
                sum +=
                    source
                    * (
                        Formant(harmonic * now, f1, 90)
                        + (0.6 * Formant(harmonic * now, f2, 130))
                        + (0.2 * Formant(harmonic * now, 2700, 200))
                    )
                    * Math.Sin(harmonic * phase);
            }
            var breath = 0.5 * (random.NextDouble() - 0.5);
            samples[i] = (short)Math.Clamp(9000 * syllable * (sum + breath), -32000, 32000);
        }
    }

    private static double Formant(double frequency, double centre, double width) =>
        1 / Math.Sqrt(1 + Math.Pow((frequency - centre) / (width / 2), 2));
}
