using Ponte.Simulator.Calls;
using Ponte.Simulator.Microsoft;
using Ponte.Simulator.Tests.Carrier;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>Calls in both directions between the simulated Microsoft and an SBC on the product's stack.</summary>
public sealed class MicrosoftCallTests
{
    [Fact]
    public async Task Call_to_a_user_forks_and_is_heard_both_ways()
    {
        await using var bench = MicrosoftBench.Start();
        var ada = bench.Side.User("ada");
        ada.Behaviour = new TeamsBehaviour { Devices = 2, SilentProgress = true };
        var call = await bench.Sbc.CallAsync(bench.Hops, "+390212345601");
        call.Media.Play(440);
        var ringing = await ada.RingsAsync(CarrierPair.Patience);
        ringing.Caller.Should().Be("+393331234567");
        ringing.CallerName.Should().Be("Mario Bianchi");
        ringing.Answer(800);
        var answer = await call.AnsweredAsync();
        call.Provisionals.Select(p => (p.Status, p.HasMedia)).Should().Equal((180, false), (180, false), (183, true));
        call.Provisionals.Select(p => p.Tag).Append(answer!.ToTag).Should().OnlyHaveUniqueItems();
        answer.Body.Length.Should().BePositive();

        await call.Media.HearsAsync(800, cancellationToken: CarrierPair.Patience);
        await ringing.Media.HearsAsync(440, cancellationToken: CarrierPair.Patience);
        ringing.Media.Findings.Faults.Should().BeEmpty();
        ringing.Agreed!.LocalCrypto!.Key.Mki.Should().NotBeEmpty();

        await call.HangUpAsync("Q.850;cause=16");
        (await ringing.EndedAsync(CarrierPair.Patience)).Reason.Should().Be("Q.850;cause=16");
        ada.History.Should().ContainSingle().Which.Outcome.Should().Be(CallOutcome.Answered);
    }

    [Fact]
    public async Task Call_of_a_user_looks_like_Microsofts()
    {
        await using var bench = MicrosoftBench.Start(o => o with { OffersVideo = true });
        var call = bench.Side.User("bo").Dial("+393331234567", frequency: 500);
        var incoming = await bench.Sbc.NextAsync(CarrierPair.Patience);
        var text = incoming.Invite.ToString();
        text.Should()
            .Contain("FROM: Bo, Jr.<sip:+390212345602@sip")
            .And.Contain("\r\nCONTACT: <sip:api-du-a-euwe.pstnhub.microsoft.com:443;x-i=");
        text.Should().StartWith($"INVITE sip:+393331234567@sbc.contoso.com:{bench.Sbc.Listen.Port};user=phone;transport=tls SIP/2.0\r\n");
        text.Should().Contain("a=label:main-audio").And.Contain("a=crypto:2 AES_CM_128_HMAC_SHA1_32").And.Contain("m=video ");
        incoming.Invite.From!.DisplayName.Should().Be("Bo, Jr.");

        await incoming.RingAsync();
        await call.RingsAsync(CarrierPair.Patience);
        await incoming.AnswerAsync(700);
        await call.AnsweredAsync(CarrierPair.Patience);
        call.Agreed!.RemoteCrypto!.Tag.Should().Be(3);
        await call.Media.HearsAsync(700, cancellationToken: CarrierPair.Patience);
        await incoming.Media.HearsAsync(500, cancellationToken: CarrierPair.Patience);
        call.Media.Findings.Faults.Should().BeEmpty();
        await incoming.HangUpAsync();
        (await call.EndedAsync(CarrierPair.Patience)).ByPonte.Should().BeTrue();
    }

    [Fact]
    public async Task Requests_of_a_dialog_come_on_other_connections()
    {
        await using var bench = MicrosoftBench.Start();
        var call = bench.Side.User("ada").Dial("+393331234567", frequency: 500);
        var incoming = await bench.Sbc.NextAsync(CarrierPair.Patience);
        await incoming.AnswerAsync(700);
        await call.AnsweredAsync(CarrierPair.Patience);
        (await call.HoldAsync()).Status.Should().Be(200);
        (await call.RetrieveAsync()).Status.Should().Be(200);
        (await call.RefreshAsync()).Status.Should().Be(200);
        incoming.Holds.Should().Equal(true, false, false);
        call.Media.ResetFindings();
        await call.Media.HearsAsync(700, cancellationToken: CarrierPair.Patience);
        call.HangUp();
        await incoming.EndedAsync();
        await call.EndedAsync(CarrierPair.Patience);
        bench
            .Side.Messages.Where(m => m.Sent && m.Message is SipRequest)
            .Select(m => m.Path.Split(' ')[1].Split(':')[0])
            .Distinct(StringComparer.Ordinal)
            .Should()
            .HaveCountGreaterThan(1, "Microsoft's requests come from several addresses");
    }

    [Fact]
    public async Task New_key_and_new_media_processor_are_followed()
    {
        await using var bench = MicrosoftBench.Start();
        var (call, taken) = await TalkingAsync(bench);
        call.Media.Play(440);
        (await taken.RekeyAsync()).Status.Should().Be(200);
        call.Media.ResetFindings();
        await call.Media.HearsAsync(800, cancellationToken: CarrierPair.Patience);

        var before = taken.Media.LocalRtp;
        (await taken.MoveAsync()).Status.Should().Be(200);
        taken.Media.LocalRtp.Should().NotBe(before);
        call.Media.ResetFindings();
        taken.Media.ResetFindings();
        await call.Media.HearsAsync(800, cancellationToken: CarrierPair.Patience);
        await taken.Media.HearsAsync(440, cancellationToken: CarrierPair.Patience);
        call.Media.Findings.Sources.Should().Equal(taken.Media.LocalRtp);
        taken.Media.Findings.Faults.Should().BeEmpty();
        await call.HangUpAsync();
        await taken.EndedAsync(CarrierPair.Patience);
    }

    [Fact]
    public async Task Description_that_changes_with_a_refresh_is_noted()
    {
        await using var bench = MicrosoftBench.Start();
        bench.ExpectsNoViolation = false;
        var (call, taken) = await TalkingAsync(bench);
        call.AlterAnswers = t => t.Replace("a=ptime:20", "a=ptime:30", StringComparison.Ordinal);
        (await taken.RefreshAsync()).Status.Should().Be(200);
        bench.Side.Violations.Should().HaveCount(2);
        bench.Side.Violations[0].Should().Contain("o= version went from 1 to 1");
        bench.Side.Violations[1].Should().Contain("refresh");
        await call.HangUpAsync();
        await taken.EndedAsync(CarrierPair.Patience);
    }

    [Fact]
    public async Task Hold_by_inactive_and_retrieve_are_taken()
    {
        await using var bench = MicrosoftBench.Start();
        var (call, taken) = await TalkingAsync(bench);
        (await call.ReinviteAsync(AudioDirection.Inactive, HoldStyle.InactiveOnly)).Status.Should().Be(200);
        taken.IsHeldByPonte.Should().BeTrue();
        (await call.ReinviteAsync(AudioDirection.SendReceive, HoldStyle.InactiveOnly)).Status.Should().Be(200);
        taken.IsHeldByPonte.Should().BeFalse();
        call.Media.ResetFindings();
        await call.Media.HearsAsync(800, cancellationToken: CarrierPair.Patience);
        await call.HangUpAsync();
        await taken.EndedAsync(CarrierPair.Patience);
    }

    [Theory]
    [InlineData("c=IN IP4 127.7.0.2", "c=IN IP4 0.0.0.0", 488, "refused")]
    [InlineData("a=rtcp-mux\r\n", "", 488, "refused")]
    [InlineData("a=sendrecv", "a=sendonly", 200, "one-way")]
    [InlineData("m=audio 22", "m=audio 23", 200, "moves the media")]
    public async Task Reinvite_that_Microsoft_does_not_bear_is_noted(string before, string after, int status, string note)
    {
        await using var bench = MicrosoftBench.Start();
        bench.ExpectsNoViolation = false;
        var (call, taken) = await TalkingAsync(bench);
        var first = taken.Media.RemoteRtp;
        var result = await call.ReinviteAsync(
            AudioDirection.SendReceive,
            HoldStyle.SendOnly,
            t => t.Replace(before, after, StringComparison.Ordinal)
        );
        result.Status.Should().Be(status);
        bench.Side.Violations[0].Should().Contain(note);
        taken.Media.RemoteRtp.Should().Be(first, "media keeps going to the first address");
        await call.HangUpAsync();
        await taken.EndedAsync(CarrierPair.Patience);
    }

    [Theory]
    [InlineData(null, CallOutcome.Missed)]
    [InlineData("SIP;cause=200;text=\"Call completed elsewhere\"", CallOutcome.CompletedElsewhere)]
    public async Task Call_that_is_given_up_is_missed_unless_it_was_taken_elsewhere(string? reason, CallOutcome outcome)
    {
        await using var bench = MicrosoftBench.Start();
        var call = await bench.Sbc.CallAsync(bench.Hops, "+390212345601");
        await call.RingsAsync();
        var ringing = await bench.Side.User("ada").RingsAsync(CarrierPair.Patience);
        await call.CancelAsync(reason);
        (await call.FailedAsync()).Kind.Should().Be(SipFailureKind.Cancelled);
        await ringing.EndedAsync(CarrierPair.Patience);
        bench.Side.User("ada").History.Should().ContainSingle().Which.Outcome.Should().Be(outcome);
    }

    [Fact]
    public async Task Answer_that_crosses_the_cancel_is_ended_with_the_same_reason()
    {
        await using var bench = MicrosoftBench.Start();
        bench.Side.User("ada").Behaviour = new TeamsBehaviour { AnswersOnCancel = true };
        var call = await bench.Sbc.CallAsync(bench.Hops, "+390212345601");
        await call.RingsAsync();
        var ringing = await bench.Side.User("ada").RingsAsync(CarrierPair.Patience);
        await call.CancelAsync("SIP;cause=200;text=\"Call completed elsewhere\"");
        await call.FailedAsync();
        var end = await ringing.EndedAsync(CarrierPair.Patience);
        end.WasAnswered.Should().BeTrue();
        end.Reason.Should().Be("SIP;cause=200;text=\"Call completed elsewhere\"");
    }

    [Fact]
    public async Task Voicemail_takes_the_call_after_its_time()
    {
        await using var bench = MicrosoftBench.Start();
        bench.Side.User("ada").Behaviour = new TeamsBehaviour { VoicemailAfter = TimeSpan.FromMilliseconds(200) };
        var call = await bench.Sbc.CallAsync(bench.Hops, "+390212345601");
        await call.AnsweredAsync();
        await call.Media.HearsAsync(350, cancellationToken: CarrierPair.Patience);
        await call.HangUpAsync();
        var taken = await bench.Side.User("ada").RingsAsync(CarrierPair.Patience);
        await taken.EndedAsync(CarrierPair.Patience);
        bench.Side.User("ada").History.Should().ContainSingle().Which.Outcome.Should().Be(CallOutcome.Voicemail);
    }

    [Theory]
    [InlineData("signed out", 480, "10037", 31)]
    [InlineData("busy", 486, "10321", 34)]
    [InlineData("declines", 603, "540603", 21)]
    public async Task User_who_does_not_take_the_call_has_Microsofts_code(string state, int status, string code, int cause)
    {
        await using var bench = MicrosoftBench.Start();
        bench.Side.User("ada").Behaviour = new TeamsBehaviour
        {
            Devices = state is "signed out" ? 0 : 1,
            IsBusy = state is "busy",
            Declines = state is "declines",
        };
        var failure = await (await bench.Sbc.CallAsync(bench.Hops, "+390212345601")).FailedAsync();
        failure.Status.Should().Be(status);
        failure.Q850.Should().Be(cause);
        failure.Response!.Headers.First(HeaderName.Reason).Should().Contain($";{code} ");
    }

    [Theory]
    [InlineData("+390000000000", 404)]
    [InlineData("0212345601", 412)]
    public async Task Number_that_nobody_has_is_refused(string number, int status)
    {
        await using var bench = MicrosoftBench.Start();
        (await (await bench.Sbc.CallAsync(bench.Hops, number)).FailedAsync()).Status.Should().Be(status);
    }

    [Fact]
    public async Task Plain_media_is_refused()
    {
        await using var bench = MicrosoftBench.Start();
        var call = await bench.Sbc.CallAsync(bench.Hops, "+390212345601", c => c with { Srtp = SrtpUse.None });
        (await call.FailedAsync()).Status.Should().Be(488);
    }

    [Fact]
    public async Task Answer_with_the_short_tag_suite_ends_the_call()
    {
        await using var bench = MicrosoftBench.Start();
        bench.ExpectsNoViolation = false;
        var call = bench.Side.User("ada").Dial("+393331234567");
        var incoming = await bench.Sbc.NextAsync(CarrierPair.Patience);
        await incoming.AnswerAsync(
            0,
            t => t.Replace("a=crypto:3 AES_CM_128_HMAC_SHA1_80", "a=crypto:2 AES_CM_128_HMAC_SHA1_32", StringComparison.Ordinal)
        );
        (await incoming.EndedAsync())!.Headers.First(HeaderName.Reason).Should().Contain("MediaOfferError");
        await call.EndedAsync(CarrierPair.Patience);
        bench.Side.Violations.Should().ContainSingle().Which.Should().Contain("AES_CM_128_HMAC_SHA1_32");
    }

    [Fact]
    public async Task Wrong_key_is_heard_of()
    {
        await using var bench = MicrosoftBench.Start();
        var call = bench.Side.User("ada").Dial("+393331234567");
        var incoming = await bench.Sbc.NextAsync(CarrierPair.Patience);
        await incoming.AnswerAsync(700, WithAnotherKey);
        await call.AnsweredAsync(CarrierPair.Patience);
        while (call.Media.Findings.AuthenticationFailures < 5)
        {
            await Task.Delay(20, CarrierPair.Patience);
        }
        call.Media.Findings.PacketsReceived.Should().Be(0);
        await incoming.HangUpAsync();
        await call.EndedAsync(CarrierPair.Patience);
    }

    [Fact]
    public async Task Silent_sbc_ends_the_call_after_the_trunks_time()
    {
        await using var bench = MicrosoftBench.Start(o =>
            o with
            {
                Tenants =
                [
                    o.Tenants[0] with
                    {
                        Gateways = [o.Tenants[0].Gateways[0] with { FailoverTime = TimeSpan.FromMilliseconds(300) }],
                    },
                ],
            }
        );
        bench.Sbc.IsSilent = true;
        var end = await bench.Side.User("ada").Dial("+393331234567").EndedAsync(CarrierPair.Patience);
        end.Status.Should().Be(408);
        end.Detail.Should().Contain("500001");
        bench.Side.User("ada").History.Should().ContainSingle().Which.Outcome.Should().Be(CallOutcome.Failed);
    }

    [Fact]
    public async Task Rollover_in_the_first_second_is_survived()
    {
        await using var bench = MicrosoftBench.Start(o => o with { FirstSequence = 65_520 });
        var (call, taken) = await TalkingAsync(bench);
        var heard = await call.Media.MeasureAsync(800, TimeSpan.FromSeconds(1), CarrierPair.Patience);
        heard.Presence.Should().BeGreaterThan(0.9);
        call.Media.Findings.Faults.Should().BeEmpty();
        await call.HangUpAsync();
        await taken.EndedAsync(CarrierPair.Patience);
    }

    [Fact]
    public async Task Music_of_a_bot_is_heard_until_the_call_is_retrieved()
    {
        await using var bench = MicrosoftBench.Start();
        var (call, taken) = await TalkingAsync(bench);
        var music = await bench.Side.HoldWithMusicAsync(taken, new MusicOptions { Ring = TimeSpan.FromMilliseconds(200), Frequency = 550 });
        var referral = await call.ReferredAsync();
        await bench.Sbc.OnLoopAsync(referral.Accept);
        var bot = await bench.Sbc.CallAsync(bench.Hops, referral);
        await bot.RingsAsync();
        await bot.AnsweredAsync();
        await bot.Media.HearsAsync(550, cancellationToken: CarrierPair.Patience);
        await bench.Sbc.OnLoopAsync(() => referral.Conclude(200, static () => { }));
        await call.EndedAsync();
        await taken.EndedAsync(CarrierPair.Patience);
        music.Notified.Should().Equal(100, 200);

        var retrieved = await bench.Side.ReplaceAsync(music.NewCall!, new ReplaceOptions("ada") { Requires = true, Frequency = 500 });
        var incoming = await bench.Sbc.NextAsync(CarrierPair.Patience);
        ReplacedSession replaced = default;
        await bench.Sbc.OnLoopAsync(() => replaced = bench.Sbc.Endpoint.FindReplaced(incoming.Invite));
        replaced.Session.Should().BeSameAs(bot.Session);
        await incoming.AnswerAsync(700);
        await bot.HangUpAsync();
        await retrieved.Media.HearsAsync(700, cancellationToken: CarrierPair.Patience);
        await incoming.Media.HearsAsync(500, cancellationToken: CarrierPair.Patience);
        await music.NewCall!.EndedAsync(CarrierPair.Patience);
        await incoming.HangUpAsync();
        await retrieved.EndedAsync(CarrierPair.Patience);
    }

    private static string WithAnotherKey(string description)
    {
        var start = description.IndexOf("inline:", StringComparison.Ordinal) + "inline:".Length;
        return string.Concat(description.AsSpan(0, start), Samples.Key, description.AsSpan(start + Samples.Key.Length));
    }

    private static async Task<(SbcCall Call, SimulatedCall Taken)> TalkingAsync(MicrosoftBench bench)
    {
        bench.Side.User("ada").Behaviour = new TeamsBehaviour { AnswerAfter = TimeSpan.Zero, Frequency = 800 };
        var call = await bench.Sbc.CallAsync(bench.Hops, "+390212345601");
        await call.AnsweredAsync();
        var taken = await bench.Side.User("ada").RingsAsync(CarrierPair.Patience);
        await call.Media.HearsAsync(800, cancellationToken: CarrierPair.Patience);
        return (call, taken);
    }
}
