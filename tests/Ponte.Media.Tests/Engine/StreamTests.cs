using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Playing;
using Ponte.Media.Rtp;
using Ponte.Media.Tones;

namespace Ponte.Media.Tests.Engine;

/// <summary>Streams with a time that the test moves.</summary>
public sealed class StreamTests
{
    private readonly Stage _stage = new();

    [Fact]
    public void Header_extensions_and_contributing_sources_stay_on_their_side()
    {
        var (a, _) = _stage.Open();
        var (b, socket) = _stage.Open();
        a.Connect(b);

        // Version 2 with extension and one CSRC, payload type 8, then one word of extension and two bytes of payload, padded by two.
        byte[] packet = [0xB1, 8, 0, 1, 0, 0, 0, 1, 0, 0, 0, 77, 1, 1, 1, 1, 0xBE, 0xDE, 0, 1, 9, 9, 9, 9, 0x2A, 0x2B, 0, 2];
        _stage.ReceiveRaw(a, a.Rtp, Stage.Remote(1), packet);

        var sent = socket.Sent.Should().ContainSingle().Subject;
        sent.Target.Should().Be(Stage.Remote(2));
        sent.Bytes.Length.Should().Be(14);
        sent.Bytes[0].Should().Be(0x80);
        sent.Bytes[12..].Should().Equal(0x2A, 0x2B);
    }

    [Theory]
    [InlineData(MediaDirection.SendReceive, MediaDirection.SendReceive, 1)]
    [InlineData(MediaDirection.SendOnly, MediaDirection.SendReceive, 0)]
    [InlineData(MediaDirection.Inactive, MediaDirection.SendReceive, 0)]
    [InlineData(MediaDirection.ReceiveOnly, MediaDirection.SendReceive, 1)]
    [InlineData(MediaDirection.SendReceive, MediaDirection.ReceiveOnly, 0)]
    [InlineData(MediaDirection.SendReceive, MediaDirection.SendOnly, 1)]
    public void Directions_decide_what_passes(MediaDirection source, MediaDirection sink, int packets)
    {
        var (a, _) = _stage.Open(Stage.Settings(1) with { Direction = source });
        var (b, socket) = _stage.Open(Stage.Settings(2) with { Direction = sink });
        a.Connect(b);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 1, 0);
        socket.Sent.Should().HaveCount(packets);
        a.Statistics().PacketsReceived.Should().Be(1);
    }

    [Fact]
    public void Each_of_several_sinks_gets_the_packet()
    {
        var (a, _) = _stage.Open();
        var (b, first) = _stage.Open();
        var (c, second) = _stage.Open();
        a.Connect(b);
        a.Connect(c);
        a.Connect(c);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 1, 0);
        first.Sent.Should().ContainSingle().Which.Bytes[12..].Should().Equal(Stage.Loud);
        second.Sent.Should().ContainSingle().Which.Bytes[12..].Should().Equal(Stage.Loud);

        a.Disconnect(b);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 2, 160);
        first.Sent.Should().ContainSingle();
        second.Sent.Should().HaveCount(2);
    }

    [Fact]
    public void Refused_packets_are_counted_and_go_nowhere()
    {
        var (a, _) = _stage.Open();
        var (b, socket) = _stage.Open();
        a.Connect(b);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 1, 0);
        _stage.Receive(a, Stage.Remote(9), Stage.Loud, 2, 160);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 2, 160, payloadType: 55);
        _stage.ReceiveRaw(a, a.Rtp, Stage.Remote(1), []);
        _stage.ReceiveRaw(a, a.Rtp, Stage.Remote(1), [0x80, 8, 0]);
        _stage.ReceiveRaw(a, a.Rtp, Stage.Remote(1), new byte[40]);
        _stage.ReceiveRaw(a, a.Rtcp, Stage.Remote(1), [0x80, 200, 0, 1]);

        a.Statistics().PacketsRefused.Should().Be(6);
        a.Statistics().PacketsReceived.Should().Be(1);
        socket.Sent.Should().ContainSingle();
    }

    [Fact]
    public void Latching_and_the_first_audio_are_told_once()
    {
        var (a, _) = _stage.Open();
        for (ushort i = 0; i < 4; i++)
        {
            _stage.Receive(a, Stage.Remote(1), Stage.Quiet, i, i * 160u);
        }
        _stage.Told.Should().Equal(new StreamLatched(a.Id, Stage.Remote(1)));
        for (ushort i = 4; i < 9; i++)
        {
            _stage.Receive(a, Stage.Remote(1), Stage.Loud, i, i * 160u);
        }
        _stage.Told.Should().Equal(new StreamLatched(a.Id, Stage.Remote(1)), new AudioStarted(a.Id));
    }

    [Fact]
    public void A_tone_lasts_until_real_audio_comes_and_the_sequence_has_no_gap()
    {
        var (a, _) = _stage.Open();
        var (b, socket) = _stage.Open();
        a.Connect(b);
        b.TryPlay(Ringback(), until: a, _stage.Now).Should().BeTrue();
        _stage.Pass(TimeSpan.FromMilliseconds(200));
        var tonePackets = socket.Sent.Count;
        tonePackets.Should().BeInRange(10, 11);

        // Early media that is still mute: the tone goes on, and the silence does not get through.
        _stage.Receive(a, Stage.Remote(1), Stage.Quiet, 1, 0);
        _stage.Receive(a, Stage.Remote(1), Stage.Quiet, 2, 160);
        socket.Sent.Should().HaveCount(tonePackets);
        _stage.Pass(TimeSpan.FromMilliseconds(20));
        socket.Sent.Should().HaveCount(tonePackets + 1);

        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 3, 320);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 4, 480);
        _stage.Pass(TimeSpan.FromMilliseconds(20));
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 5, 640);

        socket.Sent.Should().HaveCount(tonePackets + 3);
        AssertContinuous(socket);
        var last = socket.SentHeaders.TakeLast(2).ToArray();
        last[0].Marker.Should().BeTrue();
        last[1].Marker.Should().BeFalse();
        socket.Sent[^1].Bytes[12..].Should().Equal(Stage.Loud);
    }

    [Fact]
    public void A_tone_without_a_source_to_wait_for_lasts_until_it_is_stopped()
    {
        var (a, _) = _stage.Open();
        var (b, socket) = _stage.Open();
        a.Connect(b);
        b.TryPlay(Ringback(), until: null, _stage.Now);
        _stage.Pass(TimeSpan.FromSeconds(6));
        for (ushort i = 0; i < 10; i++)
        {
            _stage.Receive(a, Stage.Remote(1), Stage.Loud, i, i * 160u);
        }
        socket.SentHeaders.Count().Should().BeInRange(300, 301);
        b.Stop<SteadyTone>(PlaybackEnd.Stopped, _stage.Now);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 10, 1600);
        socket.Sent[^1].Bytes[12..].Should().Equal(Stage.Loud);
        AssertContinuous(socket);
    }

    [Fact]
    public void Audio_that_was_under_way_when_the_tone_began_does_not_end_it_and_what_comes_later_does()
    {
        var (a, _) = _stage.Open();
        var (b, socket) = _stage.Open();
        a.Connect(b);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 1, 0);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 2, 160);
        b.TryPlay(Ringback(), until: a, _stage.Now);
        for (ushort i = 3; i < 23; i++)
        {
            _stage.Pass(TimeSpan.FromMilliseconds(20));
            _stage.Receive(a, Stage.Remote(1), Stage.Loud, i, (uint)(i - 1) * 160);
        }
        socket.Sent[^1].Bytes[12..].Should().NotEqual(Stage.Loud, "a party that holds speaks until its offer is answered");
        _stage.Pass(TimeSpan.FromSeconds(1));
        var before = socket.Sent.Count;
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 23, 12_000);
        socket.Sent.Should().HaveCount(before);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 24, 12_160);
        socket.Sent.Should().HaveCount(before + 1);
        socket.Sent[^1].Bytes[12..].Should().Equal(Stage.Loud);
    }

    [Fact]
    public void A_tone_needs_a_format_that_it_can_be_made_in()
    {
        var (a, _) = _stage.Open(Stage.Settings(1) with { Formats = [new PayloadFormat(18, "G729", 8000), Stage.Events] });
        a.TryPlay(Ringback(), until: null, _stage.Now).Should().BeFalse();

        var (b, socket) = _stage.Open(Stage.Settings(2) with { Formats = [new PayloadFormat(18, "G729", 8000), Stage.Pcmu] });
        b.TryPlay(Ringback(), until: null, _stage.Now).Should().BeTrue();
        _stage.Pass(TimeSpan.FromMilliseconds(20));
        socket.SentHeaders.First().PayloadType.Should().Be(0);
    }

    [Fact]
    public void Filler_begins_when_the_partner_falls_silent_and_ends_when_it_speaks()
    {
        var (a, _) = _stage.Open(Stage.Settings(1) with { Formats = [Stage.Pcma, Stage.Noise] });
        var (b, socket) = _stage.Open(Stage.Settings(2) with { FillSilence = true });
        a.Connect(b);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 1, 0);

        // Comfort noise that the line did not agree: it goes nowhere, and the filler takes its place.
        _stage.Receive(a, Stage.Remote(1), [0x40], 2, 160, payloadType: 13);
        socket.Sent.Should().ContainSingle();
        _stage.Pass(TimeSpan.FromMilliseconds(180));
        socket.Sent.Should().ContainSingle();
        _stage.Pass(TimeSpan.FromSeconds(1));
        socket.Sent.Count.Should().BeInRange(48, 51);
        socket.Sent[^1].Bytes[12..].Should().Equal(Stage.Quiet);

        var fillers = socket.Sent.Count;
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 3, 9600);
        _stage.Pass(TimeSpan.FromMilliseconds(100));
        socket.Sent.Should().HaveCount(fillers + 1);
        AssertContinuous(socket);
    }

    [Fact]
    public void Filler_needs_a_partner_a_setting_and_a_direction()
    {
        var (a, _) = _stage.Open();
        var (_, alone) = _stage.Open(Stage.Settings(2) with { FillSilence = true });
        var (c, unwanted) = _stage.Open(Stage.Settings(3));
        var (d, held) = _stage.Open(Stage.Settings(4) with { FillSilence = true, Direction = MediaDirection.Inactive });
        a.Connect(c);
        a.Connect(d);
        _stage.Pass(TimeSpan.FromSeconds(1));
        alone.SentHeaders.Should().BeEmpty();
        unwanted.SentHeaders.Should().BeEmpty();
        held.SentHeaders.Should().BeEmpty();
    }

    [Fact]
    public void Keys_are_passed_with_their_payload_type_and_told_once()
    {
        var (a, _) = _stage.Open(Stage.Settings(1) with { Formats = [Stage.Pcma, new PayloadFormat(126, "TELEPHONE-EVENT", 8000)] });
        var (b, socket) = _stage.Open();
        a.Connect(b);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 1, 0);
        byte[][] key =
        [
            [5, 10, 0, 160],
            [5, 10, 1, 64],
            [5, 0x8A, 3, 32],
            [5, 0x8A, 3, 32],
            [5, 0x8A, 3, 32],
        ];
        for (var i = 0; i < key.Length; i++)
        {
            _stage.Receive(a, Stage.Remote(1), key[i], (ushort)(2 + i), 160, payloadType: 126, marker: i == 0);
        }
        _stage.Told.OfType<DigitReceived>().Should().Equal(new DigitReceived(a.Id, '5', TimeSpan.FromMilliseconds(100)));
        var sent = socket.SentHeaders.Skip(1).ToArray();
        sent.Should().HaveCount(5).And.OnlyContain(h => h.PayloadType == 101 && h.Timestamp == sent[0].Timestamp);
        sent[0].Marker.Should().BeTrue();
        sent[1].Marker.Should().BeFalse();
    }

    [Fact]
    public void Peer_gets_the_payload_types_that_its_SDP_names_for_its_own_direction()
    {
        // It sends events as 101 to us and wants them as 97; the other side has them as 126.
        var (a, _) = _stage.Open(Stage.Settings(1) with { Formats = [Stage.Pcma, new PayloadFormat(126, "TELEPHONE-EVENT", 8000)] });
        var asymmetric = Stage.Settings(2) with
        {
            Formats = [new PayloadFormat(8, "PCMA", 8000) { SendPayloadType = 96 }, Stage.Events with { SendPayloadType = 97 }],
            FillSilence = true,
        };
        var (b, socket) = _stage.Open(asymmetric);
        a.Connect(b);
        b.Connect(a);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 1, 0);
        _stage.Receive(a, Stage.Remote(1), [5, 10, 0, 160], 2, 160, payloadType: 126, marker: true);
        socket.SentHeaders.Select(h => h.PayloadType).Should().Equal(96, 97);
        _stage.Receive(b, Stage.Remote(2), [5, 10, 0, 160], 1, 0, payloadType: 101, marker: true);
        _stage.Told.OfType<StreamLatched>().Should().HaveCount(2, "what it sends comes under the number that we named");
        _stage.Pass(TimeSpan.FromSeconds(2));
        socket.SentHeaders.Skip(2).Should().NotBeEmpty("filler").And.OnlyContain(h => h.PayloadType == 96);
    }

    [Fact]
    public void A_key_whose_end_is_lost_is_told_all_the_same()
    {
        var (a, _) = _stage.Open();
        _stage.Receive(a, Stage.Remote(1), [11, 10, 0, 160], 1, 0, payloadType: 101, marker: true);
        _stage.Pass(TimeSpan.FromSeconds(1));
        _stage.Told.OfType<DigitReceived>().Should().ContainSingle().Which.Digit.Should().Be('#');
    }

    [Fact]
    public void A_new_source_begins_its_keys_anew()
    {
        var (a, _) = _stage.Open();
        _stage.Receive(a, Stage.Remote(1), [1, 0x8A, 3, 32], 1, 900_000, payloadType: 101, marker: true);
        _stage.Receive(a, Stage.Remote(1), [2, 10, 3, 32], 2, 950_000, payloadType: 101, marker: true);
        _stage.Receive(a, Stage.Remote(1), [3, 0x8A, 3, 32], 1, 5, payloadType: 101, marker: true, ssrc: 78);
        _stage.Told.OfType<DigitReceived>().Select(d => d.Digit).Should().Equal('1', '2', '3');
    }

    [Fact]
    public void Keys_of_our_own_are_sent_in_place_of_audio()
    {
        var (a, _) = _stage.Open();
        var (b, socket) = _stage.Open();
        a.Connect(b);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 1, 0);
        b.Sender.Maker.TryAddKeys("1#", _stage.Now).Should().BeTrue();
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 2, 160);
        _stage.Pass(TimeSpan.FromSeconds(1));
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 3, 8160);

        var headers = socket.SentHeaders.ToArray();
        headers[0].PayloadType.Should().Be(8);
        headers[^1].PayloadType.Should().Be(8);
        headers[1..^1].Should().OnlyContain(h => h.PayloadType == 101);
        headers[1..^1].Count(h => h.Marker).Should().Be(2);
        AssertContinuous(socket);

        var reader = new TelephoneEventReader();
        var digits = "";
        foreach (var (bytes, _) in socket.Sent.Skip(1).SkipLast(1))
        {
            RtpHeader.TryParse(bytes, out var header).Should().BeTrue();
            reader.Read(header, bytes.AsSpan(12), 0);
            digits += reader.TryTake(out var key) ? key.Digit : "";
        }
        digits.Should().Be("1#");
    }

    [Fact]
    public void Keys_are_refused_without_their_format_or_for_other_characters()
    {
        var (a, _) = _stage.Open(Stage.Settings(1) with { Formats = [new PayloadFormat(18, "G729", 8000)] });
        a.Sender.Maker.TryAddKeys("1", _stage.Now).Should().BeFalse();
        var (b, socket) = _stage.Open();
        b.Sender.Maker.TryAddKeys("12x", _stage.Now).Should().BeFalse();
        b.Sender.Maker.TryAddKeys(new string('1', 65), _stage.Now).Should().BeFalse();
        _stage.Pass(TimeSpan.FromSeconds(1));
        socket.SentHeaders.Should().BeEmpty();
    }

    [Fact]
    public void A_silent_peer_is_told_but_not_a_held_one()
    {
        var settings = Stage.Settings(1) with { SilenceTimeout = TimeSpan.FromSeconds(12) };
        var (a, _) = _stage.Open(settings);
        _stage.Pass(TimeSpan.FromSeconds(11));
        a.Configure(settings with { Direction = MediaDirection.Inactive }, _stage.Now);
        _stage.Pass(TimeSpan.FromMinutes(2));
        _stage.Told.Should().BeEmpty();
        a.Configure(settings, _stage.Now);
        _stage.Pass(TimeSpan.FromSeconds(13));
        _stage.Told.OfType<StreamSilent>().Should().ContainSingle();
    }

    [Fact]
    public void Under_load_the_system_filters_the_latched_source_until_settings_change_or_it_falls_silent()
    {
        var (a, socket) = _stage.Open();
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 1, 0);
        _stage.Pass(TimeSpan.FromMilliseconds(20));
        socket.Connected.IsNone.Should().BeTrue();

        _stage.IsBusy = true;
        _stage.Pass(TimeSpan.FromMilliseconds(20));
        socket.Connected.ToEndPoint().Should().Be(Stage.Remote(1));
        a.Configure(Stage.Settings(1) with { RemoteRtp = Stage.Remote(5) }, _stage.Now);
        socket.Connected.IsNone.Should().BeTrue();

        _stage.Receive(a, Stage.Remote(5), Stage.Loud, 2, 160);
        _stage.Pass(TimeSpan.FromMilliseconds(20));
        socket.Connected.ToEndPoint().Should().Be(Stage.Remote(5));
        _stage.Pass(TimeSpan.FromSeconds(2));
        socket.Connected.IsNone.Should().BeTrue();
    }

    private static SteadyTone Ringback() => new(new ToneGenerator(CountryTones.For(ToneKind.Ringback, "IT"), 8000));

    private static void AssertContinuous(FakeSocket socket)
    {
        var headers = socket.SentHeaders.ToArray();
        headers.Select(h => h.Ssrc).Distinct().Should().ContainSingle();
        for (var i = 1; i < headers.Length; i++)
        {
            headers[i].SequenceNumber.Should().Be((ushort)(headers[i - 1].SequenceNumber + 1));
            var step = unchecked((int)(headers[i].Timestamp - headers[i - 1].Timestamp));
            step.Should().BeGreaterThanOrEqualTo(0).And.BeLessThan(16_000);
        }
    }
}
