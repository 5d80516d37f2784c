using Ponte.Calls.Tests.Bench;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Tests.Calls;

/// <summary>A fax between two lines: what one gateway offers the other one answers (T.38 annex D), and its datagrams pass.</summary>
public sealed class FaxTests : FaxTestBase
{
    /// <summary>The usual way: the called fax hears the tone, and its gateway asks.</summary>
    [Fact]
    public void Called_gateway_asks_and_the_fax_flows()
    {
        var (caller, callee) = Talking();
        callee.Reinvites(Taken);
        Second.Take(100);
        var offer = Carrier.Take(SipMethod.Invite);
        PeerCall
            .Description(offer)
            .Print()
            .Should()
            .EndWith("m=image 40000 udptl t38\r\na=T38FaxVersion:0\r\na=T38MaxBitRate:9600\r\na=T38FaxUdpEC:t38UDPFEC\r\n");
        PeerCall.Description(offer).Origin.Version.Should().Be(2);
        Bench.Stream(1).Settings!.IsUdptl.Should().BeFalse("nothing is agreed yet");
        caller.AnswersReinvite(offer, Asked);

        var answer = PeerCall.Description(Second.Take(200));
        callee.Ack();
        answer.Media.Should().ContainSingle().Which.Port.Should().Be(40002, "the gateway may send to the port of the audio");
        answer.Media[0].Lines.Select(l => l.Value).Should().Equal(Asked.Fax!);
        ExpectFax();
        End(caller, callee);
    }

    [Fact]
    public void Calling_gateway_asks_and_the_fax_flows()
    {
        var (caller, callee) = Talking();
        AskByCaller(caller, callee);
        ExpectFax();
        End(caller, callee);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20000)]
    public void Audio_beside_the_fax_is_declined(int audioPort)
    {
        var (caller, callee) = Talking();
        AskByCaller(caller, callee, Asked with { AudioPort = audioPort })
            .Media.Select(m => $"{m.Media} {m.Port}")
            .Should()
            .Equal("audio 0", "image 40000");
        ExpectFax();
        End(caller, callee);
    }

    [Fact]
    public void Refusal_of_the_other_gateway_is_told_and_the_audio_goes_on()
    {
        var (caller, callee) = Talking();
        var before = Bench.Stream(1).Settings;
        caller.Reinvites(Asked);
        Carrier.Take(100);
        Refuse(Second, Second.Take(SipMethod.Invite), 415);
        caller.TakesReinviteRefusal(488);
        (Bench.Stream(1).Settings, Bench.Stream(2).Settings!.IsUdptl).Should().Be((before, false));
        caller.ReinvitesWith(new PeerSdp { Version = 3, Direction = "inactive" }).Origin.Version.Should().Be(2);
        callee.ReinvitesWith(Second.Sdp() with { Version = 2 }).Origin.Version.Should().Be(3, "the refused offer had 2");
        End(caller, callee);
    }

    [Fact]
    public void Who_offered_audio_too_keeps_it_when_the_fax_is_refused()
    {
        var (caller, callee) = Talking();
        caller.Reinvites(Asked with { AudioPort = 20050 });
        Carrier.Take(100);
        Refuse(Second, Second.Take(SipMethod.Invite), 488);
        var answer = PeerCall.Description(Carrier.Take(200));
        caller.Ack();
        answer.Media.Select(m => $"{m.Media} {m.Port}").Should().Equal("audio 40000", "image 0");
        Bench.Stream(1).Settings!.RemoteRtp!.Port.Should().Be(20050);
        End(caller, callee);
    }

    [Fact]
    public void Answer_that_declines_the_fax_is_a_refusal_and_audio_is_offered_again()
    {
        var (caller, callee) = Talking();
        caller.Reinvites(Asked);
        Carrier.Take(100);
        callee.AnswersReinvite(Second.Take(SipMethod.Invite), Taken with { Port = 0 });
        caller.TakesReinviteRefusal(488);
        var again = Second.Take(SipMethod.Invite);
        PeerCall.Description(again).Media.Should().ContainSingle().Which.Media.Should().Be("audio");
        callee.AnswersReinvite(again, Second.Sdp() with { Version = 3 });
        Bench.Stream(2).Settings!.IsUdptl.Should().BeFalse();
        End(caller, callee);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fax_goes_back_to_audio(bool byCaller)
    {
        var (caller, callee) = Talking();
        AskByCaller(caller, callee);
        var (from, to) = byCaller ? (caller, callee) : (callee, caller);
        from.Reinvites(from.Peer.Sdp() with { Version = 3 });
        from.Peer.Take(100);
        var offer = to.Peer.Take(SipMethod.Invite);
        PeerCall
            .Description(offer)
            .Media.Select(m => m.ToString())
            .Should()
            .Equal(byCaller ? "audio 40002 RTP/AVP 8 0 101" : "audio 40000 RTP/AVP 8 0 101");
        to.AnswersReinvite(offer, to.Peer.Sdp() with { Version = 3, Formats = [(0, "PCMU/8000")] });
        var answer = PeerCall.Description(from.Peer.Take(200));
        from.Ack();
        answer.Media[0].Formats.Should().Equal("0");
        Bench.Media.Streams.Values.Should().OnlyContain(s => !s.Settings!.IsUdptl && s.Settings.SilenceTimeout == TimeSpan.FromSeconds(30));
        Bench.Stream(byCaller ? 1 : 2).Settings!.Formats.Should().ContainSingle().Which.Encoding.Should().Be("PCMU");
        End(caller, callee);
    }

    [Fact]
    public void Refused_change_of_the_fax_leaves_it_as_it_is()
    {
        var (caller, callee) = Talking();
        AskByCaller(caller, callee);
        caller.Reinvites(Asked with { Version = 3, AudioPort = 20000, Fax = ["T38FaxVersion:3"] });
        Carrier.Take(100);
        Refuse(Second, Second.Take(SipMethod.Invite), 488);
        caller.TakesReinviteRefusal(488);
        ExpectFax();
        End(caller, callee);
    }

    [Fact]
    public void Refused_way_back_leaves_the_fax()
    {
        var (caller, callee) = Talking();
        AskByCaller(caller, callee);
        caller.Reinvites(new PeerSdp { Version = 3 });
        Carrier.Take(100);
        Refuse(Second, Second.Take(SipMethod.Invite), 488);
        caller.TakesReinviteRefusal(488);
        ExpectFax();
        End(caller, callee);
    }

    [Fact]
    public void Teams_never_sees_a_fax()
    {
        var (caller, callee) = Bench.Established();
        caller.ReinvitesInVain(Asked, 488);
        caller
            .ReinvitesWith(Asked with { AudioPort = 20000 })
            .Media.Select(m => $"{m.Media} {m.Port}")
            .Should()
            .Equal("audio 40000", "image 0");
        callee.ReinvitesInVain(Taken, 488);
        Teams.TakesNothing();
        Carrier.TakesNothing();
        End(caller, callee);
    }

    [Fact]
    public void Line_of_which_the_company_says_so_gets_no_fax()
    {
        Bench.Director.Carrier = Bench.Director.Carrier with { PassesFax = false };
        var (caller, callee) = Talking();
        caller.ReinvitesInVain(Asked, 488);
        Second.TakesNothing();
        End(caller, callee);
    }

    [Fact]
    public void First_offer_with_nothing_but_a_fax_is_refused() => Carrier.Call("second", Asked).TakesRefusal(488);

    [Fact]
    public void First_offer_of_audio_and_fax_is_a_call()
    {
        var caller = Carrier.Call("second", Asked with { AudioPort = 20000 });
        Carrier.Take(100);
        var callee = Second.Called();
        PeerCall.Description(callee.Request).Media.Should().ContainSingle().Which.Media.Should().Be("audio");
        callee.Answers();
        PeerCall.Description(caller.TakesAnswer()).Media.Select(m => $"{m.Media} {m.Port}").Should().Equal("audio 40000", "image 0");
        AskByCaller(caller, callee, Asked with { AudioPort = 0, Version = 3 });
        ExpectFax();
        End(caller, callee);
    }

    [Fact]
    public void Refreshes_repeat_the_fax()
    {
        Bench.Director.Carrier = Bench.Director.Carrier with
        {
            Session = Bench.Director.Carrier.Session with
            {
                SessionTimer = new SessionTimerSettings { Interval = TimeSpan.FromMinutes(5) },
            },
        };
        var (caller, callee) = Talking();
        var answer = AskByCaller(caller, callee);
        caller.ReinvitesWith(Asked).Print().Should().Be(answer.Print());
        caller.ReinvitesWith(null, inAck: Asked).Print().Should().Be(answer.Print(), "asked for our offer, we offer what holds");
        Second.TakesNothing();
        Bench.AwaitMessage(Carrier, 200);
        var refresh = Carrier.Take(SipMethod.Invite);
        PeerCall.Description(refresh).Print().Should().Be(answer.Print());
        caller.AnswersReinvite(refresh, Asked);
        ExpectFax();
        End(caller, callee);
    }

    /// <summary>G.729 is nothing but a name to us: both sides have it, and neither shall use annex B (RFC 4856 section 2.1.9).</summary>
    [Fact]
    public void G729_passes_with_its_annex_B_said_to_both()
    {
        Bench.Director.Carrier = Bench.Director.Carrier with
        {
            Media = new AudioCapabilities { Codecs = [CodecOffer.G729, CodecOffer.Pcma] },
        };
        (int, string)[] formats = [(18, "G729/8000"), (101, "telephone-event/8000")];
        var caller = Carrier.Call("second", new PeerSdp { Formats = formats, Parameters = "18 annexb=no" });
        Carrier.Take(100);
        var callee = Second.Called();
        var offer = PeerCall.Description(callee.Request).Media[0];
        (offer.Formats[0], offer.FormatParameters("18")).Should().Be(("18", "annexb=no"));
        callee.Answers(Second.Sdp() with { Formats = formats, Parameters = "18 annexb=no" });
        var answer = PeerCall.Description(caller.TakesAnswer()).Media[0];
        answer.Formats.Should().Equal("18", "101");
        answer.FormatParameters("18").Should().Be("annexb=no");
        Bench.Media.Streams.Values.Should().OnlyContain(s => s.Settings!.Formats[0].Encoding == "G729" && s.Listeners.Count == 1);
        End(caller, callee);
    }
}
