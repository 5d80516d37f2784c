using Ponte.Interop.Tests.Support;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Microsoft;

namespace Ponte.Interop.Tests;

/// <summary>
/// What may go wrong between Teams and the user's phone (T3, T4, T7): answers at the same instant, refusals, forwards back, voicemail; and
/// places that ring later.
/// </summary>
[Collection(TwinCollection.Name)]
public sealed class TwinRacesTests(Company company)
{
    [Fact]
    public async Task T3_both_answer_at_once_and_the_cordless_was_first()
    {
        var phone = await company.PhoneAsync("201-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345201");
        var (teams, cordless) = await company.BothRingAsync("mrossi", phone, caller.Name);
        await Company.PersonsTimeAsync();
        teams.AnswersOnCancel = true; // its 200 crosses our CANCEL
        cordless.Answer(700);
        await call.AnsweredAsync(Company.Patience);

        await Company.IsReleasedAsync(teams);
        await Company.HearsAsync(call, 700);
        call.HangUp();
        await cordless.EndedAsync(Company.Patience);
        company.Record("mrossi", caller.Name).IsMissed.Should().BeFalse();
        await company.IsInHistoryAsync(
            caller.Number,
            "answered on 201-cordless",
            ("teams", "AnsweredElsewhere"),
            ("201-cordless", "Normal")
        );
    }

    [Fact]
    public async Task T3_both_answer_at_once_and_Teams_was_first()
    {
        var phone = await company.PhoneAsync("201-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345201");
        var (teams, cordless) = await company.BothRingAsync("mrossi", phone, caller.Name);
        cordless.AnswersOnCancel = true;
        await Company.AnswerAsAPersonAsync(teams, call);

        await Company.IsReleasedAsync(cordless);
        phone.Missed.Should().NotContain(cordless);
        await Company.HearsAsync(call, 700);
        call.HangUp();
        await teams.EndedAsync(Company.Patience);
        company.Record("mrossi", caller.Name).Outcome.Should().Be(CallOutcome.Answered);
        await company.IsInHistoryAsync(caller.Number, "answered in Teams", ("teams", "Normal"), ("201-cordless", "AnsweredElsewhere"));
    }

    [Theory]
    [InlineData(486, "Busy")]
    [InlineData(603, "Declined")]
    [InlineData(480, "Unreachable")]
    public async Task T3_refused_on_the_cordless_Teams_goes_on_ringing(int status, string cause)
    {
        var phone = await company.PhoneAsync("201-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345201");
        var (teams, cordless) = await company.BothRingAsync("mrossi", phone, caller.Name);
        cordless.Reject(status, "No");
        await Company.AnswerAsAPersonAsync(teams, call);

        await Company.HearsAsync(call, 700);
        call.HangUp();
        await teams.EndedAsync(Company.Patience);
        phone.Missed.Should().NotContain(cordless);
        company.Record("mrossi", caller.Name).Outcome.Should().Be(CallOutcome.Answered);
        await company.IsInHistoryAsync(caller.Number, "answered in Teams", ("teams", "Normal"), ("201-cordless", cause));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task T3_busy_or_declined_in_Teams_the_cordless_goes_on_ringing(bool busy)
    {
        var phone = await company.PhoneAsync("201-cordless");
        var user = company.Microsoft.User("mrossi");
        user.Behaviour = new TeamsBehaviour { IsBusy = busy, Declines = !busy };
        try
        {
            var caller = company.NextCaller();
            var call = company.DialIn(caller, "0212345201");
            var cordless = await Company.RingsForAsync(phone.RingsAsync, caller.Name);
            await call.RingsAsync(Company.Patience);
            await Company.PersonsTimeAsync(); // Teams has refused meanwhile
            cordless.Answer(700);
            await call.AnsweredAsync(Company.Patience);
            call.HangUp();
            await cordless.EndedAsync(Company.Patience);
            company.Record("mrossi", caller.Name).Outcome.Should().Be(busy ? CallOutcome.Busy : CallOutcome.Declined);
            await company.IsInHistoryAsync(
                caller.Number,
                "answered on 201-cordless",
                ("teams", busy ? "Busy" : "Declined"),
                ("201-cordless", "Normal")
            );
        }
        finally
        {
            user.Behaviour = new TeamsBehaviour();
        }
    }

    [Theory]
    [InlineData(486, 486, "Busy")]
    [InlineData(603, 603, "Declined")]
    public async Task T3_by_setting_the_refusal_of_one_side_ends_the_call(int status, int told, string cause)
    {
        var phone = await company.PhoneAsync("203-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345203");
        var (teams, cordless) = await company.BothRingAsync("strict", phone, caller.Name);
        cordless.Reject(status, "No");

        await Company.IsCancelledAsync(teams, "");
        company.Record("strict", caller.Name).Outcome.Should().Be(CallOutcome.Missed);
        (await call.EndedAsync(Company.Patience)).Status.Should().Be(told);
        var entry = await company.HistoryAsync(caller.Number);
        Company.CauseOf(entry).Should().Be(cause);
        await company.IsInHistoryAsync(caller.Number, caller.Name, ("teams", cause), ("203-cordless", cause));
    }

    [Theory]
    [InlineData(true, 486, "Busy")]
    [InlineData(false, 603, "Declined")]
    public async Task T3_by_setting_the_refusal_of_Teams_ends_the_call(bool busy, int told, string cause)
    {
        var phone = await company.PhoneAsync("203-cordless");
        var user = company.Microsoft.User("strict");
        user.Behaviour = new TeamsBehaviour { IsBusy = busy, Declines = !busy };
        try
        {
            var caller = company.NextCaller();
            var call = company.DialIn(caller, "0212345203");
            (await call.EndedAsync(Company.Patience)).Status.Should().Be(told);
            company.Record("strict", caller.Name).Outcome.Should().Be(busy ? CallOutcome.Busy : CallOutcome.Declined);
            phone.RecentCalls.Where(c => c.CallerName.Equals(caller.Name, StringComparison.Ordinal)).Should().NotContain(c => !c.WasMissed);
            Company.CauseOf(await company.HistoryAsync(caller.Number)).Should().Be(cause);
        }
        finally
        {
            user.Behaviour = new TeamsBehaviour();
        }
    }

    [Fact]
    public async Task T3_a_phone_that_is_not_registered_does_not_count()
    {
        var phone = await company.PhoneAsync("201-cordless");
        (await phone.UnregisterAsync()).Should().Be(200);
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345201");
        var teams = await Company.RingsForAsync(company.Microsoft.User("mrossi").RingsAsync, caller.Name);
        teams.Answer(700);
        await call.AnsweredAsync(Company.Patience);
        call.HangUp();
        await teams.EndedAsync(Company.Patience);

        await company.IsInHistoryAsync(caller.Number, "answered in Teams", ("teams", "Normal"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task T3_Teams_forwards_back_to_the_cordless_and_there_is_no_loop(bool alone)
    {
        var phone = await company.PhoneAsync("201-cordless");
        var user = company.Microsoft.User("mrossi");
        user.Behaviour = alone
            ? new TeamsBehaviour { ForwardTo = Company.Direct("201") }
            : new TeamsBehaviour { RingsToo = Company.Direct("201") };
        try
        {
            var caller = company.NextCaller();
            var call = company.DialIn(caller, "0212345201");
            var cordless = await Company.RingsForAsync(phone.RingsAsync, caller.Name);
            await call.RingsAsync(Company.Patience);
            await Company.PersonsTimeAsync();

            phone.RecentCalls.Count(c => c.CallerName.Equals(caller.Name, StringComparison.Ordinal)).Should().Be(1, "it rings once");
            (await company.Microsoft.CallsAsync()).Count(c => c.Direction == CallDirection.FromPonte).Should().BeLessThanOrEqualTo(1);
            cordless.Answer(700);
            await call.AnsweredAsync(Company.Patience);
            await Company.HearsAsync(call, 700);
            call.HangUp();
            await cordless.EndedAsync(Company.Patience);
        }
        finally
        {
            user.Behaviour = new TeamsBehaviour();
        }
    }

    [Fact]
    public async Task T4_the_voicemail_of_a_user_who_is_signed_out_does_not_take_the_call()
    {
        var phone = await company.PhoneAsync("201-cordless");
        var user = company.Microsoft.User("mrossi");
        user.Behaviour = new TeamsBehaviour { Devices = 0, VoicemailAfter = TimeSpan.Zero };
        try
        {
            var caller = company.NextCaller();
            var call = company.DialIn(caller, "0212345201");
            var cordless = await Company.RingsForAsync(phone.RingsAsync, caller.Name);
            await Company.PersonsTimeAsync();
            cordless.Answer(700);
            await call.AnsweredAsync(Company.Patience);
            await Company.HearsAsync(call, 700);
            call.HangUp();
            await cordless.EndedAsync(Company.Patience);
            phone.Missed.Should().NotContain(cordless);
            await company.IsInHistoryAsync(caller.Number, "answered on 201-cordless", ("teams", "Unreachable"), ("201-cordless", "Normal"));
        }
        finally
        {
            user.Behaviour = new TeamsBehaviour();
        }
    }

    [Fact]
    public async Task T4_the_voicemail_of_a_user_who_does_not_answer_comes_too_late()
    {
        var phone = await company.PhoneAsync("206-cordless");
        var user = company.Microsoft.User("short");
        user.Behaviour = new TeamsBehaviour { VoicemailAfter = TimeSpan.FromSeconds(15) };
        try
        {
            var caller = company.NextCaller();
            var call = company.DialIn(caller, "0212345206");
            var (teams, cordless) = await company.BothRingAsync("short", phone, caller.Name);
            (await call.EndedAsync(Company.Patience)).WasAnswered.Should().BeFalse();
            await Company.IsCancelledAsync(teams, "");
            company.Record("short", caller.Name).Outcome.Should().Be(CallOutcome.Missed);
            phone.Missed.Should().Contain(cordless);
            await company.IsInHistoryAsync(caller.Number, "Nobody answered", ("teams", "NoAnswer"), ("206-cordless", "NoAnswer"));
        }
        finally
        {
            user.Behaviour = new TeamsBehaviour();
        }
    }

    [Fact]
    public async Task T7_Teams_rings_after_its_delay()
    {
        var phone = await company.PhoneAsync("204-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345204");
        var cordless = await Company.RingsForAsync(phone.RingsAsync, caller.Name);
        var first = TimeProvider.System.GetTimestamp();
        var teams = await Company.RingsForAsync(company.Microsoft.User("later").RingsAsync, caller.Name);

        TimeProvider.System.GetElapsedTime(first).Should().BeGreaterThan(TimeSpan.FromSeconds(1.5));
        call.HangUp();
        await Company.IsCancelledAsync(teams, "");
        await Company.IsCancelledAsync(cordless, "");
        await company.IsInHistoryAsync(caller.Number, "gave up", ("teams", "Abandoned"), ("204-cordless", "Abandoned"));
    }

    [Fact]
    public async Task T7_an_answer_before_the_delay_is_over_rings_Teams_not_at_all()
    {
        var phone = await company.PhoneAsync("204-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345204");
        var cordless = await Company.RingsForAsync(phone.RingsAsync, caller.Name);
        cordless.Answer();
        await call.AnsweredAsync(Company.Patience);
        call.HangUp();
        await cordless.EndedAsync(Company.Patience);

        await company.IsInHistoryAsync(caller.Number, "answered on 204-cordless", ("204-cordless", "Normal"));
        company.Microsoft.User("later").History.Should().NotContain(r => r.Name == caller.Name, "it never rang");
    }

    [Fact]
    public async Task T7_a_delay_is_over_at_once_when_all_others_have_refused()
    {
        var phone = await company.PhoneAsync("204-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345204");
        var cordless = await Company.RingsForAsync(phone.RingsAsync, caller.Name);
        var refused = TimeProvider.System.GetTimestamp();
        cordless.Reject(486, "Busy Here");
        var teams = await Company.RingsForAsync(company.Microsoft.User("later").RingsAsync, caller.Name);
        TimeProvider.System.GetElapsedTime(refused).Should().BeLessThan(TimeSpan.FromSeconds(1.5));
        call.HangUp();
        await teams.EndedAsync(Company.Patience);

        await company.IsInHistoryAsync(caller.Number, "gave up", ("teams", "Abandoned"), ("204-cordless", "Busy"));
    }

    [Fact]
    public async Task T7_a_device_does_not_ring_outside_its_hours()
    {
        var phone = await company.PhoneAsync("207-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345207");
        var teams = await Company.RingsForAsync(company.Microsoft.User("deskless").RingsAsync, caller.Name);
        teams.Answer();
        await call.AnsweredAsync(Company.Patience);
        call.HangUp();
        await teams.EndedAsync(Company.Patience);

        phone.RecentCalls.Should().BeEmpty();
        company.Record("deskless", caller.Name).Outcome.Should().Be(CallOutcome.Answered);
        await company.IsInHistoryAsync(caller.Number, "answered in Teams", ("teams", "Normal"));
    }

    [Fact]
    public async Task T7_Teams_does_not_ring_outside_its_hours()
    {
        var phone = await company.PhoneAsync("208-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345208");
        var cordless = await Company.RingsForAsync(phone.RingsAsync, caller.Name);
        cordless.Answer();
        await call.AnsweredAsync(Company.Patience);
        call.HangUp();
        await cordless.EndedAsync(Company.Patience);

        company.Microsoft.User("offhours").History.Should().BeEmpty();
        await company.IsInHistoryAsync(caller.Number, "answered on 208-cordless", ("208-cordless", "Normal"));
    }

    [Fact]
    public async Task T7_a_second_device_rings_after_its_delay_and_the_others_stop_by_one_answer()
    {
        var first = await company.PhoneAsync("205-cordless");
        var second = await company.PhoneAsync("205-desk");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345205");
        var (teams, cordless) = await company.BothRingAsync("second", first, caller.Name);
        var began = TimeProvider.System.GetTimestamp();
        var desk = await Company.RingsForAsync(second.RingsAsync, caller.Name);
        TimeProvider.System.GetElapsedTime(began).Should().BeGreaterThan(TimeSpan.FromSeconds(1.5));
        desk.Answer();
        await call.AnsweredAsync(Company.Patience);

        await Company.IsCancelledAsync(cordless, Company.Elsewhere);
        await Company.IsCancelledAsync(teams, "");
        call.HangUp();
        await desk.EndedAsync(Company.Patience);
        first.Missed.Should().NotContain(cordless);
        company.Record("second", caller.Name).Outcome.Should().Be(CallOutcome.Missed);
        await company.IsInHistoryAsync(
            caller.Number,
            "answered on 205-desk",
            ("teams", "AnsweredElsewhere"),
            ("205-cordless", "AnsweredElsewhere"),
            ("205-desk", "Normal")
        );
    }
}
