using System.Collections.Immutable;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Model;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp.Negotiation;
using Ponte.TestKit.Media;

namespace Ponte.Calls.Tests.Calls;

/// <summary>Legs that share no codec talk all the same; wherever they share one nothing is transcoded.</summary>
public sealed class TranscodingTests : CallTests
{
    private static readonly (int, string)[] Alaw = [(8, "PCMA/8000"), (101, "telephone-event/8000")];
    private static readonly (int, string)[] Mulaw = [(0, "PCMU/8000")];
    private static readonly (int, string)[] Wide = [(9, "G722/8000"), (97, "telephone-event/8000")];
    private static readonly (int, string)[] Opus = [(111, "opus/48000/2"), (110, "telephone-event/48000")];

    [Fact]
    public void A_wide_phone_calls_a_narrow_carrier_holds_comes_back_and_outlives_a_restart()
    {
        var (caller, callee) = PhoneCallsCarrier([CodecOffer.G722], Wide, Alaw);
        FormatsOf(callee.Request).Should().Equal("8", "0", "101");
        Encodings(1).Should().Equal("G722", "TELEPHONE-EVENT");
        Encodings(2).Should().Equal("PCMA", "TELEPHONE-EVENT");
        Bench.Stream(1).Settings!.Formats[1].PayloadType.Should().Be(97, "keys keep each side's number");
        Bench.Stream(2).Settings!.Formats[1].PayloadType.Should().Be(101);
        TalksBothWays();

        Holds(caller);
        Bench.Director.Taken.Clear(); // what the former process held is gone with it
        Bench.Restart().Should().Be(1);
        TalksBothWays();
        Holds(caller);
        Carrier.TakesNothing();
        caller.Bye();
        callee.TakesBye();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Opus_is_transcoded_where_the_media_knows_it(bool isKnown)
    {
        Bench = new CallsBench(new CallsOptions { HasOpus = isKnown });
        Bench.Director.PhoneMedia = new AudioCapabilities { Codecs = [CodecOffer.Opus] };
        var caller = Phone.Call("carrier", PhoneSdp(Opus));
        if (!isKnown)
        {
            caller.TakesRefusal(488);
            Bench.End.Cause.Should().Be(EndCause.NoCommonMedia);
            Carrier.TakesNothing();
            return;
        }
        Phone.Take(100);
        var callee = Carrier.Called();
        callee.Answers(new PeerSdp { Formats = Alaw });
        FormatsOf(caller.TakesAnswer()).Should().Equal("111", "110");
        Bench.Stream(1).Settings!.Formats.Select(f => f.ClockRate).Should().Equal(48000, 48000);
        TalksBothWays();
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void A_narrow_carrier_calls_a_wide_phone()
    {
        Bench.Director.PhoneMedia = new AudioCapabilities { Codecs = [CodecOffer.G722] };
        var caller = Carrier.Call("phone");
        Carrier.Take(100);
        var callee = Phone.Called();
        FormatsOf(callee.Request).Should().Equal("9", "101");
        callee.Responds(183, PhoneSdp([(9, "G722/8000"), (101, "telephone-event/8000")]));
        FormatsOf(caller.Takes(183)).Should().Equal("8", "0", "101");
        callee.Answers(PhoneSdp([(9, "G722/8000"), (101, "telephone-event/8000")]));
        caller.TakesAnswer();
        Phone.TakesNothing();
        TalksBothWays();
        callee.Bye();
        caller.TakesBye();
    }

    [Fact]
    public void A_phone_with_G711_is_not_tempted_into_a_wide_codec_by_a_call_of_a_carrier()
    {
        Bench.Director.PhoneMedia = new AudioCapabilities { Codecs = [CodecOffer.G722, CodecOffer.Pcma, CodecOffer.Pcmu] };
        var caller = Carrier.Call("phone", new PeerSdp { Formats = Alaw });
        Carrier.Take(100);
        var callee = Phone.Called();
        FormatsOf(callee.Request).Should().Equal("8", "0", "101");
        callee.Answers(PhoneSdp(Alaw));
        FormatsOf(caller.TakesAnswer()).Should().Equal("8", "101");
        caller.Bye();
        callee.TakesBye();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(488)]
    public void A_called_party_that_prefers_what_only_it_has_is_asked_to_change(int status)
    {
        var caller = Carrier.Call("second", new PeerSdp { Formats = Mulaw });
        Carrier.Take(100);
        var callee = Second.Called();
        FormatsOf(callee.Request).Should().Equal("0", "8");
        callee.Answers(SecondSdp([(8, "PCMA/8000"), (0, "PCMU/8000")]));
        FormatsOf(caller.TakesAnswer()).Should().Equal("0");
        var reinvite = Second.Take(SipMethod.Invite);
        FormatsOf(reinvite).Should().Equal("0");
        if (status == 200)
        {
            callee.AnswersReinvite(reinvite, SecondSdp(Mulaw));
            Encodings(2).Should().Equal("PCMU");
        }
        else
        {
            Second.Send(SipResponseBuilder.For(reinvite, status).Build());
            Second.Take(SipMethod.Ack);
            Encodings(2).Should().Equal(["PCMA", "PCMU"], "it is transcoded then");
        }
        TalksBothWays();
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void A_law_is_made_of_the_other_law_only_where_the_called_party_has_no_other()
    {
        var caller = Carrier.Call("second", new PeerSdp { Formats = Mulaw });
        Carrier.Take(100);
        var callee = Second.Called();
        callee.Answers(SecondSdp([(8, "PCMA/8000")]));
        FormatsOf(caller.TakesAnswer()).Should().Equal("0");
        Encodings(2).Should().Equal("PCMA");
        Second.TakesNothing();
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void What_cannot_be_decoded_finds_no_partner()
    {
        Bench.Director.PhoneMedia = new AudioCapabilities { Codecs = [CodecOffer.G729] };
        var caller = Phone.Call("carrier", PhoneSdp([(18, "G729/8000")]));
        caller.TakesRefusal(488);
        Bench.End.Cause.Should().Be(EndCause.NoCommonMedia);
        Carrier.TakesNothing();
    }

    [Fact]
    public void A_party_that_is_handed_over_to_one_without_its_codecs_is_left_as_it_is()
    {
        Bench.Director.PhoneMedia = new AudioCapabilities { Codecs = [CodecOffer.G722] };
        var caller = Carrier.Call("second");
        Carrier.Take(100);
        var callee = Second.Called();
        callee.Answers(SecondSdp(Alaw));
        caller.TakesAnswer();
        callee.Refers(Second, "sip:phone@192.0.2.1");
        var target = Phone.Called();
        FormatsOf(target.Request).Should().Equal("9", "101");
        target.Answers(PhoneSdp([(9, "G722/8000"), (101, "telephone-event/8000")]));
        Second.TakesOutcome(200);
        Bench.Advance(2.1);
        callee.TakesBye();
        Carrier.TakesNothing();
        Bench.Sink.All<LegsBridged>().Should().HaveCount(2);
        Connected(Bench.Stream(1), Bench.Stream(2));
        caller.Bye();
        target.TakesBye();
    }

    private (PeerCall Caller, PeerCall Callee) PhoneCallsCarrier(CodecOffer[] codecs, (int, string)[] phone, (int, string)[] carrier)
    {
        Bench.Director.PhoneMedia = new AudioCapabilities { Codecs = [.. codecs] };
        var caller = Phone.Call("carrier", PhoneSdp(phone));
        Phone.Take(100);
        var callee = Carrier.Called();
        callee.Answers(new PeerSdp { Formats = carrier });
        FormatsOf(caller.TakesAnswer()).Should().Equal(phone.Select(f => $"{f.Item1}"));
        return (caller, callee);
    }

    private void Holds(PeerCall caller)
    {
        var answer = caller.ReinvitesWith(caller.Sdp with { Version = caller.Sdp.Version + 1, Direction = "sendonly" });
        answer.Media[0].Formats.Should().Equal("9", "97");
        Bench.Stream(2).Tone!.Tone.Should().Be(ToneKind.Hold);
        caller.ReinvitesWith(caller.Sdp with { Version = caller.Sdp.Version + 1, Direction = "sendrecv" });
        Bench.Stream(2).Tone.Should().BeNull();
        Bench.Stream(1).Settings!.Direction.Should().Be(MediaDirection.SendReceive);
    }

    private void TalksBothWays() => Connected(Bench.Stream(1), Bench.Stream(2));

    private static void Connected(FakeStream first, FakeStream second)
    {
        first.Listeners.Should().Contain(second.Id);
        second.Listeners.Should().Contain(first.Id);
    }

    private IEnumerable<string> Encodings(int leg) => Bench.Stream(leg).Settings!.Formats.Select(f => f.Encoding);

    private static ImmutableArray<string> FormatsOf(SipMessage message) => PeerCall.Description(message).Media[0].Formats;

    private static PeerSdp PhoneSdp((int, string)[] formats) => new() { Address = "203.0.113.10", Formats = formats };

    private static PeerSdp SecondSdp((int, string)[] formats) => new() { Address = "198.51.100.8", Formats = formats };
}
