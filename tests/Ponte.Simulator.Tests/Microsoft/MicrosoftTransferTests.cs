using Ponte.Simulator.Calls;
using Ponte.Simulator.Microsoft;
using Ponte.Simulator.Tests.Carrier;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>Transfers by REFER (reference section 13), with an SBC that does right and with one that does not.</summary>
public sealed class MicrosoftTransferTests
{
    [Fact]
    public async Task Call_goes_to_another_user_and_the_old_leg_is_hung_up()
    {
        await using var sbc = await RawPeer.StartAsync();
        var (call, dialog) = await TalkingAsync(sbc);
        sbc.Side.User("bo").Behaviour = new TeamsBehaviour { AnswerAfter = TimeSpan.Zero };
        var transfer = await sbc.Side.TransferAsync(call, new TransferOptions("bo"));
        var hold = await sbc.NextAsync(SipMethod.Invite);
        hold.Body.Should().Contain("a=inactive");
        await hold.AcceptAsync(2, "inactive");
        var refer = await sbc.NextAsync(SipMethod.Refer);
        refer
            .Headers.First("REFER-TO")
            .Should()
            .MatchRegex("^<sip:sip.pstnhub.microsoft.com:\\d+;transport=tls;x-m=8:orgid:[-0-9a-f]{36};x-t=[-0-9a-f]{36}>$");
        var by = refer.Headers.First("REFERRED-BY")!;
        by.Should().MatchRegex("^<sip:sip.pstnhub.microsoft.com:\\d+;x-m=8:orgid:[^;]+;x-t=[^;]+;x-ti=[^;]+;x-tt=[-_=A-Za-z0-9]{100,}>$");
        by.Length.Should().BeInRange(300, 400);
        await refer.AnswerAsync(202, "Accepted");
        (await sbc.NotifyAsync(dialog, 100)).StatusCode.Should().Be(200);

        (await sbc.InviteAsync("new", refer.Request)).StatusCode.Should().Be(200);
        var taken = await sbc.Side.User("bo").RingsAsync(CarrierPair.Patience);
        (await sbc.NotifyAsync(dialog, 180)).StatusCode.Should().Be(200);
        (await sbc.NotifyAsync(dialog, 200)).StatusCode.Should().Be(200);
        await (await sbc.NextAsync(SipMethod.Bye)).AnswerAsync(200, "OK");
        await call.EndedAsync(CarrierPair.Patience);

        transfer.State.Should().Be(TransferState.Done);
        transfer.Notified.Should().Equal(100, 180, 200);
        transfer.NewCall.Should().BeSameAs(taken);
        taken.HangUp();
        await (await sbc.NextAsync(SipMethod.Bye)).AnswerAsync(200, "OK");
        await taken.EndedAsync(CarrierPair.Patience);
        var record = sbc.Side.User("bo").History.Should().ContainSingle().Subject;
        (record.Number, record.Name, record.TransferredBy, record.IsMissed).Should().Be(("+393331234567", "Mario", "Ada Rossi", false));
    }

    [Fact]
    public async Task Telephone_as_target_is_called_back_by_the_sbc()
    {
        await using var sbc = await RawPeer.StartAsync();
        var (call, dialog) = await TalkingAsync(sbc);
        var transfer = await sbc.Side.TransferAsync(call, new TransferOptions("+390299999999") { HoldsFirst = false });
        var refer = await sbc.NextAsync(SipMethod.Refer);
        refer
            .Headers.First("REFER-TO")
            .Should()
            .MatchRegex("^<sip:\\+390299999999@sip.pstnhub.microsoft.com:\\d+;user=phone;transport=tls>$");
        refer.Request.TopVia!.SentByHost.Should().NotBe("127.0.0.2", "the INVITE went to that address of Microsoft's");
        await refer.AnswerAsync(202, "Accepted");
        await sbc.NotifyAsync(dialog, 100);

        var answered = sbc.InviteAsync("new", refer.Request);
        var back = await sbc.NextAsync(SipMethod.Invite);
        back.Request.RequestUriText.Should().StartWith("sip:+390299999999@sbc.contoso.com:");
        back.Request.From!.Uri!.UserText.Should().Be("+393331234567");
        back.Request.From.DisplayName.Should().Be("Mario");
        await back.AnswerAsync(180, "Ringing");
        await back.AcceptAsync();
        (await answered).StatusCode.Should().Be(200);
        await sbc.NotifyAsync(dialog, 200);
        await (await sbc.NextAsync(SipMethod.Bye)).AnswerAsync(200, "OK");
        await call.EndedAsync(CarrierPair.Patience);
        transfer.State.Should().Be(TransferState.Done);
        (await sbc.ByeAsync(await answered)).StatusCode.Should().Be(200);
        (await sbc.NextAsync(SipMethod.Bye)).Request.CallId.Should().Be(back.Request.CallId, "both legs end");
        sbc.Side.User("ada").History.Should().ContainSingle("the legs between others are nobody's calls");
    }

    [Theory]
    [InlineData("shorter target", 400, "is not sip:sip.pstnhub.microsoft.com")]
    [InlineData("shorter Referred-By", 400, "Referred-By was altered")]
    [InlineData("no Referred-By", 404, "Referred-By is missing")]
    public async Task Refer_data_that_does_not_come_back_whole_is_refused(string kind, int status, string why)
    {
        await using var sbc = await RawPeer.StartAsync(expectsNoViolation: false);
        var (call, dialog) = await TalkingAsync(sbc);
        var (transfer, refer) = await AcceptedAsync(sbc, call, new TransferOptions("bo") { HoldsFirst = false });
        await sbc.NotifyAsync(dialog, 100);
        var (target, by) = (transfer.Data.Target, transfer.Data.ReferredBy);
        var answer = await sbc.InviteAsync(
            "new",
            refer,
            t =>
                kind switch
                {
                    "shorter target" => t.Replace($"{target} SIP", $"{target[..^1]} SIP", StringComparison.Ordinal),
                    "shorter Referred-By" => t.Replace(by, by[..^5] + ">", StringComparison.Ordinal),
                    _ => t.Replace("Referred-By: ", "X-Referred: ", StringComparison.Ordinal),
                }
        );
        answer.StatusCode.Should().Be(status);
        sbc.Side.Violations.Should().ContainSingle().Which.Should().Contain(why).And.Contain("section 13");
        transfer.NewCall.Should().BeNull();
        sbc.Side.User("bo").History.Should().BeEmpty();
        await sbc.NotifyAsync(dialog, status);
        await transfer.OverAsync(CarrierPair.Patience);
        transfer.State.Should().Be(TransferState.Failed);
        call.Phase.Should().Be(CallPhase.Talking, "the transferor goes on");
    }

    [Theory]
    [InlineData("sip:+393331234567@sbc.contoso.com>;tag", "sip:+390212345601@sbc.contoso.com>;tag", "the party that stays")]
    [InlineData("a=rtcp-mux", "a=rtcp-mux\na=inactive", "not sendrecv")]
    public async Task Call_of_a_transfer_that_is_not_right_is_noted(string before, string after, string why)
    {
        await using var sbc = await RawPeer.StartAsync(expectsNoViolation: false);
        var (call, dialog) = await TalkingAsync(sbc);
        var (_, refer) = await AcceptedAsync(sbc, call, new TransferOptions("bo") { HoldsFirst = false });
        await sbc.NotifyAsync(dialog, 100);
        sbc.Side.User("bo").Behaviour = new TeamsBehaviour { AnswerAfter = TimeSpan.Zero };
        await sbc.InviteAsync(
            "new",
            refer,
            t => t.Replace(before, after, StringComparison.Ordinal),
            Samples.Offer.Replace(before, after, StringComparison.Ordinal)
        );
        sbc.Side.Violations.Should().ContainSingle().Which.Should().Contain(why);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hanging_up_before_the_last_notify_is_answered_leaves_a_ghost(bool isSent)
    {
        await using var sbc = await RawPeer.StartAsync(expectsNoViolation: false);
        var (call, dialog) = await TalkingAsync(sbc);
        var (_, refer) = await AcceptedAsync(
            sbc,
            call,
            new TransferOptions("bo") { HoldsFirst = false, FinalAnswerAfter = TimeSpan.FromMinutes(1) }
        );
        await sbc.NotifyAsync(dialog, 100);
        sbc.Side.User("bo").Behaviour = new TeamsBehaviour { AnswerAfter = TimeSpan.Zero };
        await sbc.InviteAsync("new", refer);
        if (isSent)
        {
            await sbc.SendNotifyAsync(dialog, 200);
        }
        (await sbc.ByeAsync(dialog)).StatusCode.Should().Be(481);
        call.Phase.Should().Be(CallPhase.Talking);
        sbc.Side.Violations.Should().ContainSingle().Which.Should().Contain("ghost call").And.Contain("section 13");
    }

    [Fact]
    public async Task Early_bye_comes_before_the_target_answers_and_notifies_are_still_taken()
    {
        await using var sbc = await RawPeer.StartAsync();
        var (call, dialog) = await TalkingAsync(sbc);
        var (transfer, refer) = await AcceptedAsync(sbc, call, new TransferOptions("bo") { HoldsFirst = false, Bye = TransferBye.Early });
        await sbc.NotifyAsync(dialog, 100);
        var answered = sbc.InviteAsync("new", refer);
        var ringing = await sbc.Side.User("bo").RingsAsync(CarrierPair.Patience);
        await (await sbc.NextAsync(SipMethod.Bye)).AnswerAsync(200, "OK");
        await call.EndedAsync(CarrierPair.Patience);
        ringing.Phase.Should().Be(CallPhase.Ringing);
        ringing.Answer();
        await answered;
        (await sbc.NotifyAsync(dialog, 200)).StatusCode.Should().Be(200);
        transfer.State.Should().Be(TransferState.Done);
    }

    [Fact]
    public async Task Sbc_may_hang_up_first_once_its_last_notify_is_answered()
    {
        await using var sbc = await RawPeer.StartAsync();
        var (call, dialog) = await TalkingAsync(sbc);
        var (transfer, refer) = await AcceptedAsync(sbc, call, new TransferOptions("bo") { HoldsFirst = false, Bye = TransferBye.Late });
        await sbc.NotifyAsync(dialog, 100);
        sbc.Side.User("bo").Behaviour = new TeamsBehaviour { AnswerAfter = TimeSpan.Zero };
        await sbc.InviteAsync("new", refer);
        await sbc.NotifyAsync(dialog, 200);
        transfer.State.Should().Be(TransferState.Done);
        (await sbc.ByeAsync(dialog)).StatusCode.Should().Be(200);
        (await call.EndedAsync(CarrierPair.Patience)).ByPonte.Should().BeTrue("Teams would have hung up two seconds later");
    }

    [Theory]
    [InlineData("busy", 486)]
    [InlineData("declines", 603)]
    [InlineData("signed out", 480)]
    [InlineData("no answer", 408)]
    public async Task Target_that_does_not_take_the_call_gives_it_back(string state, int status)
    {
        await using var sbc = await RawPeer.StartAsync(change: o =>
            state is "no answer" ? o with { SetUpLimit = TimeSpan.FromMilliseconds(500) } : o
        );
        var (call, dialog) = await TalkingAsync(sbc);
        sbc.Side.User("bo").Behaviour = new TeamsBehaviour
        {
            Devices = state is "signed out" ? 0 : 1,
            IsBusy = state is "busy",
            Declines = state is "declines",
        };
        var transfer = await sbc.Side.TransferAsync(call, new TransferOptions("bo"));
        await (await sbc.NextAsync(SipMethod.Invite)).AcceptAsync(2, "inactive");
        var refer = await sbc.NextAsync(SipMethod.Refer);
        await refer.AnswerAsync(202, "Accepted");
        await sbc.NotifyAsync(dialog, 100);
        (await sbc.InviteAsync("new", refer.Request)).StatusCode.Should().Be(status);
        await sbc.NotifyAsync(dialog, status);
        var retrieve = await sbc.NextAsync(SipMethod.Invite);
        retrieve.Body.Should().NotContain("a=inactive");
        await retrieve.AcceptAsync(3);
        await transfer.OverAsync(CarrierPair.Patience);
        transfer.State.Should().Be(TransferState.Failed);
        call.IsHeldByPonte.Should().BeFalse();
        sbc.Side.User("bo").History.Should().ContainSingle().Which.IsMissed.Should().Be(status is 480 or 408);
    }

    [Fact]
    public async Task Notify_that_says_what_the_target_did_not_is_noted()
    {
        await using var sbc = await RawPeer.StartAsync(expectsNoViolation: false);
        var (call, dialog) = await TalkingAsync(sbc);
        var (_, refer) = await AcceptedAsync(sbc, call, new TransferOptions("bo") { HoldsFirst = false });
        await sbc.NotifyAsync(dialog, 100);
        sbc.Side.User("bo").Behaviour = new TeamsBehaviour { IsBusy = true };
        await sbc.InviteAsync("new", refer);
        await sbc.NotifyAsync(dialog, 603);
        sbc.Side.Violations.Should().ContainSingle().Which.Should().Contain("says 603; the target said 486");
    }

    [Fact]
    public async Task Success_without_an_answered_target_is_noted()
    {
        await using var sbc = await RawPeer.StartAsync(expectsNoViolation: false);
        var (call, dialog) = await TalkingAsync(sbc);
        await AcceptedAsync(sbc, call, new TransferOptions("bo") { HoldsFirst = false });
        await sbc.NotifyAsync(dialog, 100);
        await sbc.NotifyAsync(dialog, 200);
        sbc.Side.Violations.Should().ContainSingle().Which.Should().Contain("has not answered");
    }

    [Fact]
    public async Task Refused_refer_gives_the_call_back()
    {
        await using var sbc = await RawPeer.StartAsync(expectsNoViolation: false);
        var (call, _) = await TalkingAsync(sbc);
        var transfer = await sbc.Side.TransferAsync(call, new TransferOptions("bo"));
        await (await sbc.NextAsync(SipMethod.Invite)).AcceptAsync(2, "inactive");
        await (await sbc.NextAsync(SipMethod.Refer)).AnswerAsync(501, "Not Implemented");
        await (await sbc.NextAsync(SipMethod.Invite)).AcceptAsync(3);
        await transfer.OverAsync(CarrierPair.Patience);
        sbc.Side.Violations.Should().ContainSingle().Which.Should().Contain("501 Not Implemented, not with 202");
    }

    [Fact]
    public async Task Last_notify_that_never_comes_is_noted()
    {
        await using var sbc = await RawPeer.StartAsync(
            expectsNoViolation: false,
            o => o with { TransferLimit = TimeSpan.FromMilliseconds(200) }
        );
        var (call, _) = await TalkingAsync(sbc);
        var (transfer, _) = await AcceptedAsync(sbc, call, new TransferOptions("bo") { HoldsFirst = false });
        await transfer.OverAsync(CarrierPair.Patience);
        sbc.Side.Violations.Should().ContainSingle().Which.Should().Contain("never came");
    }

    [Fact]
    public async Task Second_transfer_in_a_dialog_needs_the_id_of_its_refer()
    {
        await using var sbc = await RawPeer.StartAsync(expectsNoViolation: false);
        var (call, dialog) = await TalkingAsync(sbc);
        var (first, refer) = await AcceptedAsync(sbc, call, new TransferOptions("bo") { HoldsFirst = false });
        await sbc.NotifyAsync(dialog, 100, $"refer;id={refer.CSeq.Number}");
        await sbc.NotifyAsync(dialog, 404);
        await first.OverAsync(CarrierPair.Patience);
        (_, refer) = await AcceptedAsync(sbc, call, new TransferOptions("bo") { HoldsFirst = false });
        await sbc.NotifyAsync(dialog, 100, $"refer;id={refer.CSeq.Number}");
        sbc.Side.Violations.Should().BeEmpty();
        await sbc.NotifyAsync(dialog, 180);
        sbc.Side.Violations.Should().ContainSingle().Which.Should().Contain($"not refer;id={refer.CSeq.Number}");
    }

    [Fact]
    public async Task Sbc_that_does_not_allow_refer_gets_none()
    {
        await using var sbc = await RawPeer.StartAsync();
        var (call, dialog) = await TalkingAsync(sbc, t => t.Replace("REFER, NOTIFY", "NOTIFY", StringComparison.Ordinal));
        var transfer = async () => await sbc.Side.TransferAsync(call, new TransferOptions("bo"));
        (await transfer.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*does not list REFER*");
        (await sbc.ByeAsync(dialog)).StatusCode.Should().Be(200);
        sbc.Side.Messages.Should().NotContain(m => m.Message is SipRequest && ((SipRequest)m.Message).Method == SipMethod.Refer);
    }

    [Fact]
    public async Task Notify_without_refer_is_refused()
    {
        await using var sbc = await RawPeer.StartAsync(expectsNoViolation: false);
        var (_, dialog) = await TalkingAsync(sbc);
        (await sbc.NotifyAsync(dialog, 100)).StatusCode.Should().Be(481);
        sbc.Side.Violations.Should().ContainSingle().Which.Should().Contain("without REFER");
    }

    internal static async Task<(SimulatedCall Call, SipResponse Dialog)> TalkingAsync(
        RawPeer sbc,
        Func<string, string>? alter = null,
        string callId = "old"
    )
    {
        sbc.Side.User("ada").Behaviour = new TeamsBehaviour { AnswerAfter = TimeSpan.Zero };
        var answer = await sbc.InviteAsync(callId, alter);
        return (await sbc.Side.User("ada").RingsAsync(CarrierPair.Patience), answer);
    }

    private static async Task<(Transfer Transfer, SipRequest Refer)> AcceptedAsync(RawPeer sbc, SimulatedCall call, TransferOptions options)
    {
        var transfer = await sbc.Side.TransferAsync(call, options);
        var refer = await sbc.NextAsync(SipMethod.Refer);
        await refer.AnswerAsync(202, "Accepted");
        await transfer.AnsweredAsync(CarrierPair.Patience);
        return (transfer, refer.Request);
    }
}
