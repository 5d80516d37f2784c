using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Model;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;

namespace Ponte.Calls.Tests.Calls;

/// <summary>A party hands its call over to somebody who is rung (RFC 3515, 5589; Direct Routing, call transfer).</summary>
public sealed class BlindTransferTests : CallTests
{
    [Fact]
    public void Teams_transfers_to_a_Teams_user_who_sees_number_and_name_of_the_outside_party()
    {
        var (outside, transferor) = Bench.Established();
        transferor.ReinvitesWith(PeerSdp.Teams with { Version = 2, Direction = "inactive" });
        transferor.Refers(Teams, Referring.TeamsUri, $"Referred-By: {Referring.ReferredBy}");
        Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Hold);
        var target = Teams.Called();
        target.Request.RequestUriText.Should().Be(Referring.TeamsUri);
        target.Request.Headers.First(HeaderName.ReferredBy).Should().Be(Referring.ReferredBy);
        target.Request.From!.DisplayName.Should().Be("Ada");
        target.Request.From.Uri!.User.Should().Be("+390299999999");
        target.Request.Headers.Contains(HeaderName.Replaces).Should().BeFalse();
        var offer = PeerCall.Description(target.Request);
        offer.DirectionOf(offer.Media[0]).Should().Be(AudioDirection.SendReceive, "the call was held when the REFER came");
        target.Responds(180);
        Teams.TakesNotify(180, "active;expires=600");
        Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Ringback);
        target.Answers();
        Teams.TakesOutcome(200);
        ExpectTalking(1, 2);
        Bench.Stream(1).Tone.Should().BeNull();
        transferor.Bye();
        outside.Bye();
        target.TakesBye();
        Bench.Sink.Single<CallTransferred>().Should().BeEquivalentTo(new { By = new LegId(2), To = new LegId(3) });
        Bench.Sink.All<LegEnded>().Single(e => e.Leg == new LegId(2)).End.Cause.Should().Be(EndCause.Transferred);
        Bench.End.Cause.Should().Be(EndCause.Normal);
    }

    [Fact]
    public void Teams_transfers_the_call_that_it_made()
    {
        var (transferor, outside) = Bench.EstablishedFromTeams();
        transferor.Refers(Teams, Referring.TeamsUri);
        Bench.Director.Transfers.Single().Outside.Number.Should().Be("+390212345678", "the party that was called is outside");
        var target = Teams.Called();
        target.Request.From!.Uri!.User.Should().Be("+390212345678");
        target.Request.Headers.Contains(HeaderName.ReferredBy).Should().BeFalse();
        target.Answers();
        Teams.TakesOutcome(200);
        transferor.Bye();
        target.Bye();
        outside.TakesBye();
    }

    [Fact]
    public void Phone_transfers_to_a_line_which_sees_number_and_name_of_the_outside_party()
    {
        var (outside, transferor) = CarrierToPhone();
        transferor.Refers(Phone, "sip:second@192.0.2.1");
        Bench.Director.Transfers.Single().Transferor.User.Should().Be(BenchDirector.User, "the rights of the user count");
        var target = Second.Called();
        target.Request.From!.DisplayName.Should().Be("Ada");
        target.Request.From.Uri!.User.Should().Be("+390299999999");
        target.Answers();
        Phone.TakesOutcome(200);
        transferor.Bye();
        outside.Bye();
        target.TakesBye();
    }

    [Fact]
    public void Transferor_that_waits_is_hung_up_after_it_has_heard_the_outcome()
    {
        var (outside, transferor) = Bench.Established();
        transferor.Refers(Teams, Referring.TeamsUri);
        var target = Teams.Called();
        target.Answers();
        var notify = Teams.TakesNotify(200, "terminated;reason=noresource", answer: false);
        Bench.Advance(0.3);
        Teams.TakesNothing();
        Teams.Send(SipResponseBuilder.For(notify, 200).Build());
        Bench.Advance(1.9);
        Teams.TakesNothing();
        Bench.AwaitMessage(Teams, 1);
        transferor.TakesBye();
        outside.Bye();
        target.TakesBye();
    }

    [Fact]
    public void Transferor_that_never_answers_the_outcome_is_hung_up_all_the_same()
    {
        var (outside, transferor) = CarrierToPhone();
        transferor.Refers(Phone, "sip:second@192.0.2.1");
        var target = Second.Called();
        target.Answers();
        Bench.Advance(40);
        var last = Phone.Inbox[^1];
        last.Should().BeOfType<SipRequest>().Which.Method.Should().Be(SipMethod.Bye);
        Phone.Inbox.Clear();
        Phone.Send(SipResponseBuilder.For((SipRequest)last, 200).Build());
        outside.Bye();
        target.TakesBye();
        _ = transferor;
    }

    [Fact]
    public void Early_BYE_keeps_the_call_alive()
    {
        var (outside, transferor) = Bench.Established();
        transferor.Refers(Teams, Referring.TeamsUri, $"Referred-By: {Referring.ReferredBy}");
        var target = Teams.Called();
        Bench.Advance(0.28);
        transferor.Bye();
        target.Responds(180);
        target.Answers();
        ExpectTalking(1, 2);
        outside.Bye();
        target.TakesBye();
    }

    [Fact]
    public void Refused_transfer_gives_the_call_back()
    {
        var (outside, transferor) = Bench.Established();
        transferor.ReinvitesWith(PeerSdp.Teams with { Version = 2, Direction = "inactive" });
        transferor.Refers(Teams, Referring.TeamsUri);
        var target = Teams.Called();
        target.Refuses(486);
        Teams.TakesOutcome(486);
        ExpectTalking(1, 2);
        Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Hold, "the transferor still holds");
        transferor.ReinvitesWith(PeerSdp.Teams with { Version = 3 });
        Bench.Stream(1).Tone.Should().BeNull();
        outside.Bye();
        transferor.TakesBye();
    }

    [Fact]
    public void Second_transfer_after_a_failed_one_is_told_by_its_number()
    {
        var (outside, transferor) = Bench.Established();
        transferor.Refers(Teams, Referring.TeamsUri);
        Teams.Called().Refuses(480);
        Teams.TakesOutcome(480);
        transferor.Sends(SipMethod.Refer, null, $"Refer-To: <{Referring.TeamsUri}>");
        Teams.Take(202);
        var id = Teams.Inbox.OfType<SipRequest>().First().Headers.First(HeaderName.Event)!;
        id.Should().MatchRegex("^refer;id=[0-9]+$");
        Teams.TakesNotify(100, "active;expires=600", id);
        var target = Teams.Called();
        target.Answers();
        Teams.TakesOutcome(200, id);
        transferor.Bye();
        outside.Bye();
        target.TakesBye();
    }

    [Fact]
    public void Unanswered_transfer_gives_the_call_back()
    {
        var (outside, transferor) = Bench.Established();
        transferor.Refers(Teams, Referring.TeamsUri);
        var target = Teams.Called();
        target.Responds(180);
        Teams.TakesNotify(180, "active;expires=600");
        Bench.AwaitMessage(Teams, 61);
        // The CANCEL of the target and the outcome cross each other.
        target.TakesCancelAmong(Teams);
        Teams.TakesOutcome(480);
        outside.Bye();
        transferor.TakesBye();
    }

    [Fact]
    public void Forbidden_target_is_told_and_the_call_goes_on()
    {
        var (outside, transferor) = CarrierToPhone();
        Bench.Director.ChangeTransfer = (_, plan) =>
            plan with
            {
                Ring = null,
                Refusal = new CallEnd(EndSide.System, EndCause.Forbidden, 403),
            };
        transferor.Refers(Phone, "sip:+1900@192.0.2.1");
        Phone.TakesOutcome(403);
        ExpectTalking(1, 2);
        transferor.Bye();
        outside.TakesBye();
    }

    [Fact]
    public void Failure_after_an_early_BYE_rings_the_transferor_again()
    {
        var (outside, transferor) = CarrierToPhone();
        transferor.Refers(Phone, "sip:second@192.0.2.1");
        var target = Second.Called();
        transferor.Bye();
        target.Refuses(486);
        Bench.Director.Transfers.Should().HaveCount(2);
        var again = Phone.Called();
        again.Request.From!.Uri!.User.Should().Be("+390299999999");
        again.Answers();
        ExpectTalking(1, 2);
        outside.Bye();
        again.TakesBye();
    }

    [Fact]
    public void Failure_with_nobody_left_ends_with_its_reason()
    {
        var (outside, transferor) = CarrierToPhone();
        transferor.Refers(Phone, "sip:second@192.0.2.1");
        var target = Second.Called();
        transferor.Bye();
        target.Refuses(486);
        Phone.Called().Refuses(480);
        outside.TakesBye();
        Bench.End.Should().BeEquivalentTo(new { Cause = EndCause.Busy, SipStatus = 486 });
    }

    [Fact]
    public void Outside_party_that_hangs_up_ends_all()
    {
        var (outside, transferor) = Bench.Established();
        transferor.Refers(Teams, Referring.TeamsUri);
        var target = Teams.Called();
        target.Responds(180);
        Teams.TakesNotify(180, "active;expires=600");
        outside.Bye();
        target.TakesCancelAmong(Teams).Headers.Contains(HeaderName.Reason).Should().BeFalse("a missed call shows");
        Teams.TakesOutcome(480);
        Bench.AwaitMessage(Teams, 3);
        transferor.TakesBye();
    }

    [Fact]
    public void Both_hang_up_while_the_target_rings()
    {
        var (outside, transferor) = CarrierToPhone();
        transferor.Refers(Phone, "sip:second@192.0.2.1");
        var target = Second.Called();
        target.Responds(180);
        Phone.TakesNotify(180, "active;expires=600");
        Phone.Post(transferor.BuildBye());
        Carrier.Send(outside.BuildBye());
        Phone.Take(200);
        Carrier.Take(200);
        target.TakesCancel();
    }

    [Fact]
    public void Target_answers_in_the_instant_in_which_the_outside_party_hangs_up()
    {
        var (outside, transferor) = CarrierToPhone();
        transferor.Refers(Phone, "sip:second@192.0.2.1");
        var target = Second.Called();
        target.Responds(180);
        Phone.TakesNotify(180, "active;expires=600");
        Carrier.Post(outside.BuildBye());
        Second.Send(target.BuildResponse(200, target.Sdp));
        Carrier.Take(200);
        target.TakesAck();
        target.TakesBye();
        Phone.TakesOutcome(480);
        Bench.AwaitMessage(Phone, 3);
        transferor.TakesBye();
    }

    [Fact]
    public void Second_REFER_during_a_transfer_is_refused()
    {
        var (outside, transferor) = CarrierToPhone();
        transferor.Refers(Phone, "sip:second@192.0.2.1");
        var target = Second.Called();
        transferor.Sends(SipMethod.Refer, null, "Refer-To: <sip:carrier@192.0.2.1>");
        Phone.Take(491);
        target.Answers();
        Phone.TakesOutcome(200);
        transferor.Bye();
        outside.Bye();
        target.TakesBye();
    }

    [Fact]
    public void Target_with_another_codec_makes_the_outside_party_change()
    {
        Bench.Director.Carrier = Bench.Director.Carrier with
        {
            Media = new Ponte.Sip.Sdp.Negotiation.AudioCapabilities
            {
                Codecs = [Ponte.Sip.Sdp.Negotiation.CodecOffer.Pcma, Ponte.Sip.Sdp.Negotiation.CodecOffer.Pcmu],
            },
        };
        Carrier.Sdp = () => new PeerSdp { Formats = [(8, "PCMA/8000")] };
        var (outside, transferor) = CarrierToPhone();
        transferor.Refers(Phone, "sip:second@192.0.2.1");
        var target = Second.Called();
        target.Answers(new PeerSdp { Address = "198.51.100.8", Formats = [(0, "PCMU/8000")] });
        Phone.TakesOutcome(200);
        var again = Carrier.Take(SipMethod.Invite);
        var offer = PeerCall.Description(again);
        offer.Media[0].Formats.Should().Equal("0");
        outside.AnswersReinvite(again, new PeerSdp { Version = 2, Formats = [(0, "PCMU/8000")] });
        Bench.Stream(1).Settings!.Formats.Select(f => f.Encoding).Should().Equal("PCMU");
        transferor.Bye();
        outside.Bye();
        target.TakesBye();
    }

    [Fact]
    public void REFER_before_the_answer_or_without_sense_is_refused()
    {
        var (outside, transferor) = Bench.Established();
        transferor.Sends(SipMethod.Refer, null, "Refer-To: nonsense");
        Teams.Take(400);
        transferor.Sends(SipMethod.Refer, null, "Subject: none");
        Teams.Take(400);
        outside.Bye();
        transferor.TakesBye();
    }

    [Fact]
    public void Transferred_call_outlives_a_restart()
    {
        var (outside, transferor) = CarrierToPhone();
        transferor.Refers(Phone, "sip:second@192.0.2.1");
        var target = Second.Called();
        target.Answers();
        Phone.TakesOutcome(200);
        transferor.Bye();
        Bench.Director.Taken.Clear();
        Bench.Restart().Should().Be(1);
        Bench.Media.Streams.Should().HaveCount(2);
        outside.Bye();
        target.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.Normal);
    }

    private (PeerCall Outside, PeerCall Transferor) CarrierToPhone()
    {
        var outside = Carrier.Call("phone");
        Carrier.Take(100);
        var transferor = Phone.Called();
        transferor.Answers();
        outside.TakesAnswer();
        return (outside, transferor);
    }

    private void ExpectTalking(int first, int second)
    {
        Bench.Stream(first).Listeners.Should().Contain(Bench.Stream(second).Id);
        Bench.Stream(second).Listeners.Should().Contain(Bench.Stream(first).Id);
    }
}
