using Ponte.Calls.Events;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Tests.Calls;

/// <summary>What the caller hears while several places ring. Legs: 1 the caller, 2 Teams, 3 the cordless.</summary>
public sealed class TwinEarlyMediaTests : TwinTestBase
{
    [Fact]
    public void Silent_183_of_teams_and_a_180_of_the_cordless_are_ringing()
    {
        var (caller, inTeams, onCordless) = Called();
        inTeams.Responds(183, PeerSdp.Teams);
        caller.TakesRinging();
        onCordless.Responds(180);
        Carrier.TakesNothing();
        Listeners(2).Should().BeEmpty();
        End(caller, onCordless, inTeams);
    }

    [Fact]
    public void Silent_183_of_a_device_is_ringing_too_while_another_may_answer()
    {
        var (caller, inTeams, onCordless) = Called();
        onCordless.Responds(183, Cordless.Sdp());
        caller.TakesRinging();
        Listeners(3).Should().BeEmpty();
        End(caller, onCordless, inTeams);
    }

    [Fact]
    public void Real_audio_of_one_is_heard_while_no_other_rings()
    {
        var (caller, inTeams, onCordless) = Called();
        onCordless.Responds(183, Cordless.Sdp());
        caller.TakesRinging();
        Speaks(3);
        caller.Takes(183).Body.IsEmpty.Should().BeFalse();
        Listeners(3).Should().Equal(Bench.Stream(1).Id);
        Bench.Sink.Single<LegEarlyMedia>().Leg.Number.Should().Be(3);
        End(caller, onCordless, inTeams);
    }

    [Fact]
    public void Real_audio_of_one_is_not_heard_while_another_rings()
    {
        var (caller, inTeams, onCordless) = Called();
        inTeams.Responds(180);
        caller.TakesRinging();
        onCordless.Responds(183, Cordless.Sdp());
        Speaks(3);
        Carrier.TakesNothing();
        Listeners(3).Should().BeEmpty();
        inTeams.Refuses(486);
        caller.Takes(183); // now nobody else rings
        Listeners(2).Should().Equal(Bench.Stream(1).Id);
        onCordless.Answers();
        Talk(caller, onCordless);
    }

    [Fact]
    public void Audio_that_is_heard_gives_way_to_a_tone_when_another_begins_to_ring()
    {
        var (caller, inTeams, onCordless) = Called();
        onCordless.Responds(183, Cordless.Sdp());
        caller.TakesRinging();
        Speaks(3);
        caller.Takes(183);
        inTeams.Responds(180);
        Listeners(3).Should().BeEmpty();
        Listeners(1).Should().BeEmpty();
        Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Ringback);
        Bench.Stream(1).Tone!.UntilAudioFrom.Should().BeNull("no one's audio ends it");
        inTeams.Answers();
        onCordless.TakesCancel();
        Bench.Stream(1).Tone.Should().BeNull();
        Listeners(2).Should().Equal(Bench.Stream(1).Id);
        Talk(caller, inTeams);
    }

    [Fact]
    public void Answer_of_another_than_the_one_heard_takes_its_place()
    {
        var (caller, inTeams, onCordless) = Called();
        onCordless.Responds(183, Cordless.Sdp());
        caller.TakesRinging();
        Speaks(3);
        caller.Takes(183);
        inTeams.Answers();
        onCordless.TakesCancel();
        Listeners(1).Should().Equal(Bench.Stream(2).Id);
        Listeners(2).Should().Equal(Bench.Stream(1).Id);
        Bench.Media.Streams.Should().HaveCount(2, "the loser's stream is closed");
        Talk(caller, inTeams);
    }

    [Fact]
    public void First_who_sends_audio_stays_heard()
    {
        var (caller, inTeams, onCordless) = Called();
        onCordless.Responds(183, Cordless.Sdp());
        caller.TakesRinging();
        Speaks(3);
        caller.Takes(183);
        inTeams.Responds(183, PeerSdp.Teams);
        Speaks(2);
        Listeners(3).Should().Equal(Bench.Stream(1).Id);
        Listeners(2).Should().BeEmpty();
        End(caller, onCordless, inTeams);
    }

    [Fact]
    public void Line_that_wants_ringback_hears_one_tone_for_both()
    {
        Bench.Director.Carrier = Bench.Director.Carrier with { NeedsRingbackTone = true };
        var (caller, inTeams, onCordless) = Called();
        inTeams.Responds(180);
        caller.Takes(183).Body.IsEmpty.Should().BeFalse();
        onCordless.Responds(180);
        Carrier.TakesNothing();
        Bench.Stream(1).Tone!.UntilAudioFrom.Should().BeNull();
        End(caller, onCordless, inTeams);
        Bench.Sink.All<LegEarlyMedia>().Should().BeEmpty();
    }

    [Fact]
    public void Winner_with_another_codec_than_the_early_media_is_agreed_anew_with_the_caller()
    {
        var (caller, inTeams, onCordless) = Called();
        onCordless.Responds(183, Cordless.Sdp() with { Formats = [(0, "PCMU/8000")] });
        caller.TakesRinging();
        Speaks(3);
        PeerCall.Description(caller.Takes(183)).Media[0].Formats.Should().Equal("0");
        inTeams.Answers(PeerSdp.Teams with { Formats = [(8, "PCMA/8000")] });
        onCordless.TakesCancel();
        caller.TakesAnswer();
        var reinvite = Carrier.Take(SipMethod.Invite);
        PeerCall.Description(reinvite).Media[0].Formats.Should().Equal("8");
        var answer = new PeerSdp { Version = 2, Formats = [(8, "PCMA/8000")] };
        Carrier.Send(
            SipResponseBuilder.For(reinvite, 200).Add(HeaderName.Contact, Carrier.Contact).Body("application/sdp", answer.ToBytes()).Build()
        );
        Carrier.Take(SipMethod.Ack);
        Bench.Stream(1).Settings!.Formats.Select(f => f.Encoding).Should().Equal("PCMA");
        caller.Bye();
        inTeams.TakesBye();
    }

    private HashSet<StreamId> Listeners(int leg) => Bench.Stream(leg).Listeners;

    private void Speaks(int leg)
    {
        Bench.Media.Raise(new AudioStarted(Bench.Stream(leg).Id));
        Bench.World.Run();
    }

    private void End(PeerCall caller, PeerCall onCordless, PeerCall inTeams)
    {
        onCordless.Answers();
        if (Teams.Inbox.Count == 0)
        {
            inTeams.Responds(180); // the CANCEL waits for it
        }
        inTeams.TakesCancel();
        Talk(caller, onCordless);
    }
}
