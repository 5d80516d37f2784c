using Ponte.Interop.Tests.Support;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Phones;
using Ponte.Sip.Messages;

namespace Ponte.Interop.Tests;

/// <summary>SIPp as a phone that does what few phones do at the right moment: transfers, taken places, forks, races, and lamps.</summary>
public sealed class SippPhoneTests(Company company) : IClassFixture<Company>
{
    private const int Tone = 700;

    [Fact]
    public async Task The_lamp_of_a_colleague_is_off_blinks_is_on_and_is_off()
    {
        var (busy, caller) = (await company.PhoneAsync("303-desk"), await company.PhoneAsync("301-desk"));
        await using var lamp = (await PhoneAsync("302-desk")).Dial("phone-watches-dialogs.xml", "303");
        await ShowsAsync("idle");
        var call = caller.Dial("303");
        var rings = await Company.RingsForAsync(busy.RingsAsync, "Gaia Bianchi");
        rings.Ring();
        await ShowsAsync("early");
        rings.Answer();
        await ShowsAsync("confirmed");
        call.HangUp();

        await Sipp.SucceedsAsync(lamp);
        await rings.EndedAsync(Company.Patience);

        // NOTIFYs are half a second apart: what changes faster is told once.
        Task ShowsAsync(string state) => lamp.LineAsync(l => l.Contains($"now: {state}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_lamp_of_ones_own_mailbox_tells_that_it_is_empty()
    {
        await using var lamp = (await PhoneAsync("302-desk")).Dial("phone-watches-messages.xml", "302");
        await Sipp.SucceedsAsync(lamp);
    }

    [Theory]
    [InlineData("301", "message-summary", "403")]
    [InlineData("399", "dialog", "404")]
    [InlineData("301", "presence", "489")]
    public async Task What_a_phone_may_not_watch_is_refused(string number, string package, string status)
    {
        await using var lamp = (await PhoneAsync("302-desk")).Dial(
            $"phone-watches-in-vain.xml:{status}",
            number,
            keys: ("package", package)
        );
        await Sipp.SucceedsAsync(lamp);
    }

    [Fact]
    public async Task REFER_hands_the_party_over_who_is_shown_to_the_new_one()
    {
        var (stays, target) = (await company.PhoneAsync("303-desk"), await company.PhoneAsync("301-desk"));
        await using var phone = (await PhoneAsync("302-desk")).Dial(
            "phone-refers.xml",
            "303",
            keys: ("target", $"sip:301@{company.Server.SipAddress}")
        );
        var first = await Company.RingsForAsync(stays.RingsAsync, "Bruno Sala");
        first.Answer(Tone);
        var second = await Company.RingsForAsync(target.RingsAsync, "Nora Testa");
        second.Caller.Should().Be("303");
        second.Ring();
        second.Answer();
        await Sipp.SucceedsAsync(phone);

        await Company.HearsAsync(second, Tone);
        await Company.IsToldAsync(stays, ("301", "Gaia Bianchi"));
        second.HangUp();
        await first.EndedAsync(Company.Patience);
    }

    [Theory]
    [InlineData("399", "404")]
    [InlineData("899123456", "403")]
    [InlineData("301", "481", "?Replaces=nobody%3Bto-tag%3Da%3Bfrom-tag%3Db")]
    public async Task REFER_that_leads_nowhere_is_told_and_the_call_goes_on(string number, string status, string replaces = "")
    {
        var stays = await company.PhoneAsync("303-desk");
        await using var phone = (await PhoneAsync("302-desk")).Dial(
            $"phone-refers-in-vain.xml:{status}",
            "303",
            keys: ("target", $"sip:{number}@{company.Server.SipAddress}{replaces}")
        );
        var call = await Company.RingsForAsync(stays.RingsAsync, "Bruno Sala");
        call.Answer(Tone);
        await Sipp.SucceedsAsync(phone);

        (await call.EndedAsync(Company.Patience)).ByPonte.Should().BeTrue("the phone hung up, having heard the outcome");
    }

    [Fact]
    public async Task Replaces_takes_the_place_of_a_phone_in_its_call()
    {
        var (stays, leaves) = (await company.PhoneAsync("301-desk"), await company.PhoneAsync("303-desk"));
        var call = stays.Dial("303", Tone);
        var replaced = await Company.RingsForAsync(leaves.RingsAsync, "Gaia Bianchi");
        replaced.Answer();
        await call.AnsweredAsync(Company.Patience);
        await using var phone = (await PhoneAsync("302-desk")).Dial("phone-replaces.xml", "303", 2000, DialogOf(leaves, replaced));

        (await replaced.EndedAsync(Company.Patience)).ByPonte.Should().BeTrue();
        await Company.IsToldAsync(stays, ("302", "Bruno Sala"));
        await Sipp.SucceedsAsync(phone);
        await call.EndedAsync(Company.Patience);
    }

    [Fact]
    public async Task Replaces_of_a_call_that_is_over_gets_481()
    {
        var (caller, called) = (await company.PhoneAsync("301-desk"), await company.PhoneAsync("303-desk"));
        var call = caller.Dial("303");
        var over = await Company.RingsForAsync(called.RingsAsync, "Gaia Bianchi");
        over.Answer();
        await call.AnsweredAsync(Company.Patience);
        call.HangUp();
        await over.EndedAsync(Company.Patience);

        await using var phone = (await PhoneAsync("302-desk")).Dial("phone-replaces-nothing.xml", "303", keys: DialogOf(called, over));
        await Sipp.SucceedsAsync(phone);
    }

    [Fact]
    public async Task Of_several_answers_of_one_fork_the_first_has_the_call()
    {
        var caller = await company.PhoneAsync("301-desk");
        var phone = await PhoneAsync("302-desk");
        await using var forks = phone.Wait("phone-forks.xml");
        var call = caller.Dial("302");
        await call.AnsweredAsync(Company.Patience);
        call.HangUp();
        await Sipp.SucceedsAsync(forks);

        call.EarlyAnswers.Should().ContainSingle("the caller hears one ringing tone, whoever rings behind the proxy");
    }

    [Fact]
    public async Task Two_devices_answer_at_once_and_the_second_hears_that_it_was_answered_elsewhere()
    {
        var (caller, left) = (await company.PhoneAsync("301-desk"), await company.PhoneAsync("304-left"));
        var right = await PhoneAsync("304-right");
        await using var late = right.Wait("phone-answers-late.xml");
        var call = caller.Dial("304");
        var rings = await Company.RingsForAsync(left.RingsAsync, "Gaia Bianchi");
        await call.RingsAsync(Company.Patience);
        rings.Answer(Tone);
        await call.AnsweredAsync(Company.Patience);

        await Sipp.SucceedsAsync(late);
        await Company.HearsAsync(call, Tone);
        call.HangUp();
        await rings.EndedAsync(Company.Patience);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_caller_who_gives_up_leaves_nobody_talking(bool answerCrosses)
    {
        var called = await company.PhoneAsync("303-desk");
        await using var phone = (await PhoneAsync("302-desk")).Dial("phone-cancels.xml", "303");
        var rings = await Company.RingsForAsync(called.RingsAsync, "Bruno Sala");
        rings.AnswersOnCancel = answerCrosses;
        rings.Ring();
        await Sipp.SucceedsAsync(phone);

        var ending = await rings.EndedAsync(Company.Patience);
        ending.ByPonte.Should().BeTrue();
        ending.WasAnswered.Should().Be(answerCrosses);
        called.Missed.Contains(rings).Should().Be(!answerCrosses);
    }

    [Fact]
    public async Task A_CANCEL_that_crosses_the_answer_changes_nothing()
    {
        var called = await company.PhoneAsync("303-desk");
        await using var phone = (await PhoneAsync("302-desk")).Dial("phone-cancels-late.xml", "303", 1000);
        var rings = await Company.RingsForAsync(called.RingsAsync, "Bruno Sala");
        rings.Answer();
        await Sipp.SucceedsAsync(phone);

        (await rings.EndedAsync(Company.Patience)).WasAnswered.Should().BeTrue("it was ended by the BYE of the caller");
    }

    /// <summary>A phone, registered: from then on it is known to answer challenges by MD5 only.</summary>
    private async Task<SippPhone> PhoneAsync(string device)
    {
        var phone = new SippPhone(company.Server, device, Company.Password, device.StartsWith("302", StringComparison.Ordinal) ? 80 : 81);
        await phone.RegisterAsync();
        return phone;
    }

    /// <summary>The dialog of a phone that was called, as Ponte's side of it names it.</summary>
    private static (string Key, string Value)[] DialogOf(PhoneSide phone, SimulatedCall call)
    {
        var answer = phone
            .Messages.Select(m => m.Message)
            .OfType<SipResponse>()
            .Last(r => r.StatusCode == 200 && r.CSeq.Method == SipMethod.Invite && r.CallId.Equals(call.CallId, StringComparison.Ordinal));
        return [("dialog", answer.CallId), ("totag", answer.FromTag), ("fromtag", answer.ToTag)];
    }
}
