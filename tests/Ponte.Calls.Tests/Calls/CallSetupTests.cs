using System.Net;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Tests.Calls;

/// <summary>Calls from their INVITE to both talking, and the plain end.</summary>
public sealed class CallSetupTests : CallTests
{
    [Fact]
    public void Line_calls_teams_and_hangs_up()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        Bench.Media.Commands.Should().AllBeOfType<OpenStream>("media is open before the INVITE goes out").And.HaveCount(2);
        var callee = Teams.Called();
        callee.Request.RequestUriText.Should().Be("sip:+390212345678@52.114.0.1:5061");
        callee.Request.Headers.First(HeaderName.MaxForwards).Should().Be("69");
        callee.Responds(100);
        callee.Responds(180);
        caller.TakesRinging();
        Bench.Advance(4);
        callee.Answers();
        caller.TakesAnswer();
        Bench.Node.Calls.Should().ContainSingle().Which.AnsweredAt.Should().Be(Bench.World.Time.GetUtcNow());
        Bench.Advance(60);
        caller.Bye();
        callee.TakesBye().Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=16");

        Bench
            .Sink.Story()
            .Should()
            .Equal(
                "CallStarted",
                "LegStarted 1",
                "LegStarted 2",
                "LegRinging 2",
                "LegAnswered 2",
                "LegsBridged",
                "LegEnded 1",
                "LegEnded 2",
                "CallEnded"
            );
        Bench.End.Should().Be(new CallEnd(EndSide.Caller, EndCause.Normal));
        var started = Bench.Sink.Single<CallStarted>();
        started.Caller.Should().Be(new Party("+390299999999", "Ada"));
        started.Called.Should().Be(new Party("+390212345678", ""));
        var legs = Bench.Sink.All<LegStarted>().ToList();
        legs[0]
            .Should()
            .Be(new LegStarted(started.Call, started.At, new LegId(1), LegKind.Line, true, "carrier", "198.51.100.7", caller.CallId));
        legs[1].SipCallId.Should().Be(callee.CallId).And.NotBe(caller.CallId);
    }

    [Fact]
    public void Media_is_anchored_and_joined()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        var callee = Teams.Called();
        var offer = PeerCall.Description(callee.Request);
        offer.Media[0].Protocol.Should().Be("RTP/SAVP");
        offer.Media[0].Port.Should().Be(40002);
        offer.Connection!.Address.Should().Be("192.0.2.2");
        var ourKey = offer.Media[0].Cryptos.Should().ContainSingle().Subject;
        callee.Answers();
        var answer = PeerCall.Description(caller.TakesAnswer());
        answer.Media[0].Protocol.Should().Be("RTP/AVP");
        answer.Media[0].Port.Should().Be(40000);
        answer.Connection!.Address.Should().Be("192.0.2.1");

        var line = Bench.Stream(1);
        line.AddressName.Should().Be("default");
        line.Settings!.RemoteRtp.Should().Be(IPEndPoint.Parse("198.51.100.7:20000"));
        line.Settings.SendKey.Should().BeNull();
        line.Settings.FillSilence.Should().BeTrue();
        line.Settings.SilenceTimeout.Should().Be(TimeSpan.FromSeconds(30));
        var teams = Bench.Stream(2);
        teams.AddressName.Should().Be("teams");
        teams.Settings!.RemoteRtp.Should().Be(IPEndPoint.Parse("52.112.0.9:49170"));
        teams.Settings.SendKey!.KeyAndSalt.Should().Equal(ourKey.Key.KeyAndSalt);
        Convert.ToBase64String(teams.Settings.ReceiveKey!.KeyAndSalt.AsSpan()).Should().Be(PeerSdp.Key);
        teams.Settings.Direction.Should().Be(MediaDirection.SendReceive);
        line.Listeners.Should().Equal(teams.Id);
        teams.Listeners.Should().Equal(line.Id);
        line.Call.Should().Be(teams.Call);
        Bench.Journal.Saves.Should().Be(1, "the ACK changes nothing");

        caller.Bye();
        callee.TakesBye();
        Bench
            .Sink.All<LegEnded>()
            .Select(e => e.Media!.PacketsReceived)
            .Should()
            .Equal((long)line.Id.Value & 0xFFFF, (long)teams.Id.Value & 0xFFFF);
    }

    [Fact]
    public void The_journal_has_the_call_before_the_caller_has_the_answer()
    {
        var seen = new List<int>();
        Bench.Journal.Saving = () => seen.Add(Carrier.Inbox.Count);
        var caller = Carrier.Call();
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Answers();
        caller.TakesAnswer();
        seen.Should().Equal([0], "the 200 was not sent yet, and nothing is saved twice");
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Teams_calls_line_and_the_line_hangs_up()
    {
        var (caller, callee) = Bench.EstablishedFromTeams();
        callee.Bye("Reason: Q.850;cause=16;text=\"Normal\"");
        caller.TakesBye().Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=16");
        Bench.End.Should().Be(new CallEnd(EndSide.Callee, EndCause.Normal, 0, 16, "Normal"));
    }

    [Fact]
    public void Text_of_microsofts_reason_is_kept_and_not_passed_on()
    {
        var (caller, callee) = Bench.Established();
        callee.Bye("REASON: Q.850;cause=16;text=\"guid-1;CallEndReasonLocalUserInitiated\"");
        caller.TakesBye().Headers.First(HeaderName.Reason).Should().Be("Q.850;cause=16");
        Bench.End.Detail.Should().Be("guid-1;CallEndReasonLocalUserInitiated");
    }

    [Fact]
    public void Callee_is_offered_what_the_caller_has_and_behind_it_what_can_be_made_of_that()
    {
        var caller = Carrier.Call(sdp: new PeerSdp { Formats = [(0, "PCMU/8000")] });
        Carrier.Take(100);
        var callee = Teams.Called();
        PeerCall.Description(callee.Request).Media[0].Formats.Should().Equal("0", "8");
        callee.Answers(PeerSdp.Teams with { Formats = [(0, "PCMU/8000")] });
        caller.TakesAnswer();
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Caller_is_answered_only_with_what_the_callee_took()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        var callee = Teams.Called();
        PeerCall.Description(callee.Request).Media[0].Formats.Should().Equal("8", "0", "101");
        callee.Answers(PeerSdp.Teams with { Formats = [(0, "PCMU/8000"), (101, "telephone-event/8000")] });
        PeerCall.Description(caller.TakesAnswer()).Media[0].Formats.Should().Equal("0", "101");
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Payload_types_of_the_two_directions_may_differ()
    {
        var caller = Carrier.Call(sdp: new PeerSdp { Formats = [(8, "PCMA/8000"), (96, "telephone-event/8000")] });
        Carrier.Take(100);
        var callee = Teams.Called();
        // We offered events as 101; Teams names 97 for what it wants to receive.
        callee.Answers(PeerSdp.Teams with { Formats = [(8, "PCMA/8000"), (97, "telephone-event/8000")] });
        caller.TakesAnswer();
        Bench
            .Stream(1)
            .Settings!.Formats.Should()
            .Equal(new PayloadFormat(8, "PCMA", 8000), new PayloadFormat(96, "TELEPHONE-EVENT", 8000));
        Bench
            .Stream(2)
            .Settings!.Formats.Should()
            .Equal(new PayloadFormat(8, "PCMA", 8000), new PayloadFormat(101, "TELEPHONE-EVENT", 8000) { SendPayloadType = 97 });
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Caller_without_offer_gets_ours_and_answers_in_its_ACK()
    {
        var caller = Carrier.Call(withSdp: false);
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Answers(PeerSdp.Teams with { Formats = [(8, "PCMA/8000")] });
        var offer = PeerCall.Description(caller.Takes(200));
        offer.Media[0].Formats.Should().Equal("8", "0");
        Bench.Stream(1).Settings.Should().BeNull("nothing is agreed yet");
        Bench.Journal.Saves.Should().Be(0);
        caller.Ack(new PeerSdp { Formats = [(8, "PCMA/8000")] });
        Bench.Stream(1).Settings!.RemoteRtp.Should().Be(IPEndPoint.Parse("198.51.100.7:20000"));
        Bench.Journal.Calls.Should().HaveCount(1);
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Caller_whose_ACK_brings_no_answer_is_ended()
    {
        var caller = Carrier.Call(withSdp: false);
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Answers();
        caller.Takes(200);
        caller.Ack();
        caller.TakesBye();
        callee.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.ProtocolError);
    }

    [Theory]
    [InlineData(EndCause.UnknownNumber, 0, 404, "Q.850;cause=1")]
    [InlineData(EndCause.Forbidden, 433, 433, "Q.850;cause=21")]
    public void Plan_that_refuses_is_obeyed(EndCause cause, int status, int expected, string reason)
    {
        var refusal = new CallEnd(EndSide.System, cause, status, Detail: "as the plan says");
        Bench.Director.Change = plan => plan with { Refusal = refusal };
        var caller = Carrier.Call();
        caller.TakesRefusal(expected).Headers.First(HeaderName.Reason).Should().Be(reason);
        Bench.End.Should().Be(refusal);
        Bench.Media.Commands.Should().BeEmpty();
        Bench.Sink.Story().Should().Equal("CallStarted", "LegStarted 1", "LegEnded 1", "CallEnded");
    }

    [Fact]
    public void Offer_without_common_codec_gets_488()
    {
        var caller = Carrier.Call(sdp: new PeerSdp { Formats = [(18, "G729/8000")] });
        caller.TakesRefusal(488).Headers.First(HeaderName.Warning).Should().Be("399 ponte \"no common codec\"");
        Bench.End.Should().Be(new CallEnd(EndSide.System, EndCause.NoCommonMedia, 488, Detail: "no common codec"));
        Teams.TakesNothing();
    }

    [Fact]
    public void Offer_without_SRTP_from_teams_gets_488()
    {
        var caller = Teams.Call(sdp: new PeerSdp());
        caller.TakesRefusal(488);
        Bench.End.Cause.Should().Be(EndCause.NoCommonMedia);
    }

    [Fact]
    public void Answer_without_crypto_of_teams_ends_both_sides()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Answers(new PeerSdp());
        callee.TakesBye();
        caller.TakesRefusal(488);
        Bench.End.Cause.Should().Be(EndCause.NoCommonMedia);
    }

    [Theory]
    [InlineData("application/sdp", "v=0\r\nnonsense", 400)]
    [InlineData("text/plain", "v=0\r\n", 415)]
    public void Unreadable_body_is_refused(string type, string body, int status)
    {
        var invite = new SipRequestBuilder(SipMethod.Invite, "sip:+390212345678@192.0.2.1")
            .Add(HeaderName.Via, "SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bKx1")
            .Add(HeaderName.MaxForwards, "70")
            .Add(HeaderName.From, "<sip:a@b>;tag=f1")
            .Add(HeaderName.To, "<sip:c@d>")
            .Add(HeaderName.CallId, "body-1")
            .Add(HeaderName.CSeq, "1 INVITE")
            .Add(HeaderName.Contact, Carrier.Contact)
            .Body(type, System.Text.Encoding.UTF8.GetBytes(body))
            .Build();
        Carrier.Send(invite);
        var refusal = Carrier.Take(status);
        if (status == 400)
        {
            refusal.Headers.First(HeaderName.Warning).Should().StartWith("399 ponte \"SDP at byte").And.EndWith("\"");
        }
        var ack = new SipRequestBuilder(SipMethod.Ack, "sip:+390212345678@192.0.2.1")
            .Add(HeaderName.Via, "SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bKx1")
            .Add(HeaderName.From, "<sip:a@b>;tag=f1")
            .Add(HeaderName.To, refusal.Headers.First(HeaderName.To)!)
            .Add(HeaderName.CallId, "body-1")
            .Add(HeaderName.CSeq, "1 ACK");
        Carrier.Send(ack.Build());
    }

    [Fact]
    public void Used_up_Max_Forwards_gets_483()
    {
        var caller = Carrier.Call(headers: "Max-Forwards: 0");
        caller.TakesRefusal(483);
        Bench.Sink.Events.Should().BeEmpty();
    }

    [Fact]
    public void Unknown_source_gets_403_and_no_call()
    {
        var caller = Bench.Stranger.Call();
        caller.TakesRefusal(403);
        Bench.Sink.Events.Should().BeEmpty();
        Bench.Media.Commands.Should().BeEmpty();
    }

    [Fact]
    public void Source_that_has_to_prove_itself_gets_the_challenge_and_no_call()
    {
        Bench.Director.Unknown = new Identification.Refused(407, [new ExtraHeader("Proxy-Authenticate", "Digest realm=\"r\"")]);
        var caller = Bench.Stranger.Call();
        var response = caller.TakesRefusal(407);
        response.Headers.First(HeaderName.ProxyAuthenticate).Should().Be("Digest realm=\"r\"");
        Bench.Sink.Events.Should().BeEmpty();
        Bench.Media.Commands.Should().BeEmpty();
    }

    [Fact]
    public void SHA1_32_first_in_teams_offer_does_not_win()
    {
        Bench.Director.Teams = Bench.Director.Teams with
        {
            Media = Bench.Director.Teams.Media with { SrtpSuites = [SrtpSuites.AesCm128HmacSha180] },
        };
        var sdp = PeerSdp.Teams with { Crypto = $"2 AES_CM_128_HMAC_SHA1_80 inline:{PeerSdp.Key}|2^31" };
        var caller = Teams.Call(sdp: sdp);
        Teams.Take(100);
        var callee = Carrier.Called();
        callee.Answers();
        var crypto = PeerCall.Description(caller.TakesAnswer()).Media[0].Cryptos.Should().ContainSingle().Subject;
        crypto.Tag.Should().Be(2, "the tag of the chosen line is echoed");
        crypto.Suite.Should().Be(SrtpSuites.AesCm128HmacSha180);
        Bench.Stream(1).Settings!.SendKey!.KeyAndSalt.Should().Equal(crypto.Key.KeyAndSalt);
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Callee_that_answers_on_hold_is_on_hold()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Answers(PeerSdp.Teams with { Direction = "inactive" });
        PeerCall.Description(caller.TakesAnswer()).Media[0].Direction.Should().Be(AudioDirection.SendReceive);
        Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Hold);
        caller.Bye();
        callee.TakesBye();
    }
}
