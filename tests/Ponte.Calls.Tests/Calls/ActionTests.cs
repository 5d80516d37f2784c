using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Model;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Tests.Calls;

/// <summary>Short codes that do something to other calls: pickup, park, retrieval, moving a call between Teams and the phone.</summary>
public sealed class ActionTests : CallTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Call_in_Teams_moves_to_the_phone_without_silence(int loops)
    {
        Bench = new CallsBench(loops: loops);
        for (var i = 0; i < 6; i++)
        {
            var (outside, inTeams) = Bench.Established();
            var goesOn = Bench.Sink.All<CallStarted>().Last().Call;
            var before = Bench.World.Now;
            var phone = Phone.Call("*9");
            phone.TakesAnswerAfterTrying();
            ExpectTalking(goesOn);
            Bench.World.Now.Should().Be(before, "nothing is waited for but the parties themselves");
            inTeams.TakesBye();
            Carrier.TakesNothing();
            Bench.Sink.All<CallMerged>().Last().Into.Should().Be(goesOn);
            outside.Bye();
            phone.TakesBye();
            Bench.Sink.All<CallEnded>().Last().Call.Should().Be(goesOn);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Phone_that_gives_up_while_it_takes_over_leaves_the_call_as_it_was(int loops)
    {
        Bench = new CallsBench(loops: loops);
        for (var i = 0; i < 4; i++)
        {
            var (outside, inTeams) = Bench.Established();
            var goesOn = Bench.Sink.All<CallStarted>().Last().Call;
            Bench.Media.Hold();
            var phone = Phone.Call("*9");
            Phone.Take(100);
            phone.Cancel();
            Phone.Take(200);
            phone.TakesRefusal(487);
            Bench.Media.Release();
            Bench.Advance(0.1);
            ExpectTalking(goesOn);
            outside.Bye();
            inTeams.TakesBye();
        }
    }

    [Fact]
    public void Call_that_ends_in_the_instant_in_which_it_is_taken_over_takes_nobody_with_it()
    {
        Bench = new CallsBench(loops: 4);
        for (var i = 0; i < 8; i++)
        {
            var (outside, inTeams) = Bench.Established();
            Carrier.Post(outside.BuildBye());
            var phone = Phone.Call("*9");
            Carrier.Take(200);
            inTeams.TakesByeAmong(Teams);
            if (Phone.Inbox.OfType<SipResponse>().Any(r => r.StatusCode == 200))
            {
                phone.TakesAnswerAfterTrying(); // it came too late: it hears that there is nothing to take over
                Bench.AwaitMessage(Phone, 5);
                phone.TakesBye();
            }
            else
            {
                phone.TakesRefusalAmong();
                Phone.Inbox.Clear();
            }
        }
    }

    [Fact]
    public void Call_on_the_phone_moves_to_Teams()
    {
        var (outside, phone) = CarrierToPhone();
        var inTeams = Teams.Call("*9");
        inTeams.TakesAnswerAfterTrying();
        phone.TakesBye();
        ExpectTalking(Bench.Sink.All<CallStarted>().First().Call);
        inTeams.Bye();
        outside.TakesBye();
    }

    [Fact]
    public void Nothing_to_take_over_is_heard()
    {
        var phone = Phone.Call("*9");
        phone.TakesAnswerAfterTrying();
        Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Busy);
        Bench.AwaitMessage(Phone, 4);
        phone.TakesBye();
    }

    [Fact]
    public void Confirmation_is_heard()
    {
        var phone = Phone.Call("*11");
        phone.TakesAnswerAfterTrying();
        Bench.Stream(1).Tone.Should().BeEquivalentTo(new { Tone = ToneKind.Test, Frequency = 425 });
        Bench.AwaitMessage(Phone, 1.1);
        phone.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.Normal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Ringing_call_is_picked_up_and_has_been_missed_by_nobody(int loops)
    {
        Bench = new CallsBench(loops: loops);
        for (var i = 0; i < 6; i++)
        {
            var (outside, rings) = Ringing();
            var phone = Phone.Call("*8");
            phone.TakesAnswerAfterTrying();
            outside.TakesAnswer();
            rings.TakesCancel().Headers.First(HeaderName.Reason).Should().Contain("cause=200");
            ExpectTalking(Bench.Sink.All<CallMerged>().Last().Into);
            if (i % 2 == 0)
            {
                phone.Bye();
                outside.TakesBye();
            }
            else
            {
                outside.Bye();
                phone.TakesBye();
            }
        }
    }

    [Fact]
    public void Ringing_call_is_picked_up_by_the_dialog_that_a_lamp_showed()
    {
        Bench = new CallsBench(loops: 3);
        var (outside, rings) = Ringing();
        var phone = Phone.Call(headers: [$"Replaces: {rings.Replaces()};early-only"]);
        phone.TakesAnswerAfterTrying();
        outside.TakesAnswer();
        rings.TakesCancel();
        Bench.Sink.Single<CallStarted>();
        outside.Bye();
        phone.TakesBye();
    }

    [Fact]
    public void Nothing_to_pick_up_is_heard()
    {
        var phone = Phone.Call("*8");
        phone.TakesAnswerAfterTrying();
        Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Busy);
        phone.Bye();
    }

    [Fact]
    public void Pickup_of_a_call_whose_caller_gives_up_in_the_same_instant_is_refused()
    {
        var (outside, rings) = Ringing();
        Bench.Media.Hold();
        var phone = Phone.Call("*8");
        Phone.Take(100);
        outside.Cancel();
        Bench.Media.Release();
        Bench.World.Run();
        Carrier.Take(200);
        outside.TakesRefusal(487);
        phone.TakesRefusalAmong();
        rings.TakesCancel();
    }

    [Fact]
    public void Answer_in_the_instant_of_the_pickup_is_hung_up()
    {
        var (outside, rings) = Ringing();
        var phone = Phone.Call("*8");
        phone.TakesAnswerAfterTrying();
        outside.TakesAnswer();
        Teams.Take(SipMethod.Cancel);
        rings.Answers();
        rings.TakesBye().Headers.First(HeaderName.Reason).Should().Contain("cause=200");
        ExpectTalking(Bench.Sink.Single<CallMerged>().Into);
        outside.Bye();
        phone.TakesBye();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Call_is_parked_by_transfer_and_retrieved(int loops)
    {
        Bench = new CallsBench(loops: loops);
        for (var i = 0; i < 6; i++)
        {
            var (outside, phone) = CarrierToPhone();
            phone.Refers(Phone, "sip:*70@192.0.2.1");
            Phone.TakesOutcome(200);
            phone.Bye();
            Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Hold);
            Bench.Advance(30);
            var again = Phone.Call("*71");
            again.TakesAnswerAfterTrying();
            Bench.Stream(1).Tone.Should().BeNull();
            ExpectTalking(Bench.Sink.All<CallMerged>().Last().Into);
            outside.Bye();
            again.TakesBye();
        }
        Bench.Sink.All<CallParked>().Should().HaveCount(6).And.AllSatisfy(e => e.Slot.Should().Be("1"));
    }

    [Fact]
    public void Call_is_parked_by_a_code_while_the_phone_holds_it()
    {
        Bench = new CallsBench(loops: 3);
        var (outside, phone) = CarrierToPhone();
        phone.ReinvitesWith(phone.Sdp with { Version = 2, Direction = "sendonly" });
        var code = Phone.Call("*70");
        phone.TakesByeAmong(Phone);
        code.TakesAnswerAfterTrying();
        Bench.AwaitMessage(Phone, 2);
        code.TakesBye();
        var again = Phone.Call("*71");
        again.TakesAnswerAfterTrying();
        outside.Bye();
        again.TakesBye();
    }

    [Fact]
    public void Taken_slot_gives_the_call_back()
    {
        var (first, parker) = CarrierToPhone();
        parker.Refers(Phone, "sip:*70@192.0.2.1");
        Phone.TakesOutcome(200);
        parker.Bye();
        var (second, phone) = CarrierToPhone();
        phone.Refers(Phone, "sip:*70@192.0.2.1");
        Phone.TakesOutcome(486);
        second.Bye();
        phone.TakesBye();
        first.Bye();
    }

    [Fact]
    public void Parked_party_that_hangs_up_frees_the_slot()
    {
        var (outside, phone) = CarrierToPhone();
        phone.Refers(Phone, "sip:*70@192.0.2.1");
        Phone.TakesOutcome(200);
        phone.Bye();
        outside.Bye();
        var nobody = Phone.Call("*71");
        nobody.TakesAnswerAfterTrying();
        Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Busy);
        nobody.Bye();
    }

    [Fact]
    public void Call_that_nobody_takes_rings_again_at_who_parked_it()
    {
        var (outside, phone) = CarrierToPhone();
        phone.Refers(Phone, "sip:*70@192.0.2.1");
        Phone.TakesOutcome(200);
        phone.Bye();
        Bench.AwaitMessage(Phone, 121);
        var back = Phone.Called();
        back.Request.From!.DisplayName.Should().Be("Ada");
        back.Request.From.Uri!.User.Should().Be("+390299999999");
        back.Answers();
        ExpectTalking(Bench.Sink.Single<CallStarted>().Call);
        outside.Bye();
        back.TakesBye();
    }

    [Fact]
    public void Plan_says_how_long_a_call_is_parked_also_after_a_restart()
    {
        Bench.Director.Actions["*70"] = new Park("1") { Timeout = TimeSpan.FromSeconds(30) };
        var (outside, phone) = CarrierToPhone();
        phone.Refers(Phone, "sip:*70@192.0.2.1");
        Phone.TakesOutcome(200);
        phone.Bye();
        Bench.Advance(29);
        Phone.TakesNothing();
        Bench.Director.Taken.Clear();
        Bench.Restart().Should().Be(1);
        Bench.Advance(29);
        Phone.TakesNothing();
        Bench.AwaitMessage(Phone, 2);
        var back = Phone.Called();
        back.Answers();
        outside.Bye();
        back.TakesBye();
    }

    [Fact]
    public void Call_that_nobody_wants_ends_with_its_reason()
    {
        var (outside, phone) = CarrierToPhone();
        phone.Refers(Phone, "sip:*70@192.0.2.1");
        Phone.TakesOutcome(200);
        phone.Bye();
        Bench.AwaitMessage(Phone, 121);
        Phone.Called().Refuses(486);
        outside.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.NoAnswer);
    }

    [Fact]
    public void Parked_call_outlives_a_restart()
    {
        var (outside, phone) = CarrierToPhone();
        phone.Refers(Phone, "sip:*70@192.0.2.1");
        Phone.TakesOutcome(200);
        phone.Bye();
        Bench.Director.Taken.Clear();
        Bench.Restart().Should().Be(1);
        Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Hold);
        var again = Phone.Call("*71");
        again.TakesAnswerAfterTrying();
        outside.Bye();
        again.TakesBye();
        Bench.Sink.All<CallEnded>().Last().End.Cause.Should().Be(EndCause.Normal);
    }

    private (PeerCall Outside, PeerCall Rings) Ringing()
    {
        var outside = Carrier.Call();
        Carrier.Take(100);
        var rings = Teams.Called();
        rings.Responds(180);
        outside.TakesRinging();
        return (outside, rings);
    }

    private (PeerCall Outside, PeerCall Phone) CarrierToPhone()
    {
        var outside = Carrier.Call("phone");
        Carrier.Take(100);
        var phone = Phone.Called();
        phone.Answers();
        outside.TakesAnswer();
        return (outside, phone);
    }

    private void ExpectTalking(CallId call)
    {
        Bench.Node.Calls.Select(c => c.Id).Should().Equal(call);
        Bench.Media.Streams.Should().HaveCount(2);
        Bench.Stream(1).Listeners.Should().Contain(Bench.Stream(2).Id);
        Bench.Stream(2).Listeners.Should().Contain(Bench.Stream(1).Id);
    }
}
