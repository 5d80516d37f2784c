using Ponte.Simulator.Calls;
using Ponte.Simulator.Microsoft;
using Ponte.Simulator.Tests.Carrier;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>Forwards and simultaneous ring by Teams, and calls on behalf of others (reference section 14).</summary>
public sealed class MicrosoftForwardTests
{
    [Fact]
    public async Task Forward_is_a_new_call_to_the_sbc_with_history_and_is_heard_through()
    {
        await using var bench = MicrosoftBench.Start();
        Change(bench, o => o with { ForwardCallHistory = true });
        bench.Side.User("ada").Behaviour = new TeamsBehaviour { ForwardTo = "+390299999999" };
        var call = await bench.Sbc.CallAsync(bench.Hops, "+390212345601");
        call.Media.Play(440);
        var forwarded = await bench.Sbc.NextAsync(CarrierPair.Patience);
        forwarded.Invite.RequestUriText.Should().StartWith("sip:+390299999999@sbc.contoso.com:");
        forwarded.Invite.From!.Uri!.UserText.Should().Be("+393331234567");
        forwarded
            .Invite.Headers.First("HISTORY-INFO")
            .Should()
            .MatchRegex(
                "^<sip:\\+390212345601@sip.pstnhub.microsoft.com:\\d+;user=phone\\?Reason=SIP%3Bcause%3D302%3Btext%3D%22Moved%20temporarily%22>;index=1$"
            );
        forwarded.Invite.Headers.First("REFERRED-BY").Should().Contain($"x-m=8:orgid:{bench.Side.User("ada").ObjectId};");
        await forwarded.RingAsync();
        await call.RingsAsync();
        await forwarded.AnswerAsync(700);
        await call.AnsweredAsync();
        await call.Media.HearsAsync(700, cancellationToken: CarrierPair.Patience);
        await forwarded.Media.HearsAsync(440, cancellationToken: CarrierPair.Patience);
        await call.HangUpAsync();
        await forwarded.EndedAsync();
        (await bench.Side.CallsAsync()).Where(c => c.Direction == CallDirection.FromPonte).Should().BeEmpty();
        bench.Side.User("ada").History.Should().ContainSingle();
    }

    [Fact]
    public async Task Older_history_text_is_written_raw()
    {
        await using var bench = MicrosoftBench.Start();
        Change(bench, o => o with { ForwardCallHistory = true, History = HistoryStyle.Raw });
        var forwarded = await ForwardedAsync(bench);
        forwarded
            .Invite.ToString()
            .Should()
            .Contain(";user=phone?Privacy=history&Reason=SIP;cause=302;text=\u201dMoved temporarily\u201d>;index=1\r\n");
        await forwarded.RejectAsync(486);
    }

    [Fact]
    public async Task Trunk_without_history_gets_none_and_the_refusal_comes_back()
    {
        await using var bench = MicrosoftBench.Start();
        bench.Side.User("ada").Behaviour = new TeamsBehaviour { ForwardTo = "+390299999999" };
        var call = await bench.Sbc.CallAsync(bench.Hops, "+390212345601");
        var forwarded = await bench.Sbc.NextAsync(CarrierPair.Patience);
        forwarded.Invite.ToString().Should().NotContain("HISTORY-INFO").And.NotContain("REFERRED-BY");
        await forwarded.RejectAsync(486);
        (await call.FailedAsync()).Status.Should().Be(486);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Telephone_that_rings_too_and_the_user_race_for_the_call(bool userIsFirst)
    {
        await using var bench = MicrosoftBench.Start();
        bench.Side.User("ada").Behaviour = new TeamsBehaviour { RingsToo = "+390299999999" };
        var call = await bench.Sbc.CallAsync(bench.Hops, "+390212345601");
        var ringing = await bench.Side.User("ada").RingsAsync(CarrierPair.Patience);
        var other = await bench.Sbc.NextAsync(CarrierPair.Patience);
        await other.RingAsync();
        if (userIsFirst)
        {
            ringing.Answer(800);
            await other.EndedAsync();
            bench
                .Side.Messages.Single(m => m.Message is SipRequest && ((SipRequest)m.Message).Method == SipMethod.Cancel)
                .Message.Headers.First(HeaderName.Reason)
                .Should()
                .Be("SIP;cause=200;text=\"Call completed elsewhere\"");
        }
        else
        {
            await other.AnswerAsync(800);
        }
        await call.AnsweredAsync();
        await call.Media.HearsAsync(800, cancellationToken: CarrierPair.Patience);
        await call.HangUpAsync();
        await ringing.EndedAsync(CarrierPair.Patience);
    }

    [Fact]
    public async Task Call_on_behalf_of_another_user_says_so()
    {
        await using var bench = MicrosoftBench.Start();
        bench.Side.User("bo").DialFor("+393331234567", bench.Side.User("ada"));
        var incoming = await bench.Sbc.NextAsync(CarrierPair.Patience);
        incoming.Invite.Headers.First("REFERRED-BY").Should().Contain($"x-m=8:orgid:{bench.Side.User("ada").ObjectId};");
        await incoming.RejectAsync(486);
    }

    private static void Change(MicrosoftBench bench, Func<GatewayOptions, GatewayOptions> change)
    {
        var gateway = bench.Side.Gateway(TestSbc.Fqdn);
        gateway.Options = change(gateway.Options);
    }

    private static async Task<SbcCall> ForwardedAsync(MicrosoftBench bench)
    {
        bench.Side.User("ada").Behaviour = new TeamsBehaviour { ForwardTo = "+390299999999" };
        await bench.Sbc.CallAsync(bench.Hops, "+390212345601");
        return await bench.Sbc.NextAsync(CarrierPair.Patience);
    }
}
