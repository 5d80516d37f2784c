using System.Net;
using Ponte.Calls.Events;
using Ponte.Calls.Node;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;

namespace Ponte.Calls.Tests.Calls;

/// <summary>What the caller hears before the answer.</summary>
public sealed class EarlyMediaTests : CallTests
{
    [Fact]
    public void Rings_of_several_endpoints_are_one_ring_for_the_caller()
    {
        var (caller, callee) = FromCarrier();
        callee.Responds(180, tag: "a");
        callee.Responds(180, tag: "b");
        callee.Responds(180, tag: "c");
        caller.TakesRinging();
        Carrier.TakesNothing();
        End(caller, callee, "c");
    }

    [Fact]
    public void Ringing_teams_caller_gets_180()
    {
        var (caller, callee) = FromTeams();
        callee.Responds(180);
        caller.TakesRinging();
        Bench.Media.Commands.OfType<PlayTone>().Should().BeEmpty();
        End(caller, callee);
    }

    [Fact]
    public void Early_media_of_a_carrier_reaches_teams_at_once()
    {
        var (caller, callee) = FromTeams();
        callee.Responds(183, new PeerSdp());
        var progress = caller.Takes(183);
        var early = PeerCall.Description(progress);
        Bench.Stream(1).Settings!.RemoteRtp.Should().Be(IPEndPoint.Parse("52.112.0.9:49170"));
        Bench.Stream(1).Settings!.SilenceTimeout.Should().Be(TimeSpan.Zero);
        Bench.Stream(2).Settings!.RemoteRtp.Should().Be(IPEndPoint.Parse("198.51.100.7:20000"));
        Bench.Stream(2).Settings!.SilenceTimeout.Should().Be(TimeSpan.Zero, "nobody is bound to send before the answer");
        Bench.Stream(2).Listeners.Should().Equal(Bench.Stream(1).Id);
        Bench.Stream(1).Listeners.Should().Equal(Bench.Stream(2).Id);
        callee.Answers(new PeerSdp());
        var answer = PeerCall.Description(caller.TakesAnswer());
        answer.Print().Should().Be(early.Print(), "keys, ports and version stay from the 183 on");
        Bench.Stream(2).Settings!.SilenceTimeout.Should().Be(TimeSpan.FromSeconds(30));
        Bench.Sink.Story().Should().ContainInOrder("LegStarted 2", "LegEarlyMedia 2", "LegAnswered 2", "LegsBridged");
        callee.Bye();
        caller.TakesBye();
    }

    [Fact]
    public void Ring_with_SDP_is_early_media_too()
    {
        var (caller, callee) = FromTeams();
        callee.Responds(180, new PeerSdp());
        caller.TakesRinging(); // the ring comes first, then what is heard
        caller.Takes(183).Body.IsEmpty.Should().BeFalse();
        End(caller, callee);
    }

    [Fact]
    public void Silent_183_of_teams_is_ringing_for_the_line()
    {
        var (caller, callee) = FromCarrier();
        callee.Responds(183, PeerSdp.Teams);
        caller.TakesRinging();
        Bench
            .Stream(2)
            .Settings!.RemoteRtp.Should()
            .Be(IPEndPoint.Parse("52.112.0.9:49170"), "what Teams sends must be heard to be judged");
        Bench.Stream(2).Listeners.Should().BeEmpty();
        Bench.Sink.All<LegEarlyMedia>().Should().BeEmpty();
        Bench.Media.Raise(new AudioStarted(Bench.Stream(2).Id));
        Bench.World.Run();
        PeerCall.Description(caller.Takes(183)).Media[0].Port.Should().Be(40000);
        Bench.Stream(2).Listeners.Should().Equal(Bench.Stream(1).Id);
        Bench.Sink.All<LegEarlyMedia>().Should().HaveCount(1);
        End(caller, callee);
    }

    [Fact]
    public void Silent_183_of_teams_stays_ringing_until_the_answer()
    {
        var (caller, callee) = FromCarrier();
        callee.Responds(180, tag: "a");
        caller.TakesRinging();
        callee.Responds(183, PeerSdp.Teams, "b");
        Carrier.TakesNothing();
        callee.Answers(PeerSdp.Teams, "b");
        caller.TakesAnswer();
        callee.Bye();
        caller.TakesBye();
    }

    [Fact]
    public void Line_that_wants_ringback_gets_it_in_a_183_of_ours()
    {
        Bench.Director.Carrier = Bench.Director.Carrier with { NeedsRingbackTone = true, Country = "DE" };
        var (caller, callee) = FromCarrier();
        callee.Responds(180);
        PeerCall.Description(caller.Takes(183)).Media[0].Direction.Should().Be(AudioDirection.SendReceive);
        var teams = Bench.Stream(2).Id;
        Bench.Stream(1).Tone.Should().Be(new PlayTone(Bench.Stream(1).Id, ToneKind.Ringback, "DE", 0, teams));
        Bench.Stream(2).Listeners.Should().Equal([Bench.Stream(1).Id], "audio takes the tone's place by itself");
        callee.Responds(180, tag: "b");
        Carrier.TakesNothing();
        callee.Answers();
        caller.TakesAnswer();
        Bench.Stream(1).Tone.Should().BeNull();
        callee.Bye();
        caller.TakesBye();
    }

    [Fact]
    public void Silent_183_after_a_ringback_of_ours_keeps_it_until_audio_comes()
    {
        Bench.Director.Carrier = Bench.Director.Carrier with { NeedsRingbackTone = true };
        var (caller, callee) = FromCarrier();
        callee.Responds(180);
        caller.Takes(183);
        callee.Responds(183, PeerSdp.Teams);
        Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Ringback);
        Bench.Media.Raise(new AudioStarted(Bench.Stream(2).Id));
        Bench.World.Run();
        Bench.Stream(1).Tone.Should().BeNull();
        Carrier.TakesNothing();
        End(caller, callee);
    }

    [Fact]
    public void Next_line_that_rings_after_early_media_of_the_first_is_heard_as_ringback()
    {
        var (caller, first) = FromTeams();
        first.Responds(183, new PeerSdp());
        caller.Takes(183);
        first.Refuses(503);
        var callee = Second.Called();
        callee.Responds(180);
        Teams.TakesNothing();
        Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Ringback);
        Bench.Stream(1).Tone!.UntilAudioFrom.Should().Be(Bench.Stream(2).Id);
        callee.Answers(new PeerSdp { Address = "198.51.100.8" });
        caller.TakesAnswer();
        Bench.Stream(1).Tone.Should().BeNull();
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Ring_after_audio_brings_no_tone_over_it()
    {
        var (caller, callee) = FromTeams();
        callee.Responds(183, new PeerSdp());
        caller.Takes(183);
        Bench.Media.Raise(new AudioStarted(Bench.Stream(2).Id));
        callee.Responds(180);
        Bench.Stream(1).Tone.Should().BeNull();
        Teams.TakesNothing();
        End(caller, callee);
    }

    [Fact]
    public void Forked_183s_are_followed_until_one_sends_and_the_answer_binds()
    {
        var (caller, callee) = FromCarrier();
        callee.Responds(183, PeerSdp.Teams with { Port = 50001 }, "a");
        caller.TakesRinging();
        Port().Should().Be(50001);
        callee.Responds(183, PeerSdp.Teams with { Port = 50002 }, "b");
        Port().Should().Be(50002, "nobody has sent yet");
        Bench.Media.Raise(new StreamLatched(Bench.Stream(2).Id, IPEndPoint.Parse("52.112.0.9:50002")));
        callee.Responds(183, PeerSdp.Teams with { Port = 50003 }, "c");
        Port().Should().Be(50002, "the first that sends is kept");
        callee.Answers(PeerSdp.Teams with { Port = 50001 }, "a");
        Port().Should().Be(50001, "the answer binds");
        caller.TakesAnswer();
        callee.Bye();
        caller.TakesBye();

        int Port() => Bench.Stream(2).Settings!.RemoteRtp!.Port;
    }

    [Fact]
    public void Answer_on_another_tag_is_taken()
    {
        var (caller, callee) = FromCarrier();
        callee.Responds(180, tag: "a");
        caller.TakesRinging();
        callee.Responds(183, PeerSdp.Teams, "b");
        callee.Answers(PeerSdp.Teams, "c").ToTag.Should().Be("c");
        caller.TakesAnswer();
        caller.Bye();
        callee.TakesBye().ToTag.Should().Be("c");
    }

    [Fact]
    public void Unusable_SDP_in_a_183_is_passed_over()
    {
        var (caller, callee) = FromCarrier();
        callee.Responds(183, new PeerSdp()); // no SRTP
        Carrier.TakesNothing();
        Bench.Stream(2).Settings.Should().BeNull();
        callee.Responds(180);
        caller.TakesRinging();
        End(caller, callee);
    }

    [Fact]
    public void Caller_without_offer_hears_its_own_ringing()
    {
        var caller = Carrier.Call(withSdp: false);
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Responds(183, PeerSdp.Teams);
        caller.TakesRinging();
        Bench.Media.Raise(new AudioStarted(Bench.Stream(2).Id));
        Bench.World.Run();
        Carrier.TakesNothing();
        callee.Answers();
        caller.Takes(200);
        caller.Ack(new PeerSdp());
        callee.Bye();
        caller.TakesBye();
    }

    [Fact]
    public void Answer_in_another_codec_than_the_early_media_is_agreed_anew_with_the_caller()
    {
        var (caller, callee) = CodecChanges();
        var reinvite = Teams.Take(SipMethod.Invite);
        var offer = PeerCall.Description(reinvite);
        offer.Media[0].Formats.Should().Equal("0");
        offer.Origin.Version.Should().Be(2);
        offer.Media[0].Port.Should().Be(40000, "the address never changes");
        var answer = PeerSdp.Teams with { Version = 2, Formats = [(0, "PCMU/8000")] };
        Teams.Send(
            SipResponseBuilder.For(reinvite, 200).Add(HeaderName.Contact, Teams.Contact).Body("application/sdp", answer.ToBytes()).Build()
        );
        Teams.Take(SipMethod.Ack);
        Bench.Stream(1).Settings!.Formats.Select(f => f.Encoding).Should().Equal("PCMU");
        Bench.Journal.Load().Single().Legs[0].Agreed.Formats.Should().ContainSingle();
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Caller_that_refuses_the_codec_of_the_answer_keeps_its_own_and_is_transcoded()
    {
        var (caller, callee) = CodecChanges();
        var reinvite = Teams.Take(SipMethod.Invite);
        Teams.Send(SipResponseBuilder.For(reinvite, 488).Build());
        Teams.Take(SipMethod.Ack);
        Bench.Stream(1).Settings!.Formats[0].Encoding.Should().Be("PCMA");
        Bench.Stream(2).Settings!.Formats[0].Encoding.Should().Be("PCMU");
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Caller_that_holds_while_it_is_asked_to_change_is_asked_again_from_where_it_stands()
    {
        var (caller, callee) = CodecChanges();
        var reinvite = Teams.Take(SipMethod.Invite);
        var hold = PeerSdp.Teams with { Version = 2, Direction = "inactive" };
        caller.ReinvitesInVain(hold, 491);
        Teams.Send(SipResponseBuilder.For(reinvite, 491).Build());
        Teams.Take(SipMethod.Ack);
        var held = caller.ReinvitesWith(hold);
        held.Origin.Version.Should().Be(3, "version 2 was sent in vain");
        Bench.Advance(2.1);
        var again = Teams.Take(SipMethod.Invite);
        PeerCall.Description(again).Origin.Version.Should().Be(4);
        PeerCall.Description(again).Media[0].Formats.Should().Equal("0");
        var answer = hold with { Version = 3, Formats = [(0, "PCMU/8000")] };
        Teams.Send(
            SipResponseBuilder.For(again, 200).Add(HeaderName.Contact, Teams.Contact).Body("application/sdp", answer.ToBytes()).Build()
        );
        Teams.Take(SipMethod.Ack);
        Bench.Node.Calls.Single().Legs[0].State.Should().Be(LiveLegState.Held);
        Bench.Stream(1).Settings!.Direction.Should().Be(MediaDirection.Inactive);
        caller.Bye();
        callee.TakesBye();
    }

    private (PeerCall Caller, PeerCall Callee) CodecChanges()
    {
        var (caller, callee) = FromTeams();
        callee.Responds(183, new PeerSdp { Formats = [(8, "PCMA/8000")] }, "a");
        caller.Takes(183);
        callee.Answers(new PeerSdp { Formats = [(0, "PCMU/8000")] }, "b");
        caller.TakesAnswer();
        return (caller, callee);
    }

    [Fact]
    public void Unanswered_early_media_is_refused_with_the_callees_status()
    {
        var (caller, callee) = FromTeams();
        callee.Responds(183, new PeerSdp());
        caller.Takes(183);
        callee.Refuses(404);
        caller.TakesRefusal(404);
    }

    private (PeerCall Caller, PeerCall Callee) FromCarrier()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        return (caller, Teams.Called());
    }

    private (PeerCall Caller, PeerCall Callee) FromTeams()
    {
        var caller = Teams.Call();
        Teams.Take(100);
        return (caller, Carrier.Called());
    }

    private static void End(PeerCall caller, PeerCall callee, string? tag = null)
    {
        callee.Answers(null, tag);
        caller.TakesAnswer();
        caller.Bye();
        callee.TakesBye();
    }
}
