using Ponte.Interop.Tests.Support;
using Ponte.Simulator.Microsoft;

namespace Ponte.Interop.Tests;

/// <summary>
/// Teams and the user's phone ring together (T1, T2, T4): what is on the wire of both, what both show as missed, and the one entry in
/// Ponte's history.
/// </summary>
[Collection(TwinCollection.Name)]
public sealed class TwinTests(Company company)
{
    [Fact]
    public async Task T1_a_call_from_a_line_rings_Teams_and_the_phone_with_the_same_number_and_name()
    {
        var phone = await company.PhoneAsync("201-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345201");
        var (teams, cordless) = await company.BothRingAsync("mrossi", phone, caller.Name);
        await call.RingsAsync(Company.Patience);

        teams.Caller.Should().Be("+39" + caller.Number);
        cordless.Caller.Should().EndWith(caller.Number);
        (teams.CallerName, cordless.CallerName).Should().Be((caller.Name, caller.Name));
        call.HangUp();
        await Company.EndedAsync(teams, cordless);
        await company.IsInHistoryAsync(caller.Number, "gave up", ("teams", "Abandoned"), ("201-cordless", "Abandoned"));
    }

    [Fact]
    public async Task T1_a_call_from_a_Teams_user_by_short_number_rings_both()
    {
        var phone = await company.PhoneAsync("201-cordless");
        var call = company.Microsoft.User("teamsonly").Dial("+201");
        var (teams, cordless) = await company.BothRingAsync("mrossi", phone, "Tea Soli");

        teams.Caller.Should().Be(Company.Direct("401"));
        cordless.Caller.Should().EndWith("401");
        call.HangUp();
        await Company.EndedAsync(teams, cordless);
    }

    [Fact]
    public async Task T1_a_call_from_an_internal_phone_rings_both()
    {
        var phone = await company.PhoneAsync("201-cordless");
        var desk = await company.PhoneAsync("301-desk");
        var call = desk.Dial("201");
        var (teams, cordless) = await company.BothRingAsync("mrossi", phone, "Gaia Bianchi");

        teams.Caller.Should().Be("+301", "Teams shows a short number with a plus sign");
        cordless.Caller.Should().Be("301");
        call.HangUp();
        await Company.EndedAsync(teams, cordless);
    }

    [Fact]
    public async Task T1_a_call_from_the_exchange_in_the_house_rings_both()
    {
        var phone = await company.PhoneAsync("201-cordless");
        var caller = (Number: "712", Name: "Portineria");
        var call = company.Exchange.Number(caller.Number).Dial("201", caller.Name);
        var (teams, cordless) = await company.BothRingAsync("mrossi", phone, caller.Name);

        teams.Caller.Should().Be("+712");
        cordless.Caller.Should().Be("712");
        call.HangUp();
        await Company.EndedAsync(teams, cordless);
    }

    [Fact]
    public async Task T1_a_call_that_was_forwarded_rings_both_of_whom_it_was_forwarded_to()
    {
        var phone = await company.PhoneAsync("201-cordless");
        var desk = await company.PhoneAsync("301-desk");
        var set = desk.Dial("*21201");
        await set.EndedAsync(Company.Patience);
        try
        {
            var caller = company.NextCaller();
            var call = company.DialIn(caller, "0212345301");
            var (teams, cordless) = await company.BothRingAsync("mrossi", phone, caller.Name);
            teams.Caller.Should().Be("+39" + caller.Number);
            call.HangUp();
            await Company.EndedAsync(teams, cordless);
        }
        finally
        {
            await desk.Dial("#21").EndedAsync(Company.Patience);
        }
    }

    [Fact]
    public async Task T2_answered_on_the_cordless_Teams_shows_a_missed_call()
    {
        var phone = await company.PhoneAsync("201-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345201");
        var (teams, cordless) = await company.BothRingAsync("mrossi", phone, caller.Name);
        cordless.Answer(700);
        await call.AnsweredAsync(Company.Patience);
        await Company.IsCancelledAsync(teams, "");
        await Company.HearsAsync(call, 700);
        await Company.HearsAsync(cordless, 500);
        call.HangUp();
        await cordless.EndedAsync(Company.Patience);
        company.Record("mrossi", caller.Name).Outcome.Should().Be(CallOutcome.Missed);
        company.Record("mrossi", caller.Name).Number.Should().Be("+39" + caller.Number);
        phone.Missed.Should().NotContain(cordless);
        await company.IsInHistoryAsync(
            caller.Number,
            "answered on 201-cordless",
            ("teams", "AnsweredElsewhere"),
            ("201-cordless", "Normal")
        );
    }

    [Fact]
    public async Task T2_answered_in_Teams_the_cordless_shows_nothing()
    {
        var phone = await company.PhoneAsync("201-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345201");
        var (teams, cordless) = await company.BothRingAsync("mrossi", phone, caller.Name);
        await Company.AnswerAsAPersonAsync(teams, call);
        await Company.IsCancelledAsync(cordless, Company.Elsewhere);
        phone.Missed.Should().NotContain(cordless);
        await Company.HearsAsync(call, 700);
        await Company.HearsAsync(teams, 500);
        call.HangUp();
        await teams.EndedAsync(Company.Patience);
        company.Record("mrossi", caller.Name).Outcome.Should().Be(CallOutcome.Answered);
        await company.IsInHistoryAsync(caller.Number, "answered in Teams", ("teams", "Normal"), ("201-cordless", "AnsweredElsewhere"));
    }

    [Fact]
    public async Task T2_the_setting_spares_Teams_the_missed_call()
    {
        var phone = await company.PhoneAsync("202-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345202");
        var (teams, cordless) = await company.BothRingAsync("spared", phone, caller.Name);
        cordless.Answer();
        await call.AnsweredAsync(Company.Patience);

        await Company.IsCancelledAsync(teams, Company.Elsewhere);
        company.Record("spared", caller.Name).Outcome.Should().Be(CallOutcome.CompletedElsewhere);
        call.HangUp();
        await cordless.EndedAsync(Company.Patience);
        await company.IsInHistoryAsync(
            caller.Number,
            "answered on 202-cordless",
            ("teams", "AnsweredElsewhere"),
            ("202-cordless", "Normal")
        );
    }

    [Fact]
    public async Task T2_the_caller_gives_up_and_both_show_a_missed_call()
    {
        var phone = await company.PhoneAsync("201-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345201");
        var (teams, cordless) = await company.BothRingAsync("mrossi", phone, caller.Name);
        call.HangUp();

        await Company.IsCancelledAsync(teams, "");
        await Company.IsCancelledAsync(cordless, "");
        phone.Missed.Should().Contain(cordless);
        company.Record("mrossi", caller.Name).Outcome.Should().Be(CallOutcome.Missed);
        await company.IsInHistoryAsync(caller.Number, "gave up", ("teams", "Abandoned"), ("201-cordless", "Abandoned"));
    }

    [Fact]
    public async Task T2_nobody_answers_in_time_and_both_show_a_missed_call()
    {
        var phone = await company.PhoneAsync("206-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345206");
        var (teams, cordless) = await company.BothRingAsync("short", phone, caller.Name);

        await Company.IsCancelledAsync(teams, "");
        await Company.IsCancelledAsync(cordless, "");
        phone.Missed.Should().Contain(cordless);
        company.Record("short", caller.Name).Outcome.Should().Be(CallOutcome.Missed);
        (await call.EndedAsync(Company.Patience)).Status.Should().Be(480);
        await company.IsInHistoryAsync(caller.Number, "Nobody answered", ("teams", "NoAnswer"), ("206-cordless", "NoAnswer"));
    }
}
