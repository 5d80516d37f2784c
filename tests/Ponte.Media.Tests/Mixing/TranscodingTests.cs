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
    public void Tone_comes_through_in_the_codec_of_the_other_side(string from, string to)
    {
        var (source, sink) = (new PayloadFormat(8, from, 8000), new PayloadFormat(9, to, 8000));
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
        meter.Report().Level.Should().BeApproximately(-10, 0.5);
        socket.SentHeaders.Should().OnlyContain(h => h.PayloadType == 9);
        socket.SentHeaders.Zip(socket.SentHeaders.Skip(1)).Should().OnlyContain(p => p.Second.Timestamp - p.First.Timestamp == 160u);

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

    private void Send(Ponte.Media.Engine.MediaStream stream, PayloadFormat format, int first, int packets)
    {
        using var encoder = AudioCodecs.CreateEncoder(format)!;
        var samples = WavFile.ToneSamples(1000, packets * 0.02, encoder.SampleRate);
        var piece = encoder.SampleRate / 50;
        var payload = new byte[160];
        for (var i = 0; i < packets; i++)
        {
            encoder.Encode(samples.AsSpan(i * piece, piece), payload);
            _stage.Receive(stream, Stage.Remote(1), payload, (ushort)(first + i), (uint)(first + i) * 160, format.PayloadType);
            _stage.Pass(TimeSpan.FromMilliseconds(20));
        }
    }
}
