using Ponte.Simulator.Microsoft;
using Ponte.Simulator.Tests.Carrier;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>What Microsoft does not bear in dialogs and on connections (reference sections 3, 5 and 7), said by hand.</summary>
public sealed class MicrosoftDialogTests
{
    [Fact]
    public async Task Request_with_route_and_whole_contact_is_taken()
    {
        await using var bench = MicrosoftBench.Start();
        await using var sbc = await RawSbc.ConnectAsync(bench.Side.Hubs[0].Listen);
        var answer = await AnsweredAsync(bench, sbc);
        answer.ToString().Should().StartWith("SIP/2.0 200 OK\r\nFROM: ").And.Contain("\r\nRECORD-ROUTE: <sip:sip.pstnhub.microsoft.com:");
        await sbc.SendAsync(RawMessages.InDialog("ACK", answer, 1));
        await sbc.SendAsync(RawMessages.InDialog("BYE", answer, 2));
        (await sbc.FinalAsync(SipMethod.Bye)).StatusCode.Should().Be(200);
    }

    [Theory]
    [InlineData("sip:api-du-a-euwe.pstnhub.microsoft.com:443", null, "parameters that must come back")]
    [InlineData(null, "", "Route is missing")]
    [InlineData(null, "<sip:sip.pstnhub.microsoft.com;lr>", "not <sip:sip.pstnhub.microsoft.com:")]
    public async Task Request_that_ignores_route_or_contact_is_refused(string? target, string? route, string violation)
    {
        await using var bench = MicrosoftBench.Start();
        bench.ExpectsNoViolation = false;
        await using var sbc = await RawSbc.ConnectAsync(bench.Side.Hubs[0].Listen);
        var answer = await AnsweredAsync(bench, sbc);
        await sbc.SendAsync(RawMessages.InDialog("ACK", answer, 1));
        await sbc.SendAsync(RawMessages.InDialog("BYE", answer, 2, target, route));
        (await sbc.FinalAsync(SipMethod.Bye)).StatusCode.Should().Be(400);
        bench.Side.Violations.Should().ContainSingle().Which.Should().Contain(violation);
        bench.Side.User("ada").History.Should().BeEmpty("the call goes on");
    }

    [Fact]
    public async Task Dialog_is_matched_on_another_connection()
    {
        await using var bench = MicrosoftBench.Start();
        await using var first = await RawSbc.ConnectAsync(bench.Side.Hubs[0].Listen);
        var answer = await AnsweredAsync(bench, first);
        await using var second = await RawSbc.ConnectAsync(bench.Side.Hubs[1].Listen);
        await second.SendAsync(RawMessages.InDialog("ACK", answer, 1));
        await second.SendAsync(RawMessages.InDialog("BYE", answer, 2));
        (await second.FinalAsync(SipMethod.Bye)).StatusCode.Should().Be(200);
    }

    [Fact]
    public async Task Unknown_dialog_gets_481()
    {
        await using var bench = MicrosoftBench.Start();
        await using var sbc = await RawSbc.ConnectAsync(bench.Side.Hubs[0].Listen);
        var answer = await AnsweredAsync(bench, sbc);
        await sbc.SendAsync(RawMessages.InDialog("ACK", answer, 1));
        await sbc.SendAsync(RawMessages.InDialog("BYE", answer, 2).Replace("Call-ID: ", "Call-ID: x", StringComparison.Ordinal));
        (await sbc.FinalAsync(SipMethod.Bye)).StatusCode.Should().Be(481);
    }

    [Fact]
    public async Task Request_is_repeated_and_answered_once()
    {
        await using var bench = MicrosoftBench.Start();
        await using var sbc = await RawSbc.ConnectAsync(bench.Side.Hubs[0].Listen);
        await sbc.SendAsync(RawMessages.Options());
        var first = await sbc.FinalAsync(SipMethod.Options);
        await sbc.SendAsync(RawMessages.Options());
        (await sbc.FinalAsync(SipMethod.Options)).Bytes.ToArray().Should().Equal(first.Bytes.ToArray());
        bench.Side.Gateway(TestSbc.Fqdn).OptionsReceived[bench.Side.Hubs[0].Name].Should().Be(1);
    }

    [Fact]
    public async Task Answer_is_repeated_until_it_is_acknowledged()
    {
        await using var bench = MicrosoftBench.Start();
        await using var sbc = await RawSbc.ConnectAsync(bench.Side.Hubs[0].Listen);
        await AnsweredAsync(bench, sbc);
        // Not acknowledged: the answer comes again, after 0.5 s and then 1 s.
        for (var i = 0; i < 2; i++)
        {
            (await sbc.FinalAsync(SipMethod.Invite)).StatusCode.Should().Be(200);
        }
    }

    [Fact]
    public async Task Idle_connection_is_closed_and_a_line_end_keeps_it()
    {
        await using var bench = MicrosoftBench.Start(o =>
            o with
            {
                IdleTimeout = TimeSpan.FromSeconds(2),
                IdleGrace = TimeSpan.FromSeconds(1),
            }
        );
        await using var idle = await RawSbc.ConnectAsync(bench.Side.Hubs[0].Listen);
        await using var kept = await RawSbc.ConnectAsync(bench.Side.Hubs[0].Listen);
        var ended = idle.ReadAsync();
        while (!ended.IsCompleted)
        {
            await kept.SendAsync("\r\n");
            await Task.Delay(200, CarrierPair.Patience);
        }
        (await ended).Should().BeNull();
        await kept.SendAsync(RawMessages.Options());
        (await kept.FinalAsync(SipMethod.Options)).StatusCode.Should().Be(200);
    }

    [Fact]
    public async Task Request_on_a_connection_that_Microsoft_opened_is_not_looked_at()
    {
        using var listener = new RawListener();
        await using var bench = MicrosoftBench.Start(o =>
            o with
            {
                Tenants = [TenantWith(new GatewayOptions(TestSbc.Fqdn) { SipSignalingPort = listener.Port })],
            }
        );
        bench.ExpectsNoViolation = false;
        bench.Side.User("ada").Dial("+393331234567");
        await using var incoming = await listener.AcceptAsync();
        (await incoming.ReadAsync())!.Should().BeOfType<SipRequest>().Which.Method.Should().Be(SipMethod.Invite);
        await incoming.SendAsync(RawMessages.Options());
        await MicrosoftTlsTests.WaitAsync(() => bench.Side.Violations.Count > 0);
        bench.Side.Violations.Should().ContainSingle().Which.Should().Contain("a connection that Microsoft opened");
    }

    [Fact]
    public async Task Next_trunk_is_tried_after_silence_and_after_its_codes()
    {
        using var silent = new RawListener();
        await using var bench = MicrosoftBench.Start(o =>
            o with
            {
                Tenants =
                [
                    TenantWith(
                        new GatewayOptions(TestSbc.Fqdn) { SipSignalingPort = silent.Port, FailoverTime = TimeSpan.FromMilliseconds(300) },
                        o.Tenants[0].Gateways[0]
                    ),
                ],
            }
        );
        var call = bench.Side.User("ada").Dial("+393331234567");
        await using var first = await silent.AcceptAsync();
        var incoming = await bench.Sbc.NextAsync(CarrierPair.Patience);
        await incoming.AnswerAsync(500);
        await call.AnsweredAsync(CarrierPair.Patience);
        call.HangUp();
        await incoming.EndedAsync();
        await call.EndedAsync(CarrierPair.Patience);
    }

    [Fact]
    public async Task Hang_up_that_the_stop_of_the_simulator_cuts_off_is_nobodys_fault()
    {
        using var listener = new RawListener();
        var bench = MicrosoftBench.Start(o =>
            o with
            {
                Tenants = [TenantWith(new GatewayOptions(TestSbc.Fqdn) { SipSignalingPort = listener.Port })],
            }
        );
        var call = bench.Side.User("ada").Dial("+393331234567");
        await using var incoming = await listener.AcceptAsync();
        var invite = (SipRequest)(await incoming.ReadAsync())!;
        await incoming.SendAsync(RawMessages.Answer(invite, listener.Port));
        await using var second = await listener.AcceptAsync();
        (await second.ReadAsync()).Should().BeOfType<SipRequest>().Which.Method.Should().Be(SipMethod.Ack);
        call.HangUp();
        await using var third = await listener.AcceptAsync();
        (await third.ReadAsync()).Should().BeOfType<SipRequest>().Which.Method.Should().Be(SipMethod.Bye);
        // Never answered: the bench stops the side while the BYE is under way, and looks for violations.
        await bench.DisposeAsync();
    }

    [Fact]
    public async Task Trunk_without_options_for_its_time_is_down()
    {
        await using var bench = MicrosoftBench.Start(o => o with { TrunkTimeout = TimeSpan.FromMilliseconds(500) });
        await bench.Sbc.OptionsAsync(bench.Hops[0]);
        var gateway = bench.Side.Gateway(TestSbc.Fqdn);
        await gateway.ActiveAsync(CarrierPair.Patience);
        await MicrosoftTlsTests.WaitAsync(() => !gateway.IsActive);
    }

    [Fact]
    public async Task Set_up_that_takes_too_long_is_given_up()
    {
        await using var bench = MicrosoftBench.Start(o => o with { SetUpLimit = TimeSpan.FromMilliseconds(300) });
        var failure = await (await bench.Sbc.CallAsync(bench.Hops, "+390212345601")).FailedAsync();
        failure.Status.Should().Be(408);
        bench.Side.User("ada").History.Should().ContainSingle().Which.Outcome.Should().Be(CallOutcome.Missed);
    }

    [Fact]
    public async Task Silence_with_comfort_noise_sends_nothing()
    {
        await using var bench = MicrosoftBench.Start();
        bench.Side.User("ada").Behaviour = new TeamsBehaviour { AnswerAfter = TimeSpan.Zero, Frequency = 800 };
        var call = await bench.Sbc.CallAsync(bench.Hops, "+390212345601", c => c with { ComfortNoise = true });
        await call.AnsweredAsync();
        var taken = await bench.Side.User("ada").RingsAsync(CarrierPair.Patience);
        await call.Media.HearsAsync(800, cancellationToken: CarrierPair.Patience);
        taken.Media.Play(0);
        // The packet that is being made may still go out; after it there is silence.
        var sent = -1L;
        while (sent != taken.Media.Findings.PacketsSent)
        {
            sent = taken.Media.Findings.PacketsSent;
            await Task.Delay(200, CarrierPair.Patience);
        }
        taken.Media.Play(800);
        call.Media.ResetFindings();
        await call.Media.HearsAsync(800, cancellationToken: CarrierPair.Patience);
        call.Media.Findings.Faults.Should().BeEmpty();
        await call.HangUpAsync();
        await taken.EndedAsync(CarrierPair.Patience);
    }

    [Fact]
    public async Task Asserted_identity_is_sent_where_the_trunk_says_so()
    {
        await using var bench = MicrosoftBench.Start(o =>
            o with
            {
                Tenants = [TenantWith(o.Tenants[0].Gateways[0] with { ForwardPai = true })],
            }
        );
        bench.Side.User("secret").Dial("+393331234567");
        var incoming = await bench.Sbc.NextAsync(CarrierPair.Patience);
        incoming.Invite.From!.UriText.Should().Be("sip:anonymous@anonymous.invalid");
        incoming.Invite.Headers.First(HeaderName.PAssertedIdentity).Should().StartWith("<tel:+390212345603>,<sip:+390212345603@");
        incoming.Invite.Headers.First(HeaderName.Privacy).Should().Be("id");
        await incoming.RejectAsync(486);
    }

    private static TenantOptions TenantWith(params GatewayOptions[] gateways) =>
        new("contoso")
        {
            Gateways = [.. gateways],
            Users =
            [
                new UserOptions("ada", "Ada Rossi", "+390212345601"),
                new UserOptions("secret", "Secret", "+390212345603") { WithholdsNumber = true },
            ],
        };

    private static async Task<SipResponse> AnsweredAsync(MicrosoftBench bench, RawSbc sbc)
    {
        bench.Side.User("ada").Behaviour = new TeamsBehaviour { AnswerAfter = TimeSpan.Zero };
        await sbc.SendAsync(RawMessages.Invite());
        return await sbc.FinalAsync(SipMethod.Invite);
    }
}
