using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Routing;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Tests.Calls;

/// <summary>Calls that we make ourselves: a user's phone is rung, and when it has answered the carrier.</summary>
public sealed class OriginatedCallTests : CallTests
{
    private static readonly Party User = new("201", "Mario");
    private static readonly Party Wanted = new("+390299999999", "Ada");

    private readonly List<CallEnd?> _firstOver = [];

    [Fact]
    public void First_party_answers_and_the_second_is_called_for_it_in_one_call()
    {
        Originate();
        var first = Phone.Called();
        first.Request.From!.DisplayName.Should().Be("Ada", "the phone shows who is wanted");
        first.Responds(180);
        first.Answers();
        var second = Carrier.Called();
        _firstOver.Should().Equal([null], "it answered");
        second.Responds(180);
        second.Answers();

        Bench
            .Sink.Single<CallStarted>()
            .Should()
            .BeEquivalentTo(
                new
                {
                    Caller = User,
                    Called = Wanted,
                    Origin = CallOrigin.Dial,
                }
            );
        Bench
            .Sink.All<LegStarted>()
            .Select(l => (l.Name, l.IsIncoming, l.IsFirst))
            .Should()
            .Equal(("201-desk", false, true), ("carrier", false, false));
        Bench.Sink.Single<LegsBridged>();
        Bench.Stream(1).Listeners.Should().Contain(Bench.Stream(2).Id);
        Bench.Stream(2).Listeners.Should().Contain(Bench.Stream(1).Id);
        first.Bye();
        second.TakesBye();
        Bench.End.Should().BeEquivalentTo(new { Side = EndSide.Caller, Cause = EndCause.Normal });
    }

    [Theory]
    [InlineData(486, EndCause.Busy)]
    [InlineData(603, EndCause.Declined)]
    public void First_party_refuses_and_the_second_is_never_called(int status, EndCause cause)
    {
        Originate();
        Phone.Called().Refuses(status);
        _firstOver.Should().ContainSingle().Which!.Cause.Should().Be(cause);
        Carrier.TakesNothing();
        Bench.End.Cause.Should().Be(cause);
    }

    [Fact]
    public void First_party_that_does_not_answer_is_given_up()
    {
        Originate();
        var first = Phone.Called();
        first.Responds(180);
        Bench.Advance(20);
        first.TakesCancel();
        _firstOver.Should().ContainSingle().Which!.Cause.Should().Be(EndCause.NoAnswer);
        Carrier.TakesNothing();
    }

    [Fact]
    public void First_party_that_hangs_up_while_the_second_rings_abandons_the_call()
    {
        Originate();
        var first = Phone.Called();
        first.Answers();
        var second = Carrier.Called();
        second.Responds(180);
        first.Bye();
        second.TakesCancel();
        Bench.End.Should().BeEquivalentTo(new { Side = EndSide.Caller, Cause = EndCause.Abandoned });
    }

    [Fact]
    public void First_party_hears_that_the_second_is_busy_and_is_released()
    {
        Originate();
        var first = Phone.Called();
        first.Answers();
        Carrier.Called().Refuses(486);
        Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Busy);
        Bench.Advance(3);
        first.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.Busy);
    }

    [Fact]
    public void First_party_that_hangs_up_in_the_busy_tone_ends_the_call_as_busy()
    {
        Originate();
        var first = Phone.Called();
        first.Answers();
        Carrier.Called().Refuses(486);
        first.Bye();
        Bench.End.Cause.Should().Be(EndCause.Busy);
    }

    [Fact]
    public void First_party_that_has_hung_up_while_the_company_thinks_is_followed_by_no_call()
    {
        var plan = new TaskCompletionSource<CallPlan>();
        Originate(second: plan.Task);
        var first = Phone.Called();
        first.Answers();
        first.Bye();
        plan.SetResult(Plan("carrier"));
        Carrier.TakesNothing();
        Bench.End.Cause.Should().Be(EndCause.Abandoned);
    }

    [Fact]
    public void Second_party_that_is_no_number_is_refused()
    {
        Originate(second: Task.FromResult(Plan("carrier") with { Ring = null, Action = new Confirm(true) }));
        var first = Phone.Called();
        first.Answers();
        Bench.Advance(3);
        first.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.Forbidden);
    }

    [Fact]
    public void Command_hangs_the_call_up_while_the_first_party_rings()
    {
        var call = Originate();
        var first = Phone.Called();
        first.Responds(180);
        Bench.Node.HangUp(call, "by test");
        Bench.World.Run();
        first.TakesCancel();
        _firstOver.Should().ContainSingle().Which!.Detail.Should().Be("by test");
    }

    [Fact]
    public void Ringing_first_party_cannot_be_picked_up()
    {
        Originate();
        var first = Phone.Called();
        first.Responds(180);
        var picker = Teams.Call("*8");
        picker.TakesAnswerAfterTrying();
        Bench.Advance(4);
        picker.TakesBye();
        Phone.TakesNothing();
        first.Answers();
        Carrier.Called().Answers();
        first.Bye();
        Carrier.AnswerAll();
    }

    [Fact]
    public void Both_are_given_the_codec_that_they_share()
    {
        Originate();
        var first = Phone.Called();
        PeerCall
            .Description(first.Request)
            .Media[0]
            .Formats.Should()
            .Contain("8")
            .And.Contain("0", "nobody waits whose codecs limit the offer");
        first.Answers();
        Carrier.Called().Answers();
        first.Bye();
        Carrier.AnswerAll();
    }

    [Fact]
    public void Node_that_is_full_or_stops_makes_no_call()
    {
        Bench = new CallsBench(new CallsOptions { MaximumCalls = 1 });
        Originate();
        var first = Phone.Called();
        first.Responds(180);
        Bench.Node.Originate(Origination()).Should().BeNull();
        _ = Bench.Node.StopAsync(keepEstablished: false);
        first.TakesCancel();
        Bench.Advance(3);
        Bench.Node.Originate(Origination());
        Bench.World.Run();
        _firstOver.Last()!.Cause.Should().Be(EndCause.Shutdown);
        Phone.TakesNothing();
    }

    private CallId Originate(Task<CallPlan>? second = null)
    {
        var call = Bench.Node.Originate(Origination(second));
        Bench.World.Run();
        return call!.Value;
    }

    private Origination Origination(Task<CallPlan>? second = null) =>
        new()
        {
            Origin = CallOrigin.Dial,
            First = (_, _) => ValueTask.FromResult(Plan("phone") with { RingTimeout = TimeSpan.FromSeconds(20) }),
            FirstOver = _firstOver.Add,
            Second = (_, _) => new ValueTask<CallPlan>(second ?? Task.FromResult(Plan("carrier"))),
        };

    private CallPlan Plan(string target) =>
        new()
        {
            Caller = User,
            Called = Wanted,
            Ring = RingStage.Of(Bench.Director.Target(target)),
            MaximumDuration = TimeSpan.FromMinutes(10),
        };
}
