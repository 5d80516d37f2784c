using CsCheck;
using Ponte.Media.Playing;

namespace Ponte.Media.Tests.Playing;

public sealed class WavFormatTests
{
    private static readonly byte[] Plain = WavFile.Bytes(new short[100], 8000);

    [Theory]
    [InlineData(WavEncoding.Pcm16, 8000, 1, false, false)]
    [InlineData(WavEncoding.Pcm16, 48000, 2, true, true)]
    [InlineData(WavEncoding.ALaw, 8000, 1, false, true)]
    [InlineData(WavEncoding.MuLaw, 16000, 2, true, false)]
    public void Headers_are_read(WavEncoding encoding, int rate, int channels, bool isExtensible, bool hasList)
    {
        var file = WavFile.Bytes(new short[100], rate, encoding, channels, isExtensible, hasList);
        Read(file, out var format).Should().BeEmpty();
        format
            .Should()
            .BeEquivalentTo(
                new
                {
                    Encoding = encoding,
                    SampleRate = rate,
                    Channels = channels,
                    Frames = 100 / channels,
                }
            );
    }

    [Theory]
    [InlineData(20, 3)] // three channels come at offset 22, the tag at 20
    [InlineData(22, 3)]
    [InlineData(24, 0x41)]
    [InlineData(34, 24)]
    [InlineData(0, 0)]
    [InlineData(12, 0)]
    [InlineData(36, 0)]
    public void What_cannot_be_played_is_told(int offset, byte value)
    {
        byte[] file = [.. Plain];
        file[offset] = value;
        Read(file, out _).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData(0u, 0)]
    [InlineData(uint.MaxValue, 100)]
    [InlineData(21u, 10)]
    public void Samples_are_those_that_header_and_file_both_have(uint length, int frames)
    {
        byte[] file = [.. Plain];
        BitConverter.TryWriteBytes(file.AsSpan(40), length);
        Read(file, out var format).Should().BeEmpty();
        format.Frames.Should().Be(frames);
    }

    [Fact]
    public void No_bytes_make_it_throw_or_promise_more_than_there_is() =>
        Gen.Select(Gen.Int[0, Plain.Length], Gen.Byte.Array[0, 12], Gen.Int[0, Plain.Length])
            .Sample(
                (place, noise, length) =>
                {
                    byte[] file = [.. Plain];
                    noise.AsSpan(0, Math.Min(noise.Length, file.Length - place)).CopyTo(file.AsSpan(place));
                    file = file[..length];
                    if (Read(file, out var format).Length > 0)
                    {
                        return true;
                    }
                    var samples = new short[Math.Max(1, format.Frames)];
                    WavSamples.Decode(file.AsSpan((int)format.DataOffset, (int)format.Frames * format.FrameBytes), format, samples);
                    return format.Frames >= 0 && format.Channels is 1 or 2;
                },
                iter: 20_000
            );

    private static string Read(byte[] file, out WavFormat format)
    {
        WavFormat.TryRead(
            (offset, buffer) =>
            {
                if (offset >= file.Length)
                {
                    return 0;
                }
                var rest = file.AsSpan((int)offset);
                rest = rest[..Math.Min(rest.Length, buffer.Length)];
                rest.CopyTo(buffer);
                return rest.Length;
            },
            file.Length,
            out format,
            out var error
        );
        return error;
    }
}
