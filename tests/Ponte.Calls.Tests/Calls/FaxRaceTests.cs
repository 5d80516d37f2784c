using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Events;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Tests.Calls;

/// <summary>A fax between two lines when something else happens: both ask, one hangs up, takes its offer back or is replaced, the server dies.</summary>
public sealed class FaxRaceTests : FaxTestBase
{
    /// <summary>Both gateways heard the tone. Each refuses our offer while its own is open, as RFC 3261 section 14.1 wants; then both have what they want.</summary>
    [Fact]
    public void Both_ask_at_once_and_agree()
    {
        var (caller, callee) = Talking();
        Carrier.Post(caller.BuildReinvite(Asked));
        Bench.World.Run();
        Carrier.Take(100);
        var crossed = Second.Take(SipMethod.Invite);
        callee.ReinvitesInVain(Taken, 491);
        Refuse(Second, crossed, 491);
        Bench.Advance(1);
        Second.TakesNothing();
        var answer = callee.ReinvitesWith(Taken);
        answer.Media[0].Lines.Select(l => l.Value).Should().Equal(Asked.Fax!);
        PeerCall.Description(Carrier.Take(200)).Media[0].Lines.Select(l => l.Value).Should().Equal(Taken.Fax!);
        caller.Ack();
        Bench.Advance(10);
        Second.TakesNothing();
        ExpectFax();
        End(caller, callee);
    }

    [Fact]
    public void Our_offer_after_glare_is_made_again()
    {
        var (caller, callee) = Talking();
        caller.Reinvites(Asked);
        Carrier.Take(100);
        Refuse(Second, Second.Take(SipMethod.Invite), 491);
        Bench.AwaitMessage(Second, 5);
        callee.AnswersReinvite(Second.Take(SipMethod.Invite), Taken);
        Carrier.Take(200);
        caller.Ack();
        ExpectFax();
        End(caller, callee);
    }

    [Fact]
    public void Hang_up_during_the_fax_ends_the_call()
    {
        var (caller, callee) = Talking();
        AskByCaller(caller, callee);
        callee.Bye();
        caller.TakesBye();
        Bench.End.Should().Be(new CallEnd(EndSide.Callee, EndCause.Normal));
    }

    [Fact]
    public void Hang_up_while_the_other_gateway_is_asked_answers_the_offer()
    {
        var (caller, callee) = Talking();
        caller.Reinvites(Asked);
        Carrier.Take(100);
        var offer = Second.Take(SipMethod.Invite);
        callee.Bye();
        caller.TakesReinviteRefusal(488);
        caller.TakesBye();
        Refuse(Second, offer, 487);
    }

    [Fact]
    public void Offer_that_is_taken_back_turns_the_other_gateway_back()
    {
        var (caller, callee) = Talking();
        caller.Reinvites(Asked);
        Carrier.Take(100);
        var offer = Second.Take(SipMethod.Invite);
        caller.CancelsReinvite();
        callee.AnswersReinvite(offer, Taken);
        var back = Second.Take(SipMethod.Invite);
        callee.AnswersReinvite(back, Second.Sdp() with { Version = 3 });
        Bench.Media.Streams.Values.Should().OnlyContain(s => !s.Settings!.IsUdptl);
        End(caller, callee);
    }

    [Fact]
    public void Offer_by_UPDATE_cannot_wait_for_the_other_gateway()
    {
        var (caller, callee) = Talking();
        caller.Sends(SipMethod.Update, Asked);
        Carrier.Take(504);
        Second.TakesNothing();
        AskByCaller(caller, callee);
        caller.Sends(SipMethod.Update, Asked with { Version = 3, Port = 20200 });
        Carrier.Take(200);
        Bench.Stream(1).Settings!.RemoteRtp!.Port.Should().Be(20200, "a new address is nobody else's matter");
        Second.TakesNothing();
        End(caller, callee);
    }

    [Fact]
    public void Silence_of_a_fax_ends_nothing_and_a_transfer_waits()
    {
        var (caller, callee) = Talking();
        AskByCaller(caller, callee);
        Bench.Media.Raise(new StreamSilent(Bench.Stream(1).Id, TimeSpan.FromSeconds(30)));
        Bench.World.Run();
        Bench.Node.Calls.Should().HaveCount(1);
        Carrier.Send(caller.BuildRefer("<sip:phone@192.0.2.1>"));
        Carrier.Take(491);
        End(caller, callee);
    }

    [Fact]
    public void Held_party_that_sends_a_fax_is_held_no_more()
    {
        var (caller, callee) = Talking();
        callee.ReinvitesWith(Second.Sdp() with { Version = 2, Direction = "inactive" });
        Bench.Stream(1).Tone.Should().NotBeNull();
        AskByCaller(caller, callee);
        Bench.Stream(1).Tone.Should().BeNull();
        Bench.Node.Calls.Single().Legs.Should().OnlyContain(l => l.State == LiveLegState.Talking);
        Bench.Sink.Story().Should().ContainInOrder("LegHeld 2 True", "LegHeld 2 False");
        ExpectFax();
        End(caller, callee);
    }

    [Fact]
    public void Who_takes_the_place_of_a_party_of_a_fax_gets_audio()
    {
        var (caller, callee) = Talking();
        AskByCaller(caller, callee);
        var newcomer = Second.Call(headers: [$"Replaces: {callee.Replaces()}"]);
        Second.Take(100);
        newcomer.TakesAnswer();
        callee.TakesBye();
        caller.AnswersReinvite(Carrier.Take(SipMethod.Invite), new PeerSdp { Version = 3 });
        Bench.Media.Streams.Values.Should().OnlyContain(s => !s.Settings!.IsUdptl);
        End(caller, newcomer);
    }

    [Fact]
    public void Fax_goes_on_after_a_restart_and_back_to_audio()
    {
        var (caller, callee) = Talking();
        var answer = AskByCaller(caller, callee);
        Bench.Director.Taken.Clear();
        Bench.Restart().Should().Be(1);
        ExpectFax();
        caller.ReinvitesWith(Asked).Print().Should().Be(answer.Print());
        callee.Reinvites(Second.Sdp() with { Version = 3 });
        Second.Take(100);
        caller.AnswersReinvite(Carrier.Take(SipMethod.Invite), new PeerSdp { Version = 3 });
        Second.Take(200);
        callee.Ack();
        Bench.Media.Streams.Values.Should().OnlyContain(s => !s.Settings!.IsUdptl);
        End(caller, callee);
    }
}
