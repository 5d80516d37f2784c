using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ponte.Media.Codecs;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Metering;
using Ponte.Media.Playing;
using Ponte.Media.Recording;
using Ponte.Media.Tests.Playing;

namespace Ponte.Media.Tests.Recording;

/// <summary>Sealed recordings: what is written, what is read of it, and what becomes of crashes and changes.</summary>
public sealed class SealedTests : IDisposable
{
    private static readonly byte[] Master = RandomNumberGenerator.GetBytes(32);
    private readonly string _folder = Directory.CreateTempSubdirectory("ponte-sealed-").FullName;
    private readonly List<MediaEvent> _told = [];
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(32);

    private string FilePath => Path.Combine(_folder, "call.rec");

    private byte[] Key => SealedHeader.DeriveKey(Master, _salt);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(RecordingCodec.Pcm)]
    [InlineData(RecordingCodec.Opus)]
    public async Task Both_channels_can_be_had_again_as_WAV_and_nothing_lies_there_in_the_clear(RecordingCodec codec)
    {
        if (codec == RecordingCodec.Opus)
        {
            Assert.SkipUnless(AudioCodecs.HasOpus, "no libopus");
        }
        Write(Start(codec, "first"), seconds: 2).Reason.Should().Be(RecordingEnd.Stopped);
        Write(Start(codec, "second", append: true), seconds: 1).Length.TotalSeconds.Should().BeApproximately(1, 0.001);

        var wav = new MemoryStream();
        (await SealedExport.ToWavAsync(Open, Key, wav, TestContext.Current.CancellationToken)).Should().BeNull();
        var samples = MemoryMarshal.Cast<byte, short>(wav.ToArray().AsSpan(44)).ToArray();
        samples.Length.Should().Be(3 * 16000);
        Count(samples, 0, 400).Should().BeInRange(140, 150);
        Count(samples, 1, 1000).Should().BeInRange(140, 150);
        Count(samples, 0, 1000).Should().Be(0, "each has a channel of its own");

        using var reader = Reader(out var file);
        using (file)
        {
            while (reader.ReadSamples().Length > 0)
            {
                // To the end.
            }
            reader.Header.KeyId.Should().Be("k1");
            reader.Segments.Select(s => (s.Mark, s.Offset)).Should().Equal(("first", TimeSpan.Zero), ("second", TimeSpan.FromSeconds(2)));
            (reader.End, reader.IsDamaged, reader.Length).Should().Be((RecordingEnd.Stopped, false, TimeSpan.FromSeconds(3)));
        }
        var bytes = await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken);
        var tone = MemoryMarshal.AsBytes(Frame(0).AsSpan(0, 8)).ToArray();
        bytes.AsSpan().IndexOf(tone).Should().Be(-1);
        bytes.AsSpan().IndexOf("first"u8).Should().Be(-1, "marks name people");
    }

    [Theory]
    [InlineData(RecordingCodec.Pcm, 8000)]
    [InlineData(RecordingCodec.Opus, 8000)]
    [InlineData(RecordingCodec.Pcm, 16000)]
    public void A_sealed_recording_is_played_without_being_decrypted_to_a_disk(RecordingCodec codec, int rate)
    {
        if (codec == RecordingCodec.Opus)
        {
            Assert.SkipUnless(AudioCodecs.HasOpus, "no libopus");
        }
        Write(Start(codec, "first"), seconds: 2, right: 400);
        var source = new SealedSource(FilePath, [.. Key]);
        source.ToString().Should().NotContain("Key");

        using var clip = new FileClip(SealedSamples.Open(source, out var error)!, rate);
        error.Should().BeEmpty();
        var samples = new short[3 * rate];
        var read = clip.Read(samples);

        read.Should().BeInRange((2 * rate) - 10, (2 * rate) + 10);
        var meter = new ToneMeter(400, rate);
        meter.Add(samples.AsSpan(0, read));
        meter.Report().ToneFrames.Should().BeGreaterThan(90);
    }

    [Fact]
    public void What_is_no_sealed_recording_or_has_another_key_is_not_played()
    {
        SealedSamples.Open(new SealedSource(FilePath, [.. Key]), out var error).Should().BeNull();
        error.Should().Contain("call.rec");
        File.WriteAllText(FilePath, "no recording");
        SealedSamples.Open(new SealedSource(FilePath, [.. Key]), out error).Should().BeNull();
        File.Delete(FilePath);
        Write(Start(RecordingCodec.Pcm, "a"), seconds: 1);
        using var other = SealedSamples.Open(new SealedSource(FilePath, [.. new byte[32]]), out error)!;
        other.Read(new short[100]).Should().Be(0);
    }

    [Fact]
    public async Task Opus_is_exported_as_Ogg_that_tells_its_length()
    {
        Assert.SkipUnless(AudioCodecs.HasOpus, "no libopus");
        Write(Start(RecordingCodec.Opus, "a"), seconds: 2);
        new FileInfo(FilePath).Length.Should().BeLessThan(30_000, "PCM has 64,000");
        var ogg = new MemoryStream();
        (await SealedExport.ToOggAsync(Open, Key, ogg, TestContext.Current.CancellationToken)).Should().BeNull();
        var bytes = ogg.ToArray();
        bytes.AsSpan(0, 4).SequenceEqual("OggS"u8).Should().BeTrue();
        var last = bytes.AsSpan().LastIndexOf("OggS"u8);
        bytes[last + 5].Should().Be(4, "the last page says so");
        BitConverter.ToInt64(bytes, last + 6).Should().Be(2 * 48000);

        File.Delete(FilePath);
        Write(Start(RecordingCodec.Pcm, "a"), seconds: 1);
        (await SealedExport.ToOggAsync(Open, Key, ogg, TestContext.Current.CancellationToken)).Should().Contain("WAV");
    }

    [Fact]
    public void Other_key_or_changed_byte_is_told_and_gives_nothing_wrong()
    {
        Write(Start(RecordingCodec.Pcm, "a"), seconds: 1);
        var bytes = File.ReadAllBytes(FilePath);
        using (var other = new SealedReader(new MemoryStream(bytes), Header(bytes, out var at), RandomNumberGenerator.GetBytes(32)))
        {
            other.ReadSamples().Should().BeEmpty();
            at.Should().BePositive();
        }
        bytes[^2000] ^= 1;
        var stream = new MemoryStream(bytes);
        var header = SealedHeader.Read(stream)!;
        using var reader = new SealedReader(stream, header, Key);
        var read = 0;
        while (reader.ReadSamples() is { Length: > 0 } some)
        {
            read += some.Length;
        }
        reader.IsDamaged.Should().BeTrue();
        read.Should().BeInRange(1, 15999);
    }

    [Fact]
    public void Cut_file_is_read_up_to_the_cut_and_can_be_continued()
    {
        Write(Start(RecordingCodec.Pcm, "a"), seconds: 1);
        using (var cut = new FileStream(FilePath, FileMode.Open))
        {
            cut.SetLength(cut.Length - 1000); // the end, and part of the last tenth
        }
        using (var reader = Reader(out var file))
        using (file)
        {
            while (reader.ReadSamples().Length > 0)
            {
                // To the cut.
            }
            (reader.Length, reader.IsDamaged, reader.End).Should().Be((TimeSpan.FromSeconds(0.9), false, null));
        }
        Write(Start(RecordingCodec.Pcm, "b", append: true), seconds: 1);
        using var again = Reader(out var whole);
        using (whole)
        {
            while (again.ReadSamples().Length > 0)
            {
                // To the end.
            }
            (again.Length, again.IsDamaged, again.End).Should().Be((TimeSpan.FromSeconds(1.9), false, RecordingEnd.Stopped));
        }
    }

    [Fact]
    public void Segment_waits_for_the_one_before()
    {
        using var ended = new ManualResetEventSlim();
        var count = 0;
        void Raise(MediaEvent e)
        {
            lock (_told)
            {
                _told.Add(e);
            }
            if (Interlocked.Increment(ref count) == 2)
            {
                ended.Set();
            }
        }
        using var writer = new RecordingWriter();
        var first = new RecordingFile(Start(RecordingCodec.Pcm, "a"), Raise);
        var second = new RecordingFile(Start(RecordingCodec.Pcm, "b", append: true), Raise);
        writer.Add(first);
        writer.Add(second);
        first.Add(Frame(0), new short[320]);
        second.Add(Frame(0), new short[320]);
        second.End(RecordingEnd.Stopped);
        first.Add(Frame(1), new short[320]);
        first.End(RecordingEnd.Digit);
        ended.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken).Should().BeTrue();
        _told.Cast<RecordingEnded>().Select(e => e.Reason).Should().Equal(RecordingEnd.Digit, RecordingEnd.Stopped);
        using var reader = Reader(out var file);
        using (file)
        {
            while (reader.ReadSamples().Length > 0)
            {
                // To the end.
            }
            reader.Segments.Select(s => s.Mark).Should().Equal("a", "b");
            reader.Length.Should().Be(TimeSpan.FromMilliseconds(60));
        }
    }

    [Theory]
    [InlineData("/dev/full", "space")]
    [InlineData("/nowhere/at/all.rec", "nowhere")]
    public void Disk_that_fails_is_told(string path, string reason)
    {
        var ended = Write(Start(RecordingCodec.Pcm, "a", append: true) with { Path = path }, seconds: 1);
        ended.Reason.Should().Be(RecordingEnd.FileError);
        ended.Detail.Should().Contain(reason);
    }

    private static SealedHeader Header(byte[] bytes, out long at)
    {
        var stream = new MemoryStream(bytes);
        var header = SealedHeader.Read(stream)!;
        at = stream.Position;
        return header;
    }

    private FileStream Open() => new(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    private SealedReader Reader(out FileStream file)
    {
        file = Open();
        return new SealedReader(file, SealedHeader.Read(file)!, Key);
    }

    private StartRecording Start(RecordingCodec codec, string mark, bool append = false) =>
        new(new StreamId(1), 1, FilePath)
        {
            Partner = new StreamId(2),
            Seal = new RecordingSeal
            {
                KeyId = "k1",
                Salt = [.. _salt],
                Key = [.. Key],
                Codec = codec,
                Mark = mark,
                Append = append,
            },
        };

    /// <summary>400 Hz left, another tone right.</summary>
    private static short[] Frame(int index, int frequency = 1000)
    {
        var (left, right) = (WavFile.ToneSamples(400, 0.02, 8000), WavFile.ToneSamples(frequency, 0.02, 8000));
        index.Should().BeGreaterThanOrEqualTo(0);
        return [.. Enumerable.Range(0, 320).Select(i => i % 2 == 0 ? left[i / 2] : right[i / 2])];
    }

    private RecordingEnded Write(StartRecording start, int seconds, int right = 1000)
    {
        _told.Clear();
        using var file = new RecordingFile(start, _told.Add);
        for (var i = 0; i < seconds * 50; i++)
        {
            file.Add(Frame(i, right), new short[320]);
            if (i % 5 == 4 && !file.HasFailed)
            {
                file.Drain();
            }
        }
        if (!file.HasFailed)
        {
            file.End(RecordingEnd.Stopped);
            file.Drain().Should().BeFalse();
        }
        return _told.OfType<RecordingEnded>().Should().ContainSingle().Subject;
    }

    private static int Count(short[] samples, int channel, int frequency)
    {
        var meter = new ToneMeter(frequency, 8000);
        meter.Add([.. samples.Where((_, i) => i % 2 == channel)]);
        return meter.Report().ToneFrames;
    }
}
