using Ponte.Media.Codecs;

namespace Ponte.Media.Tests.Codecs;

public sealed class CodecTests
{
    [Theory]
    [InlineData(0xD5, 8)]
    [InlineData(0x55, -8)]
    [InlineData(0xAA, 32256)]
    [InlineData(0x2A, -32256)]
    public void A_law_has_the_values_of_the_table(byte value, short sample) => G711.DecodeA(value).Should().Be(sample);

    [Theory]
    [InlineData(0xFF, 0)]
    [InlineData(0x80, 32124)]
    [InlineData(0x00, -32124)]
    [InlineData(0xFE, 8)]
    public void Mu_law_has_the_values_of_the_table(byte value, short sample) => G711.DecodeMu(value).Should().Be(sample);

    [Fact]
    public void Each_byte_survives_decoding_and_encoding()
    {
        for (var i = 0; i < 256; i++)
        {
            G711.EncodeA(G711.DecodeA((byte)i)).Should().Be((byte)i);
            // Negative zero of µ-law becomes positive zero.
            G711.EncodeMu(G711.DecodeMu((byte)i)).Should().Be(i == 0x7F ? (byte)0xFF : (byte)i);
        }
    }

    [Fact]
    public void Each_sample_is_encoded_as_one_of_the_two_values_next_to_it()
    {
        var a = Enumerable.Range(0, 256).Select(i => (int)G711.DecodeA((byte)i)).Order().ToArray();
        var mu = Enumerable.Range(0, 256).Select(i => (int)G711.DecodeMu((byte)i)).Distinct().Order().ToArray();
        for (int sample = short.MinValue; sample <= short.MaxValue; sample += 3)
        {
            IsNextTo(a, sample, G711.DecodeA(G711.EncodeA((short)sample))).Should().BeTrue("A-law of {0}", sample);
            IsNextTo(mu, sample, G711.DecodeMu(G711.EncodeMu((short)sample))).Should().BeTrue("µ-law of {0}", sample);
        }
    }

    [Fact]
    public void Silence_is_silent()
    {
        Math.Abs((int)G711.DecodeA(G711.SilenceA)).Should().BeLessThanOrEqualTo(8);
        G711.DecodeMu(G711.SilenceMu).Should().Be(0);
        G711.EncodeA(0).Should().Be(G711.SilenceA);
        G711.EncodeMu(0).Should().Be(G711.SilenceMu);
    }

    [Fact]
    public void Spans_are_coded_like_single_values()
    {
        short[] samples = [0, 1000, -1000, 32767, -32768];
        var (a, mu, back) = (new byte[5], new byte[5], new short[5]);

        G711.EncodeA(samples, a);
        G711.EncodeMu(samples, mu);

        a.Should().Equal(samples.Select(G711.EncodeA));
        mu.Should().Equal(samples.Select(G711.EncodeMu));
        G711.DecodeA(a, back);
        back.Should().Equal(a.Select(G711.DecodeA));
        G711.DecodeMu(mu, back);
        back.Should().Equal(mu.Select(G711.DecodeMu));
    }

    [Fact]
    public void Comfort_noise_carries_its_level()
    {
        var payload = new byte[1];
        ComfortNoise.Write(payload, -62).Should().Be(1);
        ComfortNoise.TryReadLevel(payload, out var level).Should().BeTrue();
        level.Should().Be(-62);
        ComfortNoise.TryReadLevel([], out _).Should().BeFalse();
        ComfortNoise.IsEncoding("cn").Should().BeTrue();
        ComfortNoise.IsEncoding("PCMA").Should().BeFalse();
    }

    private static bool IsNextTo(int[] values, int sample, int chosen)
    {
        var place = Array.BinarySearch(values, sample);
        if (place >= 0)
        {
            return chosen == sample;
        }
        place = ~place;
        return (place < values.Length && chosen == values[place]) || (place > 0 && chosen == values[place - 1]);
    }
}
