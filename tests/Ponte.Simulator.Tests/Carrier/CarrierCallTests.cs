using Ponte.Simulator.Calls;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Tests.Carrier;

public sealed class CarrierCallTests
{
    [Theory]
    [InlineData(TransportProtocol.Udp)]
    [InlineData(TransportProtocol.Tcp)]
    public async Task Call_is_answered_heard_both_ways_and_hung_up(TransportProtocol transport)
    {
        await using var pair = CarrierPair.Start(transport);
        var bell = pair.Far.Number("0212345601");
        var call = pair.Near.Number("0299999999").Dial("0212345601", "Ada, of \"Turin\"", frequency: 440);
        var ringing = await bell.RingsAsync(CarrierPair.Patience);
        ringing.Caller.Should().Be("0299999999");
        ringing.CallerName.Should().Be("Ada, of \"Turin\"");
        (await call.RingsAsync(CarrierPair.Patience)).HasMedia.Should().BeFalse();
        ringing.Answer(frequency: 800);
        await call.AnsweredAsync(CarrierPair.Patience);

        var heard = await call.Media.HearsAsync(800, cancellationToken: CarrierPair.Patience);
        heard.Level.Should().BeInRange(-13, -7);
        await ringing.Media.HearsAsync(440, cancellationToken: CarrierPair.Patience);
        call.Media.Findings.Faults.Should().BeEmpty();

        call.HangUp("Q.850;cause=16");
        var end = await ringing.EndedAsync(CarrierPair.Patience);
        end.ByPonte.Should().BeTrue();
        end.Reason.Should().Be("Q.850;cause=16");
        (await call.EndedAsync(CarrierPair.Patience)).ByPonte.Should().BeFalse();
        (await pair.Near.CallsAsync()).Should().BeEmpty();
        (await pair.Far.CallsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(HoldKind.Inactive)]
    [InlineData(HoldKind.SendOnly)]
    [InlineData(HoldKind.ZeroAddress)]
    public async Task Hold_is_silent_and_retrieve_is_heard_again(HoldKind kind)
    {
        await using var pair = CarrierPair.Start();
        pair.Far.Number("1").Behaviour = PartyBehaviour.Answers(800, TimeSpan.Zero);
        var call = pair.Near.Number("2").Dial("1", frequency: 440);
        var other = await pair.Far.Number("1").RingsAsync(CarrierPair.Patience);
        await call.AnsweredAsync(CarrierPair.Patience);
        await call.Media.HearsAsync(800, cancellationToken: CarrierPair.Patience);

        (await call.HoldAsync(kind)).Status.Should().Be(200);
        other.IsHeldByPonte.Should().BeTrue();
        var before = call.Media.Findings.PacketsReceived;
        if (kind == HoldKind.SendOnly)
        {
            await other.Media.MeasureAsync(440, TimeSpan.FromMilliseconds(300), CarrierPair.Patience);
        }
        (await call.RetrieveAsync()).Status.Should().Be(200);
        other.IsHeldByPonte.Should().BeFalse();
        await call.Media.HearsAsync(800, cancellationToken: CarrierPair.Patience);
        call.Media.Findings.PacketsReceived.Should().BeGreaterThan(before);
        (await call.RefreshAsync()).Status.Should().Be(200);
        other.OffersFromPonte.Should().Be(3);
        call.HangUp();
        await other.EndedAsync(CarrierPair.Patience);
        await call.EndedAsync(CarrierPair.Patience);
    }

    [Fact]
    public async Task Offer_is_given_where_it_is_asked_for()
    {
        await using var pair = CarrierPair.Start();
        pair.Far.Number("1").Behaviour = PartyBehaviour.Answers(800, TimeSpan.Zero);
        var call = pair.Near.Number("2").Dial("1");
        await call.AnsweredAsync(CarrierPair.Patience);
        (await call.AskForOfferAsync()).Status.Should().Be(200);
        call.Media.ResetFindings();
        await call.Media.HearsAsync(800, cancellationToken: CarrierPair.Patience);
        call.HangUp();
        await call.EndedAsync(CarrierPair.Patience);
    }

    [Fact]
    public async Task Early_media_is_heard_before_the_answer()
    {
        await using var pair = CarrierPair.Start();
        pair.Far.Number("1").Behaviour = new PartyBehaviour { Rings = false, EarlyFrequency = 600 };
        var call = pair.Near.Number("2").Dial("1");
        await call.EarlyMediaAsync(CarrierPair.Patience);
        await call.Media.HearsAsync(600, cancellationToken: CarrierPair.Patience);
        call.Phase.Should().Be(CallPhase.Ringing);
        (await pair.Far.Number("1").RingsAsync(CarrierPair.Patience)).Answer(900);
        await call.AnsweredAsync(CarrierPair.Patience);
        await call.Media.HearsAsync(900, cancellationToken: CarrierPair.Patience);
        call.HangUp();
        await call.EndedAsync(CarrierPair.Patience);
    }

    [Theory]
    [InlineData("busy", 486)]
    [InlineData("nowhere", 404)]
    public async Task Refusal_ends_the_call_with_its_status(string number, int status)
    {
        await using var pair = CarrierPair.Start();
        pair.Far.Number("busy").Behaviour = PartyBehaviour.Busy;
        var end = await pair.Near.Number("2").Dial(number).EndedAsync(CarrierPair.Patience);
        end.Status.Should().Be(status);
        end.WasAnswered.Should().BeFalse();
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("SIP;cause=200;text=\"Call completed elsewhere\"", false)]
    public async Task Caller_who_gives_up_leaves_a_missed_call(string? reason, bool missed)
    {
        await using var pair = CarrierPair.Start();
        var (call, ringing) = await RingingAsync(pair);
        call.HangUp(reason);
        (await call.EndedAsync(CarrierPair.Patience)).Status.Should().Be(487);
        await ringing.EndedAsync(CarrierPair.Patience);
        ringing.WasMissed.Should().Be(missed);
    }

    [Fact]
    public async Task Answer_that_crosses_the_cancel_is_ended_at_once()
    {
        await using var pair = CarrierPair.Start();
        var (call, ringing) = await RingingAsync(pair);
        ringing.AnswersOnCancel = true;
        call.HangUp("SIP;cause=200");
        var end = await ringing.EndedAsync(CarrierPair.Patience);
        end.WasAnswered.Should().BeTrue();
        end.Reason.Should().Be("SIP;cause=200");
        await call.EndedAsync(CarrierPair.Patience);
    }

    [Fact]
    public async Task Digits_are_heard()
    {
        await using var pair = CarrierPair.Start();
        pair.Far.Number("1").Behaviour = PartyBehaviour.Answers(800, TimeSpan.Zero);
        var call = pair.Near.Number("2").Dial("1", frequency: 440);
        var other = await pair.Far.Number("1").RingsAsync(CarrierPair.Patience);
        await call.AnsweredAsync(CarrierPair.Patience);
        call.Media.SendDigits("12#").Should().BeTrue();
        // The tone comes back behind the digits.
        while (other.Media.Digits.Length < 3)
        {
            await other.Media.MeasureAsync(440, TimeSpan.FromMilliseconds(100), CarrierPair.Patience);
        }
        other.Media.Digits.Should().Be("12#");
        other.Media.Findings.Faults.Should().BeEmpty();
        call.HangUp();
        await other.EndedAsync(CarrierPair.Patience);
        await call.EndedAsync(CarrierPair.Patience);
    }

    [Fact]
    public async Task Reliable_provisional_responses_are_acknowledged()
    {
        await using var pair = CarrierPair.Start(change: o => o with { ReliableProvisionals = true });
        pair.Far.Number("1").Behaviour = new PartyBehaviour { EarlyFrequency = 600, AnswerAfter = TimeSpan.FromMilliseconds(300) };
        var call = pair.Near.Number("2").Dial("1");
        var ringing = await pair.Far.Number("1").RingsAsync(CarrierPair.Patience);
        await call.AnsweredAsync(CarrierPair.Patience);
        // The second may still be on its way while the answer is.
        await Microsoft.MicrosoftTlsTests.WaitAsync(() => ringing.PracksFromPonte == 2);
        call.HangUp();
        await call.EndedAsync(CarrierPair.Patience);
    }

    [Fact]
    public async Task Several_devices_ring_with_tags_of_their_own()
    {
        await using var pair = CarrierPair.Start();
        var number = pair.Far.Number("1");
        number.Behaviour = new PartyBehaviour { Rings = false };
        var call = pair.Near.Number("2").Dial("1");
        var ringing = await number.RingsAsync(CarrierPair.Patience);
        ringing.Ring(1);
        ringing.Ring(2);
        ringing.Progress(3);
        ringing.Answer(700, device: 4);
        var answer = await call.AnsweredAsync(CarrierPair.Patience);
        call.EarlyAnswers.Select(e => e.Status).Should().Equal(180, 180, 183);
        call.EarlyAnswers.Select(e => e.ToTag).Append(answer!.ToTag).Should().OnlyHaveUniqueItems();
        call.EarlyAnswers[^1]
            .Response.Body.ToArray()
            .Should()
            .Equal(answer.Body.ToArray(), "the device behind them is one media processor");
        call.HangUp();
        await call.EndedAsync(CarrierPair.Patience);
    }

    private static async Task<(SimulatedCall Call, SimulatedCall Ringing)> RingingAsync(CarrierPair pair)
    {
        var number = pair.Far.Number("1");
        var call = pair.Near.Number("2").Dial("1");
        var ringing = await number.RingsAsync(CarrierPair.Patience);
        await call.RingsAsync(CarrierPair.Patience);
        return (call, ringing);
    }
}
