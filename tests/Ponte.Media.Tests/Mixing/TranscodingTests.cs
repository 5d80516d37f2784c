using Ponte.Media.Codecs;
using Ponte.Media.Control.Model;
using Ponte.Media.Metering;
using Ponte.Media.Rtp;
using Ponte.Media.Tests.Engine;
using Ponte.Media.Tests.Playing;

namespace Ponte.Media.Tests.Mixing;

/// <summary>Legs without a common codec hear each other all the same; those with one are relayed.</summary>
public sealed class TranscodingTests
{
    private readonly Stage _stage = new();

    [Theory]
    [InlineData("PCMA", "PCMU")]
    [InlineData("PCMU", "G722")]
    [InlineData("G722", "PCMA")]
    [InlineData("OPUS", "PCMA")]
    [InlineData("G722", "OPUS")]
    public void Tone_comes_through_in_the_codec_of_the_other_side(string from, string to)
    {
        var (source, sink) = (Format(8, from), Format(9, to));
        Assert.SkipUnless(AudioCodecs.Knows(source) && AudioCodecs.Knows(sink), "no libopus");
        var (a, _) = _stage.Open(Stage.Settings(1) with { Formats = [source] });
        var (b, socket) = _stage.Open(Stage.Settings(2) with { Formats = [sink] });
        a.Connect(b);
        Send(a, source, 0, 100);

        var meter = new ToneMeter(1000, AudioCodecs.SampleRateOf(sink));
        using var decoder = AudioCodecs.CreateDecoder(sink)!;
        var samples = new short[AudioDecoder.MaximumSamples];
        foreach (var (bytes, _) in socket.Sent.Where(s => !RtpPacket.IsRtcp(s.Bytes)))
        {
            meter.Add(samples.AsSpan(0, decoder.Decode(bytes.AsSpan(RtpHeader.FixedLength), samples)));
        }
        meter.Report().Gaps.Should().Be(0);
        meter.Report().ToneFrames.Should().BeGreaterThan(94);
        meter.Report().Level.Should().BeApproximately(-10, from is "OPUS" || to is "OPUS" ? 1.5 : 0.5);
        socket.SentHeaders.Should().OnlyContain(h => h.PayloadType == 9);
        socket
            .SentHeaders.Zip(socket.SentHeaders.Skip(1))
            .Should()
            .OnlyContain(p => p.Second.Timestamp - p.First.Timestamp == (uint)sink.ClockRate / 50);

        var count = socket.SentHeaders.Count();
        _stage.Pass(TimeSpan.FromSeconds(1));
        (socket.SentHeaders.Count() - count).Should().BeLessThan(8, "nothing comes, nothing is made");
        Send(a, source, 200, 20);
        socket.SentHeaders.Count().Should().BeGreaterThan(count + 15);
    }

    [Fact]
    public void Packets_of_a_codec_that_both_have_are_relayed_as_they_are()
    {
        var (a, _) = _stage.Open(Stage.Settings(1) with { Formats = [Stage.Pcma, Stage.Pcmu] });
        var (b, socket) = _stage.Open(Stage.Settings(2) with { Formats = [Stage.Pcma] });
        a.Connect(b);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 1, 0, 8);
        socket.Sent.Should().ContainSingle().Which.Bytes[12..].Should().Equal(Stage.Loud);
        _stage.Pass(TimeSpan.FromMilliseconds(100));
        socket.Sent.Should().ContainSingle();
        Send(a, Stage.Pcmu, 10, 20);
        socket.SentHeaders.Count().Should().BeGreaterThan(15, "the other codec of the source is transcoded");

        // From now on both have it.
        b.Configure(Stage.Settings(2) with { Formats = [Stage.Pcma, Stage.Pcmu] }, _stage.Now);
        socket.Sent.Clear();
        Send(a, Stage.Pcmu, 30, 1);
        _stage.Pass(TimeSpan.FromMilliseconds(100));
        socket.SentHeaders.Should().ContainSingle().Which.PayloadType.Should().Be(0);
    }

    [Theory]
    [InlineData(8000, 48000)]
    [InlineData(48000, 8000)]
    [InlineData(8000, 8000)]
    public void A_key_between_speech_stays_one_key_of_the_same_length_on_the_clock_of_the_other_side(int from, int to)
    {
        var (a, _) = _stage.Open(Stage.Settings(1) with { Formats = [Stage.G722, Stage.Events with { ClockRate = from }] });
        var (b, socket) = _stage.Open(Stage.Settings(2) with { Formats = [Stage.Pcma, new PayloadFormat(97, "TELEPHONE-EVENT", to)] });
        a.Connect(b);
        Send(a, Stage.G722, 0, 20);
        socket.Sent.Clear();
        for (ushort i = 0; i < 8; i++)
        {
            var duration = (ushort)(Math.Min(i + 1, 6) * from / 50);
            byte[] key = [7, (byte)(i < 5 ? 10 : 0x8A), (byte)(duration >> 8), (byte)duration];
            _stage.Receive(a, Stage.Remote(1), key, (ushort)(20 + i), 3200, payloadType: 101, marker: i == 0);
            _stage.Pass(TimeSpan.FromMilliseconds(20));
        }
        socket
            .SentHeaders.Should()
            .HaveCount(8)
            .And.OnlyContain(h => h.PayloadType == 97)
            .And.OnlyContain(h => h.Marker == (h.SequenceNumber == socket.SentHeaders.First().SequenceNumber));
        socket.SentHeaders.Select(h => h.Timestamp).Distinct().Should().ContainSingle();
        socket.Sent[^1].Bytes[14..16].Should().Equal((byte)(6 * to / 50 >> 8), (byte)(6 * to / 50));
        _stage.Told.OfType<Ponte.Media.Control.Events.DigitReceived>().Single().Duration.Should().Be(TimeSpan.FromMilliseconds(120));

        Send(a, Stage.G722, 28, 30);
        socket.SentHeaders.Skip(8).Should().HaveCountGreaterThan(20, "speech goes on").And.OnlyContain(h => h.PayloadType == 8);
    }

    [Theory]
    [InlineData("PCMA", "G722")]
    [InlineData("PCMU", "OPUS")]
    public async Task Transcoding_allocates_nothing_on_the_worker(string from, string to)
    {
        Assert.SkipUnless(AudioCodecs.Knows(Format(9, to)), "no libopus");
        await using var relay = new Relay(new MediaOptions { Workers = 1 });
        using var alice = new Peer();
        using var bob = new Peer();
        var a = await relay.OpenForAsync(alice, new StreamSettings { Formats = [Format(8, from)] });
        var b = await relay.OpenForAsync(bob, new StreamSettings { Formats = [Format(9, to)] });
        await relay.BridgeAsync(a, b);
        await TalkAsync(100);

        var before = relay.Engine.AllocatedByWorkers;
        await TalkAsync(150);

        // One object a packet would be 3,600 at least, beside what the questions for the figures take.
        (relay.Engine.AllocatedByWorkers - before)
            .Should()
            .BeLessThan(3_000);

        async Task TalkAsync(int packets)
        {
            for (var i = 0; i < packets; i++)
            {
                alice.Send(a.Rtp, Stage.Loud);
                await bob.ReceiveRawAsync();
            }
            await relay.FiguresAsync(a);
        }
    }

    [Fact]
    public void What_cannot_be_decoded_is_not_heard()
    {
        var g729 = new PayloadFormat(18, "G729", 8000);
        var (a, _) = _stage.Open(Stage.Settings(1) with { Formats = [g729] });
        var (b, socket) = _stage.Open(Stage.Settings(2) with { Formats = [Stage.Pcma] });
        a.Connect(b);
        for (ushort i = 0; i < 10; i++)
        {
            _stage.Receive(a, Stage.Remote(1), Stage.Loud, i, i * 160u, 18);
            _stage.Pass(TimeSpan.FromMilliseconds(20));
        }
        socket.Sent.Should().BeEmpty();
        a.Disconnect(b);
    }

    private static PayloadFormat Format(byte number, string encoding) => new(number, encoding, encoding is "OPUS" ? 48000 : 8000);

    private void Send(Ponte.Media.Engine.MediaStream stream, PayloadFormat format, int first, int packets)
    {
        using var encoder = AudioCodecs.CreateEncoder(format)!;
        var samples = WavFile.ToneSamples(1000, packets * 0.02, encoder.SampleRate);
        var piece = encoder.SampleRate / 50;
        var payload = new byte[160];
        for (var i = 0; i < packets; i++)
        {
            var length = encoder.Encode(samples.AsSpan(i * piece, piece), payload);
            var timestamp = (uint)((first + i) * format.ClockRate / 50);
            _stage.Receive(stream, Stage.Remote(1), payload.AsSpan(0, length), (ushort)(first + i), timestamp, format.PayloadType);
            _stage.Pass(TimeSpan.FromMilliseconds(20));
        }
    }
}
