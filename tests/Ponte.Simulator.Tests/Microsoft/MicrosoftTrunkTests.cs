using Ponte.Simulator.Microsoft;
using Ponte.Simulator.Tests.Carrier;
using Ponte.Sip.Agent;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>OPTIONS in both directions, and hubs with faults (reference sections 4 and 9).</summary>
public sealed class MicrosoftTrunkTests
{
    [Fact]
    public async Task Options_make_the_trunk_active_by_a_probe_on_a_connection_of_Microsofts_own()
    {
        await using var bench = MicrosoftBench.Start();
        var gateway = bench.Side.Gateway(TestSbc.Fqdn);
        gateway.IsActive.Should().BeFalse();
        foreach (var hub in bench.Hops)
        {
            var result = await bench.Sbc.OptionsAsync(hub);
            result.Status.Should().Be(200);
            result.Response!.ToTag.Should().BeEmpty();
            result.Response.ToString().Should().Contain("ALLOW: INVITE,ACK,OPTIONS,CANCEL,BYE,NOTIFY").And.NotContain("CONTACT");
        }
        await gateway.ActiveAsync(CarrierPair.Patience);
        gateway.OptionsReceived.Should().HaveCount(3);
        bench.Side.Warnings.Should().BeEmpty();
    }

    [Theory]
    [InlineData(null, 400)]
    [InlineData("<sip:127.0.0.1:5061;transport=tls>", 403)]
    [InlineData("<sip:sbc.nobody.example:5061;transport=tls>", 403)]
    public async Task Options_without_our_name_are_refused_with_a_reason(string? contact, int status)
    {
        await using var bench = MicrosoftBench.Start();
        var result = await bench.Sbc.OptionsAsync(bench.Hops[0], contact);
        result.Status.Should().Be(status);
        result.Response!.Headers.First("REASON").Should().StartWith("Q.850;cause=");
        bench.Side.Gateway(TestSbc.Fqdn).OptionsReceived.Should().BeEmpty();
    }

    [Fact]
    public async Task Hub_that_is_unavailable_says_when_to_come_again()
    {
        await using var bench = MicrosoftBench.Start();
        await bench.Side.Hubs[0].SetFaultAsync(HubFault.Unavailable);
        var result = await bench.Sbc.OptionsAsync(bench.Hops[0]);
        result.Status.Should().Be(503);
        result.Response!.Headers.First("RETRY-AFTER").Should().Be("1");
        await bench.Side.Hubs[0].SetFaultAsync(HubFault.None);
    }

    [Theory]
    [InlineData(HubFault.Unavailable)]
    [InlineData(HubFault.Refused)]
    [InlineData(HubFault.Silent)]
    public async Task Call_goes_to_the_next_hub(HubFault fault)
    {
        await using var bench = MicrosoftBench.Start();
        await bench.Side.Hubs[0].SetFaultAsync(fault);
        var hops = bench.Hops.SetItem(0, bench.Hops[0] with { FirstAnswerTimeout = TimeSpan.FromSeconds(1) });
        bench.Side.User("ada").Behaviour = new TeamsBehaviour { AnswerAfter = TimeSpan.Zero };
        var call = await bench.Sbc.CallAsync(hops, "+390212345601");
        await call.AnsweredAsync();
        var taken = await bench.Side.User("ada").RingsAsync(CarrierPair.Patience);
        taken.Invite!.RequestUriText.Should().Contain("@sip2.pstnhub.microsoft.com:");
        await call.HangUpAsync();
        await taken.EndedAsync(CarrierPair.Patience);
    }

    [Fact]
    public async Task Mended_hub_takes_calls_again()
    {
        await using var bench = MicrosoftBench.Start();
        await bench.Side.Hubs[0].SetFaultAsync(HubFault.Refused);
        (await bench.Sbc.OptionsAsync(bench.Hops[0])).Failure!.Kind.Should().Be(SipFailureKind.Transport);
        await bench.Side.Hubs[0].SetFaultAsync(HubFault.None);
        (await bench.Sbc.OptionsAsync(bench.Hops[0])).Status.Should().Be(200);
    }
}
