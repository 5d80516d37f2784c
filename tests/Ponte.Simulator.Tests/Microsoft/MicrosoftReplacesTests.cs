using Ponte.Simulator.Microsoft;
using Ponte.Simulator.Tests.Carrier;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>Replaces in both forms, and hold by a music bot (reference sections 11 and 13).</summary>
public sealed class MicrosoftReplacesTests
{
    [Fact]
    public async Task Consultative_transfer_names_the_other_call_within_refer_to()
    {
        await using var sbc = await RawPeer.StartAsync();
        var (first, firstDialog) = await MicrosoftTransferTests.TalkingAsync(sbc, callId: "one@sbc");
        var (second, secondDialog) = await MicrosoftTransferTests.TalkingAsync(sbc, Other, "two@sbc");
        var transfer = await sbc.Side.TransferAsync(first, new TransferOptions("") { With = second, HoldsFirst = false });
        var refer = await sbc.NextAsync(SipMethod.Refer);
        refer.Headers.First("REFER-TO").Should().Contain(";user=phone;transport=tls?Replaces=two%40sbc%3Bto-tag%3Da%3Bfrom-tag%3D");
        var to = refer.Headers.Addresses(HeaderName.ReferTo)[0].Uri!;
        to.UserText.Should().Be("+390299999999");
        ReplacesHeader.TryParse(to.Header("Replaces")!, out var replaces).Should().BeTrue();
        replaces.Should().Be(new ReplacesHeader("two@sbc", "a", secondDialog.ToTag, false));
        await refer.AnswerAsync(202, "Accepted");
        await sbc.NotifyAsync(firstDialog, 100);
        await sbc.NotifyAsync(firstDialog, 200);
        (await sbc.ByeAsync(secondDialog)).StatusCode.Should().Be(200);
        await (await sbc.NextAsync(SipMethod.Bye)).AnswerAsync(200, "OK");
        await first.EndedAsync(CarrierPair.Patience);
        transfer.State.Should().Be(TransferState.Done);
    }

    [Fact]
    public async Task Call_to_transfer_to_must_be_another_one_of_the_user()
    {
        await using var sbc = await RawPeer.StartAsync();
        var (call, _) = await MicrosoftTransferTests.TalkingAsync(sbc);
        var transfer = async () => await sbc.Side.TransferAsync(call, new TransferOptions("") { With = call });
        (await transfer.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*no other answered call*");
    }

    [Fact]
    public async Task Sbc_that_does_not_support_replaces_gets_none()
    {
        await using var sbc = await RawPeer.StartAsync();
        string Without(string invite) => invite.Replace("Supported: replaces, timer", "Supported: timer", StringComparison.Ordinal);
        var (first, _) = await MicrosoftTransferTests.TalkingAsync(sbc, Without);
        var (second, _) = await MicrosoftTransferTests.TalkingAsync(sbc, Without, "other");
        var transfer = async () => await sbc.Side.TransferAsync(first, new TransferOptions("") { With = second });
        (await transfer.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*does not list replaces*");
        var retrieve = async () => await sbc.Side.ReplaceAsync(first, new ReplaceOptions("bo"));
        (await retrieve.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*does not list replaces*");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leg_whose_place_is_taken_is_hung_up_by_the_sbc(bool requires)
    {
        await using var sbc = await RawPeer.StartAsync();
        var (leg, dialog) = await MicrosoftTransferTests.TalkingAsync(sbc);
        var call = await sbc.Side.ReplaceAsync(leg, new ReplaceOptions("bo") { Requires = requires });
        var invite = await sbc.NextAsync(SipMethod.Invite);
        invite.Request.RequestUriText.Should().StartWith("sip:+393331234567@sbc.contoso.com:");
        invite.Headers.First("REPLACES").Should().Be($"old;to-tag=a;from-tag={dialog.ToTag}");
        invite.Headers.First("REQUIRE").Should().Be(requires ? "replaces" : null);
        await invite.AcceptAsync();
        await call.AnsweredAsync(CarrierPair.Patience);
        (await sbc.ByeAsync(dialog)).StatusCode.Should().Be(200);
        await leg.EndedAsync(CarrierPair.Patience);
        call.HangUp();
        await (await sbc.NextAsync(SipMethod.Bye)).AnswerAsync(200, "OK");
        await call.EndedAsync(CarrierPair.Patience);
    }

    [Fact]
    public async Task Leg_that_stays_although_its_place_is_taken_is_noted()
    {
        await using var sbc = await RawPeer.StartAsync(
            expectsNoViolation: false,
            o => o with { ReplacedLegLimit = TimeSpan.FromMilliseconds(100) }
        );
        var (leg, _) = await MicrosoftTransferTests.TalkingAsync(sbc);
        await sbc.Side.ReplaceAsync(leg, new ReplaceOptions("bo"));
        await (await sbc.NextAsync(SipMethod.Invite)).AcceptAsync();
        await MicrosoftTlsTests.WaitAsync(() => sbc.Side.Violations.Count > 0);
        sbc.Side.Violations.Should().ContainSingle().Which.Should().Contain("got no BYE").And.Contain("section 13");
    }

    [Fact]
    public async Task Replaces_of_a_living_call_must_not_be_refused()
    {
        await using var sbc = await RawPeer.StartAsync(expectsNoViolation: false);
        var (leg, _) = await MicrosoftTransferTests.TalkingAsync(sbc);
        var call = await sbc.Side.ReplaceAsync(leg, new ReplaceOptions("bo") { Requires = true });
        await (await sbc.NextAsync(SipMethod.Invite)).AnswerAsync(420, "Bad Extension");
        await call.EndedAsync(CarrierPair.Patience);
        sbc.Side.Violations.Should().ContainSingle().Which.Should().Contain("420 Bad Extension");
    }

    [Fact]
    public async Task Music_bot_rings_and_plays_until_the_call_is_retrieved_and_late_retrieves_find_nothing()
    {
        await using var sbc = await RawPeer.StartAsync();
        var (call, dialog) = await MicrosoftTransferTests.TalkingAsync(sbc);
        var music = await sbc.Side.HoldWithMusicAsync(call, new MusicOptions { Ring = TimeSpan.FromMilliseconds(100), Frequency = 600 });
        var refer = await sbc.NextAsync(SipMethod.Refer);
        refer.Headers.First("REFER-TO").Should().Contain(";x-m=28:");
        await refer.AnswerAsync(202, "Accepted");
        await sbc.NotifyAsync(dialog, 100);
        var bot = await sbc.InviteAsync("bot", refer.Request);
        bot.StatusCode.Should().Be(200);
        music.NewCall!.Media.Frequency.Should().Be(600);
        sbc.Side.Messages.Should().Contain(m => m.Message is SipResponse && ((SipResponse)m.Message).StatusCode == 180, "it rings first");
        await sbc.NotifyAsync(dialog, 200);
        await (await sbc.NextAsync(SipMethod.Bye)).AnswerAsync(200, "OK");
        await call.EndedAsync(CarrierPair.Patience);

        var retrieved = await sbc.Side.ReplaceAsync(music.NewCall, new ReplaceOptions("ada") { Requires = true });
        var invite = await sbc.NextAsync(SipMethod.Invite);
        invite.Headers.First("REPLACES").Should().Be($"bot;to-tag=a;from-tag={bot.ToTag}");
        await invite.AcceptAsync();
        await retrieved.AnsweredAsync(CarrierPair.Patience);
        (await sbc.ByeAsync(bot)).StatusCode.Should().Be(200);
        await music.NewCall.EndedAsync(CarrierPair.Patience);

        var late = await sbc.Side.ReplaceAsync(music.NewCall, new ReplaceOptions("ada"));
        await (await sbc.NextAsync(SipMethod.Invite)).AnswerAsync(481, "Call/Transaction Does Not Exist");
        await late.EndedAsync(CarrierPair.Patience);
        sbc.Side.User("ada").History[^1].Detail.Should().StartWith("Replacement call was not found (404/10202): 481 ");
    }

    [Fact]
    public async Task Late_retrieve_must_not_be_taken_as_a_new_call()
    {
        await using var sbc = await RawPeer.StartAsync(expectsNoViolation: false);
        var (leg, dialog) = await MicrosoftTransferTests.TalkingAsync(sbc);
        await sbc.ByeAsync(dialog);
        var call = await sbc.Side.ReplaceAsync(leg, new ReplaceOptions("bo"));
        await (await sbc.NextAsync(SipMethod.Invite)).AcceptAsync();
        await call.AnsweredAsync(CarrierPair.Patience);
        sbc.Side.Violations.Should().ContainSingle().Which.Should().Contain("a call that is gone was taken");
    }

    private static string Other(string invite) =>
        invite.Replace("sip:+393331234567@sbc.contoso.com>", "sip:+390299999999@sbc.contoso.com>", StringComparison.Ordinal);
}
