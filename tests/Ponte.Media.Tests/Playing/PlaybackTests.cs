using System.Collections.Immutable;
using Ponte.Media.Codecs;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Metering;
using Ponte.Media.Playing;
using Ponte.Media.Rtp;
using Ponte.Media.Tests.Engine;

namespace Ponte.Media.Tests.Playing;

/// <summary>What a peer hears of files, with a time that the test moves; the reading thread is the test's own.</summary>
public sealed class PlaybackTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ponte-playback-").FullName;
    private readonly Stage _stage = new();
    private readonly PromptCache _cache = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Formats => ["PCMA", "PCMU", "G722"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Files_of_every_kind_follow_each_other_without_a_gap(string encoding)
    {
        var format = new PayloadFormat(8, encoding, 8000);
        ImmutableArray<PlaySource> sources =
        [
            new FileSource(WavFile.Tone(_folder, 1000, 0.5, 8000)),
            new FileSource(WavFile.Tone(_folder, 1000, 0.5, 48000)),
            new FileSource(WavFile.Tone(_folder, 1000, 0.5, 8000, WavEncoding.ALaw)),
            new FileSource(WavFile.Tone(_folder, 1000, 0.5, 16000)),
            new FileSource(WavFile.Tone(_folder, 1000, 0.5, 8000, WavEncoding.MuLaw)),
            new ToneSource(ToneKind.Test, "IT", 1000, TimeSpan.FromSeconds(0.5)),
        ];
        var (socket, playback) = Begin(new Play(new StreamId(1), 5, sources), format);
        Pass(playback, 3.5);

        _stage
            .Told.Should()
            .ContainSingle()
            .Which.Should()
            .BeOfType<PlaybackEnded>()
            .Which.Should()
            .BeEquivalentTo(
                new
                {
                    Playback = 5u,
                    Reason = PlaybackEnd.Finished,
                    Detail = "",
                }
            );
        ((PlaybackEnded)_stage.Told[0]).Position.TotalSeconds.Should().BeApproximately(3, 0.003);
        var report = Measure(socket, format, 1000);
        report.Gaps.Should().Be(0);
        report.ToneFrames.Should().BeInRange(149, 152);
        report.Level.Should().BeApproximately(-10, 0.3);
        socket
            .SentHeaders.Zip(socket.SentHeaders.Skip(1))
            .Should()
            .OnlyContain(p =>
                p.Second.SequenceNumber == (ushort)(p.First.SequenceNumber + 1) && p.Second.Timestamp == p.First.Timestamp + 160
            );
    }

    [Fact]
    public void Silence_lasts_as_long_as_it_should()
    {
        var tone = new FileSource(WavFile.Tone(_folder, 700, 0.2, 8000));
        var (socket, playback) = Begin(
            new Play(new StreamId(1), 1, [tone, new SilenceSource(TimeSpan.FromSeconds(0.3)), tone]),
            Stage.Pcma
        );
        Pass(playback, 1);
        var report = Measure(socket, Stage.Pcma, 700);
        (report.ToneFrames, report.Gaps, report.LongestGap).Should().Be((20, 1, TimeSpan.FromSeconds(0.3)));
    }

    [Fact]
    public void List_begins_again_without_a_gap_until_it_is_stopped()
    {
        var (socket, playback) = Begin(
            new Play(new StreamId(1), 1, [new FileSource(WavFile.Tone(_folder, 1000, 0.3, 16000))]) { Loop = true },
            Stage.Pcma
        );
        Pass(playback, 4);
        _stage.Told.Should().BeEmpty();
        Measure(socket, Stage.Pcma, 1000).Should().BeEquivalentTo(new { Gaps = 0 });
        playback.Refill(_cache);
        Stream.Stop<Playback>(PlaybackEnd.Stopped, _stage.Now);
        _stage.Told.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Reason = PlaybackEnd.Stopped });
        var sent = socket.Sent.Count;
        Pass(playback, 0.1);
        socket.Sent.Should().HaveCount(sent);
        playback.Refill(_cache).Should().BeFalse("nobody hears it any more");
    }

    [Fact]
    public void It_begins_where_it_is_told_to_also_in_a_later_source()
    {
        ImmutableArray<PlaySource> sources =
        [
            new FileSource(WavFile.Tone(_folder, 400, 1, 8000)),
            new FileSource(WavFile.Tone(_folder, 1000, 20, 16000)),
        ];
        var (socket, playback) = Begin(new Play(new StreamId(1), 1, sources) { Start = TimeSpan.FromSeconds(20.5) }, Stage.Pcma);
        Pass(playback, 1);
        Measure(socket, Stage.Pcma, 1000).ToneFrames.Should().BeInRange(24, 26);
        ((PlaybackEnded)_stage.Told[0]).Position.TotalSeconds.Should().BeApproximately(21, 0.01);
    }

    [Fact]
    public void Key_that_is_named_ends_it_as_soon_as_it_is_pressed()
    {
        var (_, playback) = Begin(
            new Play(new StreamId(1), 1, [new SilenceSource(TimeSpan.FromMinutes(1))]) { StopDigits = "12#" },
            Stage.Pcma
        );
        Pass(playback, 0.1);
        byte[] key = [5, 10, 0, 160];
        _stage.Receive(Stream, Stage.Remote(1), key, 1, 0, Stage.Events.PayloadType, marker: true);
        _stage.Told.OfType<PlaybackEnded>().Should().BeEmpty("5 is none of them");
        key[0] = 11;
        _stage.Receive(Stream, Stage.Remote(1), key, 2, 1000, Stage.Events.PayloadType, marker: true);
        _stage.Told.OfType<PlaybackEnded>().Should().ContainSingle().Which.Reason.Should().Be(PlaybackEnd.Digit);
    }

    [Fact]
    public void File_that_cannot_be_read_is_told_after_what_came_before()
    {
        var missing = Path.Combine(_folder, "missing.wav");
        var (socket, playback) = Begin(
            new Play(new StreamId(1), 1, [new FileSource(WavFile.Tone(_folder, 1000, 0.4, 8000)), new FileSource(missing)]),
            Stage.Pcma
        );
        Pass(playback, 1);
        Measure(socket, Stage.Pcma, 1000).ToneFrames.Should().Be(20);
        var ended = _stage.Told.Should().ContainSingle().Which.Should().BeOfType<PlaybackEnded>().Subject;
        ended.Reason.Should().Be(PlaybackEnd.FileError);
        ended.Detail.Should().Contain("missing.wav");
        ended.Position.Should().Be(TimeSpan.FromSeconds(0.4));
    }

    [Fact]
    public void Another_playback_or_tone_replaces_it()
    {
        var (_, first) = Begin(new Play(new StreamId(1), 1, [new SilenceSource(TimeSpan.FromMinutes(1))]), Stage.Pcma);
        Pass(first, 0.1);
        var second = new Playback(new Play(new StreamId(1), 2, [new SilenceSource(TimeSpan.FromMinutes(1))]), 8000, _stage.Told.Add);
        Stream.TryPlay(second, null, _stage.Now);
        _stage.Told.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Playback = 1u, Reason = PlaybackEnd.Stopped });
        Stream.Detach();
        _stage.Told.Should().HaveCount(2);
    }

    [Fact]
    public void Empty_file_played_for_ever_ends()
    {
        var path = Path.Combine(_folder, "empty.wav");
        File.WriteAllBytes(path, WavFile.Bytes([], 8000));
        var (_, playback) = Begin(new Play(new StreamId(1), 1, [new FileSource(path)]) { Loop = true }, Stage.Pcma);
        Pass(playback, 0.1);
        _stage.Told.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Reason = PlaybackEnd.Finished });
    }

    [Fact]
    public void Short_files_are_kept_until_they_change_or_others_need_the_room()
    {
        var path = WavFile.Tone(_folder, 1000, 1, 8000);
        _cache.Open(path, 8000, out _).Should().BeOfType<SharedClip>();
        _cache.Samples.Should().Be(8000);
        _cache.Open(path, 8000, out _);
        _cache.Samples.Should().Be(8000);
        File.WriteAllBytes(path, WavFile.Bytes(WavFile.ToneSamples(400, 2, 8000), 8000));
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(2));
        _cache.Open(path, 8000, out _);
        _cache.Samples.Should().Be(16000);
        _cache.Open(WavFile.Tone(_folder, 1000, 16, 8000), 8000, out _).Should().BeOfType<FileClip>("it is long");
        for (var i = 0; i < 80; i++)
        {
            var copy = Path.Combine(_folder, $"{i}.wav");
            File.WriteAllBytes(copy, WavFile.Bytes(new short[8000 * 14], 8000));
            _cache.Open(copy, 16000, out _);
        }
        _cache.Samples.Should().BeInRange(PromptCache.MaximumSamples - (16000 * 15), PromptCache.MaximumSamples);
    }

    private Ponte.Media.Engine.MediaStream Stream { get; set; } = null!;

    private (FakeSocket Socket, Playback Playback) Begin(Play play, PayloadFormat format)
    {
        var (stream, socket) = _stage.Open(Stage.Settings(1) with { Formats = [format, Stage.Events] });
        Stream = stream;
        var playback = new Playback(play, stream.Sender.Maker.SampleRate, _stage.Told.Add);
        playback.Refill(_cache);
        stream.TryPlay(playback, null, _stage.Now).Should().BeTrue();
        return (socket, playback);
    }

    private void Pass(Playback playback, double seconds)
    {
        for (var end = _stage.Now + TimeSpan.FromSeconds(seconds); _stage.Now < end; )
        {
            playback.Refill(_cache);
            _stage.Pass(TimeSpan.FromMilliseconds(100));
        }
    }

    private static ToneReport Measure(FakeSocket socket, PayloadFormat format, int frequency)
    {
        using var decoder = AudioCodecs.CreateDecoder(format)!;
        var meter = new ToneMeter(frequency, decoder.SampleRate);
        var samples = new short[AudioDecoder.MaximumSamples];
        foreach (var (bytes, _) in socket.Sent.Where(s => !RtpPacket.IsRtcp(s.Bytes)))
        {
            meter.Add(samples.AsSpan(0, decoder.Decode(bytes.AsSpan(RtpHeader.FixedLength), samples)));
        }
        return meter.Report();
    }
}
