using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Tests.Bench;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Tests.Calls;

/// <summary>A party joins the two with whom it talks (RFC 3515 with a Replaces inside Refer-To, RFC 5589 7): whichever loops their calls are on.</summary>
public sealed class AttendedTransferTests : CallTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Phone_joins_two_parties(int loops)
    {
        Bench = new CallsBench(loops: loops);
        for (var i = 0; i < 6; i++)
        {
            var (outside, first) = CarrierToPhone();
            var (second, target) = PhoneToSecond();
            Refer(first, second);
            Phone.TakesOutcome(200);
            first.Bye();
            Bench.AwaitMessage(Phone, 3);
            second.TakesBye();
            var call = Bench.Sink.All<CallTransferred>().Last().Call;
            Bench.Sink.All<CallMerged>().Last().Into.Should().Be(call);
            Bench.Node.Calls.Single().Id.Should().Be(call);
            ExpectTalking();
            if (i % 2 == 0)
            {
                outside.Bye();
                target.TakesBye();
            }
            else
            {
                target.Bye();
                outside.TakesBye();
            }
            Bench.Sink.All<LegEnded>().Last(e => e.Call == call && e.Leg == new LegId(3)).End.Cause.Should().Be(EndCause.Normal);
        }
    }

    [Fact]
    public void Consultation_call_is_hung_up_after_Teams_has_heard_the_outcome()
    {
        Bench = new CallsBench(loops: 3);
        var (outside, first) = Bench.Established();
        var second = Teams.Call("carrier");
        Teams.Take(100);
        var target = Carrier.Called();
        target.Answers();
        second.TakesAnswer();
        first.Refers(Teams, second.ReplacingUri("x"));
        var notify = Teams.TakesNotify(200, "terminated;reason=noresource", answer: false);
        Bench.Advance(0.3);
        Teams.TakesNothing();
        Teams.Send(SipResponseBuilder.For(notify, 200).Build());
        Bench.Advance(1.9);
        Teams.TakesNothing();
        Bench.Advance(0.2);
        first.TakesByeAmong(Teams);
        second.TakesByeAmong(Teams);
        outside.Bye();
        target.TakesBye();
    }

    [Fact]
    public void Call_that_ends_by_it_names_the_one_that_goes_on()
    {
        var (outside, first) = CarrierToPhone();
        var (second, target) = PhoneToSecond();
        var merged = Bench.Sink.All<CallStarted>().Last().Call;
        Refer(first, second);
        Phone.TakesOutcome(200);
        first.Bye();
        second.Bye();
        Bench.Sink.Single<CallMerged>().Call.Should().Be(merged);
        var goesOn = Bench.Sink.Single<CallMerged>().Into;
        Bench.Sink.Single<CallEnded>().End.Should().Be(new CallEnd(EndSide.System, EndCause.Merged, Detail: goesOn.Value));
        var moved = Bench.Sink.All<LegStarted>().Last(e => e.Call == goesOn);
        moved.SipCallId.Should().Be(target.CallId, "the ladder of the call that goes on shows the leg");
        outside.Bye();
        target.TakesBye();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Teams_joins_two_parties_and_no_Replaces_is_sent(int loops)
    {
        Bench = new CallsBench(loops: loops);
        var (outside, first) = Bench.Established();
        var second = Teams.Call("carrier");
        Teams.Take(100);
        var target = Carrier.Called();
        target.Answers();
        second.TakesAnswer();
        var uri = $"sip:+390612345678@sip.pstnhub.microsoft.com:5061;user=phone?Replaces={Uri.EscapeDataString(second.Replaces())}";
        first.Refers(Teams, uri, $"Referred-By: {Referring.ReferredBy}");
        Teams.TakesOutcome(200);
        second.Bye();
        first.Bye();
        Carrier.TakesNothing();
        ExpectTalking();
        outside.Bye();
        target.TakesBye();
    }

    [Fact]
    public void Target_that_only_rings_is_rung_anew_with_number_and_name_of_the_outside_party()
    {
        Bench = new CallsBench(loops: 3);
        var (outside, first) = CarrierToPhone();
        var second = Phone.Call("second");
        Phone.Take(100);
        var ringing = Second.Called();
        ringing.Responds(180);
        second.TakesRinging();
        Refer(first, second);
        ringing.TakesCancelAmong(Second).Headers.First(HeaderName.Reason).Should().Contain("cause=200", "it has missed no call");
        second.TakesRefusal(487);
        var target = Second.Called();
        target.Request.From!.DisplayName.Should().Be("Ada");
        target.Request.From.Uri!.User.Should().Be("+390299999999");
        target.Responds(180);
        Phone.TakesNotify(180, "active;expires=600");
        target.Answers();
        Phone.TakesOutcome(200);
        first.Bye();
        outside.Bye();
        target.TakesBye();
    }

    [Fact]
    public void Unknown_dialog_is_told_and_the_call_goes_on()
    {
        var (outside, first) = CarrierToPhone();
        first.Refers(Phone, "sip:x@192.0.2.1?Replaces=a%3Bto-tag%3Dp0011223344556677%3Bfrom-tag%3Dc");
        Phone.TakesOutcome(481);
        first.Sends(SipMethod.Refer, null, "Refer-To: <sip:x@192.0.2.1?Replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc>");
        Phone.Take(202);
        var id = Phone.Inbox.OfType<SipRequest>().First().Headers.First(HeaderName.Event)!;
        Phone.TakesNotify(100, "active;expires=600", id);
        Phone.TakesOutcome(481, id);
        ExpectTalking();
        outside.Bye();
        first.TakesBye();
    }

    [Fact]
    public void Dialog_of_others_is_not_to_be_joined()
    {
        var (outside, first) = CarrierToPhone();
        var (second, target) = Bench.Established();
        outside.Sends(SipMethod.Refer, null, $"Refer-To: <{target.ReplacingUri("x")}>");
        Carrier.Take(202);
        Carrier.TakesNotify(100, "active;expires=600");
        Carrier.TakesOutcome(403);
        second.Bye();
        target.TakesBye();
        outside.Bye();
        first.TakesBye();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Target_that_hangs_up_in_the_same_instant_leaves_the_first_call_as_it_was(int loops)
    {
        Bench = new CallsBench(loops: loops);
        for (var i = 0; i < 4; i++)
        {
            var (outside, first) = CarrierToPhone();
            var (second, target) = PhoneToSecond();
            Second.Post(target.BuildBye());
            first.Sends(SipMethod.Refer, null, $"Refer-To: <{second.ReplacingUri("second")}>");
            Bench.Advance(10);
            // Whoever came first: the first call goes on, or has ended with its new partner.
            Second.Take(200);
            Phone.AnswerAll();
            Bench.Advance(10);
            Phone.AnswerAll();
            if (Bench.Node.Calls.Count > 0)
            {
                outside.Bye();
                Phone.AnswerAll();
            }
            else
            {
                outside.TakesBye();
            }
            Bench.Advance(5);
            Phone.AnswerAll();
            _ = first;
        }
    }

    [Fact]
    public void Joined_call_of_two_loops_outlives_a_restart()
    {
        Bench = new CallsBench(loops: 4);
        var pairs = new List<(PeerCall Outside, PeerCall Target)>();
        for (var i = 0; i < 6; i++)
        {
            var (outside, first) = CarrierToPhone();
            var (second, target) = PhoneToSecond();
            Refer(first, second);
            Phone.TakesOutcome(200);
            first.Bye();
            Bench.AwaitMessage(Phone, 3);
            second.TakesBye();
            pairs.Add((outside, target));
        }
        Bench.Director.Taken.Clear();
        Bench.Restart().Should().Be(6);
        foreach (var (outside, target) in pairs)
        {
            target.ReinvitesWith(target.Sdp with { Version = 2, Direction = "sendonly" });
            target.Bye();
            outside.TakesBye();
        }
    }

    private static void Refer(PeerCall first, PeerCall second, string user = "second") =>
        first.Refers(first.Peer, second.ReplacingUri(user));

    private (PeerCall Outside, PeerCall First) CarrierToPhone()
    {
        var outside = Carrier.Call("phone");
        Carrier.Take(100);
        var first = Phone.Called();
        first.Answers();
        outside.TakesAnswer();
        return (outside, first);
    }

    private (PeerCall Second, PeerCall Target) PhoneToSecond()
    {
        var second = Phone.Call("second");
        Phone.Take(100);
        var target = Second.Called();
        target.Answers();
        second.TakesAnswer();
        return (second, target);
    }

    private void ExpectTalking()
    {
        Bench.Media.Streams.Should().HaveCount(2);
        Bench.Stream(1).Listeners.Should().Contain(Bench.Stream(2).Id);
        Bench.Stream(2).Listeners.Should().Contain(Bench.Stream(1).Id);
    }
}
