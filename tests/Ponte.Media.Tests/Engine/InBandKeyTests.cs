using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Playing;
using Ponte.Media.Rtp;

namespace Ponte.Media.Tests.Engine;

/// <summary>Keys as tones, from one stream to another.</summary>
public sealed class InBandKeyTests
{
    private readonly Stage _stage = new();

    public static TheoryData<string> Encodings => ["PCMA", "PCMU", "G722"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Keys_to_a_peer_without_telephone_events_are_tones_that_the_other_side_finds(string encoding)
    {
        var format = new PayloadFormat(8, encoding, 8000);
        var (sender, socket) = _stage.Open(Stage.Settings(1) with { Formats = [format] });
        var (receiver, _) = _stage.Open(Stage.Settings(2) with { Formats = [format] });
        receiver.DetectKeys(isOn: true);
        sender.Sender.Maker.TryAddKeys("1*0d", _stage.Now).Should().BeTrue();
        sender.Sender.Maker.TryAddKeys("x", _stage.Now).Should().BeFalse();
        _stage.Pass(TimeSpan.FromSeconds(1));
        Deliver(socket, receiver);
        _stage.Pass(TimeSpan.FromSeconds(1));
        Told().Should().Equal('1', '*', '0', 'D');

        receiver.DetectKeys(isOn: false);
        sender.Sender.Maker.TryAddKeys("5", _stage.Now);
        _stage.Pass(TimeSpan.FromSeconds(1));
        Deliver(socket, receiver);
        Told().Should().HaveCount(4);
    }

    [Fact]
    public void Key_that_is_held_when_the_peer_falls_silent_ends()
    {
        var (sender, socket) = _stage.Open(Stage.Settings(1) with { Formats = [Stage.Pcma] });
        var (receiver, _) = _stage.Open(Stage.Settings(2));
        receiver.DetectKeys(isOn: true);
        sender.Sender.Maker.TryAddKeys("7", _stage.Now);
        _stage.Pass(TimeSpan.FromSeconds(1));
        Deliver(socket, receiver, packets: 5);
        Told().Should().BeEmpty();
        _stage.Pass(TimeSpan.FromSeconds(1));
        Told().Should().Equal('7');
    }

    [Fact]
    public void Tone_of_a_key_ends_a_playback_before_it_is_let_go()
    {
        var (sender, socket) = _stage.Open(Stage.Settings(1) with { Formats = [Stage.Pcma] });
        var (receiver, _) = _stage.Open(Stage.Settings(2));
        receiver.DetectKeys(isOn: true);
        var play = new Ponte.Media.Control.Commands.Play(receiver.Id, 3, [new SilenceSource(TimeSpan.FromMinutes(1))]) { StopDigits = "5" };
        receiver.TryPlay(new Playback(play, 8000, _stage.Told.Add), null, _stage.Now);
        sender.Sender.Maker.TryAddKeys("5", _stage.Now);
        _stage.Pass(TimeSpan.FromSeconds(1));
        Deliver(socket, receiver, packets: 3);
        _stage.Told.OfType<PlaybackEnded>().Should().ContainSingle().Which.Reason.Should().Be(PlaybackEnd.Digit);
        Told().Should().BeEmpty("it is still held");
    }

    private IEnumerable<char> Told() => _stage.Told.OfType<DigitReceived>().Select(d => d.Digit);

    private void Deliver(FakeSocket socket, Ponte.Media.Engine.MediaStream receiver, int packets = int.MaxValue)
    {
        foreach (var (bytes, _) in socket.Sent.Where(s => !RtpPacket.IsRtcp(s.Bytes)).Take(packets))
        {
            _stage.ReceiveRaw(receiver, receiver.Rtp, Stage.Remote(2), bytes);
        }
        socket.Sent.Clear();
    }
}
