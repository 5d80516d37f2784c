using Ponte.Calls.Events;
using Ponte.Calls.Tests.Bench;

namespace Ponte.Calls.Tests.Calls;

/// <summary>A new leg takes the place of one that talks (RFC 3891): retrieval, pickup and queues of Teams, second devices.</summary>
public sealed class ReplacesTests : CallTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Teams_takes_the_place_of_its_own_leg(int loops)
    {
        Bench = new CallsBench(loops: loops);
        for (var i = 0; i < 6; i++)
        {
            var (outside, replaced) = Bench.Established();
            var newcomer = Teams.Call(headers: [$"Replaces: {replaced.Replaces()}", "Require: replaces"]);
            Teams.Take(100);
            newcomer.TakesAnswer();
            replaced.TakesBye();
            Carrier.TakesNothing();
            ExpectTalking();
            outside.Bye();
            newcomer.TakesBye();
        }
        Bench.Sink.All<CallStarted>().Should().HaveCount(6, "the call is one");
        Bench.Sink.All<CallTransferred>().Should().HaveCount(6);
    }

    [Fact]
    public void Music_bot_takes_the_call_and_gives_it_back()
    {
        var (outside, user) = Bench.Established();
        user.Refers(Teams, Referring.TeamsUri, $"Referred-By: {Referring.ReferredBy}");
        var bot = Teams.Called();
        bot.Answers();
        Teams.TakesOutcome(200);
        user.Bye();
        Bench.Advance(30);
        var back = Teams.Call(headers: [$"Replaces: {bot.Replaces()}"]);
        Teams.Take(100);
        back.TakesAnswer();
        bot.TakesBye();
        ExpectTalking();
        outside.Bye();
        back.TakesBye();
        Bench.Sink.Single<CallStarted>();
    }

    [Fact]
    public void Phone_takes_the_place_of_Teams()
    {
        var (outside, replaced) = Bench.Established();
        var newcomer = Phone.Call(headers: [$"Replaces: {replaced.Replaces()}"]);
        Phone.Take(100);
        newcomer.TakesAnswer();
        replaced.TakesBye();
        newcomer.Bye();
        outside.TakesBye();
    }

    [Fact]
    public void Newcomer_without_an_offer_is_asked_for_it_in_the_answer()
    {
        var (outside, replaced) = Bench.Established();
        var newcomer = Phone.Call(withSdp: false, headers: [$"Replaces: {replaced.Replaces()}"]);
        Phone.Take(100);
        newcomer.Takes(200).Body.IsEmpty.Should().BeFalse();
        newcomer.Ack(Phone.Sdp());
        replaced.TakesBye();
        ExpectTalking();
        newcomer.Bye();
        outside.TakesBye();
    }

    [Fact]
    public void Unknown_dialog_gets_481()
    {
        var newcomer = Teams.Call(headers: ["Replaces: a;to-tag=p0011223344556677;from-tag=c"]);
        newcomer.TakesRefusal(481);
    }

    [Fact]
    public void Stranger_to_the_call_is_refused_and_the_call_goes_on()
    {
        var (outside, replaced) = Bench.Established();
        Second.Call(headers: [$"Replaces: {replaced.Replaces()}"]).TakesRefusal(403);
        ExpectTalking();
        outside.Bye();
        replaced.TakesBye();
    }

    [Fact]
    public void Early_only_of_an_answered_call_is_busy()
    {
        var (outside, replaced) = Bench.Established();
        Teams.Call(headers: [$"Replaces: {replaced.Replaces()};early-only"]).TakesRefusal(486);
        outside.Bye();
        replaced.TakesBye();
    }

    [Fact]
    public void Newcomer_that_shares_no_media_leaves_the_call_as_it_was()
    {
        var (outside, replaced) = Bench.Established();
        Teams.Call(sdp: new PeerSdp(), headers: [$"Replaces: {replaced.Replaces()}"]).TakesRefusalAfter(100, 488);
        ExpectTalking();
        outside.Bye();
        replaced.TakesBye();
    }

    [Fact]
    public void Outside_party_that_hangs_up_in_the_same_instant_ends_all()
    {
        var (outside, replaced) = Bench.Established();
        Bench.Media.Hold();
        var newcomer = Teams.Call(headers: [$"Replaces: {replaced.Replaces()}"]);
        Teams.Take(100);
        outside.Bye();
        Bench.Media.Release();
        Bench.World.Run();
        newcomer.TakesRefusalAmong();
        replaced.TakesByeAmong(Teams);
    }

    [Fact]
    public void Replaced_party_that_hangs_up_in_the_same_instant_changes_nothing()
    {
        var (outside, replaced) = Bench.Established();
        Bench.Media.Hold();
        var newcomer = Teams.Call(headers: [$"Replaces: {replaced.Replaces()}"]);
        Teams.Take(100);
        replaced.Bye();
        Bench.Media.Release();
        Bench.World.Run();
        newcomer.TakesAnswer();
        ExpectTalking();
        outside.Bye();
        newcomer.TakesBye();
    }

    [Fact]
    public void Newcomer_that_gives_up_leaves_the_call_as_it_was()
    {
        var (outside, replaced) = Bench.Established();
        Bench.Media.Hold();
        var newcomer = Teams.Call(headers: [$"Replaces: {replaced.Replaces()}"]);
        Teams.Take(100);
        newcomer.Cancel();
        Teams.Take(200);
        newcomer.TakesRefusal(487);
        Bench.Media.Release();
        Bench.World.Run();
        ExpectTalking();
        outside.Bye();
        replaced.TakesBye();
    }

    [Fact]
    public void Channel_of_the_line_goes_over_with_the_place()
    {
        var (outside, replaced) = Bench.Established();
        var newcomer = Teams.Call(headers: [$"Replaces: {replaced.Replaces()}"]);
        Teams.Take(100);
        newcomer.TakesAnswer();
        replaced.TakesBye();
        Bench.Director.Taken["teams"].Should().Be(1);
        outside.Bye();
        newcomer.TakesBye();
    }

    private void ExpectTalking()
    {
        Bench.Advance(0.1);
        Bench.Media.Streams.Should().HaveCount(2);
        Bench.Stream(1).Listeners.Should().Contain(Bench.Stream(2).Id);
        Bench.Stream(2).Listeners.Should().Contain(Bench.Stream(1).Id);
    }
}
