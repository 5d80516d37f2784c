using Ponte.Interop.Tests.Support;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Microsoft;

namespace Ponte.Interop.Tests;

/// <summary>Transfers and music made in Teams (G5), through the real server: who is heard, and what number and name the new party sees.</summary>
public sealed class TeamsTransferTests(Company company) : IClassFixture<Company>
{
    private const int Outside = 500;
    private const int Transferor = 700;
    private const int Target = 900;

    [Theory]
    [InlineData(TransferBye.Final)]
    [InlineData(TransferBye.Early)]
    [InlineData(TransferBye.Late)]
    public async Task Blind_to_a_Teams_user(TransferBye bye)
    {
        var (caller, line, leg) = await TalkingAsync();
        var transfer = await company.Microsoft.TransferAsync(leg, new TransferOptions("second") { Bye = bye });
        var target = await Company.RingsForAsync(company.Microsoft.User("second").RingsAsync, caller.Name);
        target.Caller.Should().Be("+39" + caller.Number);
        target.Answer(Target);

        await HearEachOtherAsync(line, target);
        await leg.EndedAsync(Company.Patience);
        await transfer.OverAsync(Company.Patience);
        transfer.State.Should().Be(TransferState.Done);
        await EndAsync(line, target);
        var record = company.Microsoft.User("second").History.Single(r => r.Name.Equals(caller.Name, StringComparison.Ordinal));
        record
            .Should()
            .BeEquivalentTo(
                new
                {
                    Number = "+39" + caller.Number,
                    TransferredBy = "Tea Soli",
                    Outcome = CallOutcome.Answered,
                }
            );
    }

    [Theory]
    [InlineData("+390212345301")]
    [InlineData("+301")]
    public async Task Blind_to_a_phone(string number)
    {
        var desk = await company.PhoneAsync("301-desk");
        var (caller, line, leg) = await TalkingAsync();
        var transfer = await company.Microsoft.TransferAsync(leg, new TransferOptions(number));
        var target = await Company.RingsForAsync(desk.RingsAsync, caller.Name);
        target.Caller.Should().EndWith(caller.Number);
        target.Answer(Target);

        await HearEachOtherAsync(line, target);
        await leg.EndedAsync(Company.Patience);
        transfer.State.Should().Be(TransferState.Done);
        await EndAsync(line, target);
    }

    [Fact]
    public async Task Blind_to_a_telephone_outside()
    {
        var (caller, line, leg) = await TalkingAsync();
        var outside = company.Carrier.Number("0699999999");
        var transfer = await company.Microsoft.TransferAsync(leg, new TransferOptions("+390699999999"));
        var target = await Company.RingsForAsync(outside.RingsAsync, caller.Name);
        target.Caller.Should().EndWith(caller.Number);
        target.Answer(Target);

        await HearEachOtherAsync(line, target);
        await leg.EndedAsync(Company.Patience);
        transfer.State.Should().Be(TransferState.Done);
        await EndAsync(line, target);
    }

    [Fact]
    public async Task Blind_to_somebody_who_is_busy_comes_back()
    {
        var (_, line, leg) = await TalkingAsync();
        var user = company.Microsoft.User("second");
        user.Behaviour = new TeamsBehaviour { IsBusy = true };
        try
        {
            var transfer = await company.Microsoft.TransferAsync(leg, new TransferOptions("second"));
            await transfer.OverAsync(Company.Patience);
            transfer.State.Should().Be(TransferState.Failed);
        }
        finally
        {
            user.Behaviour = new TeamsBehaviour();
        }
        await Company.HearsAsync(line, Transferor);
        await Company.HearsAsync(leg, Outside);
        await EndAsync(line, leg);
    }

    [Fact]
    public async Task Consultative_to_a_phone_shows_it_the_party_outside()
    {
        var desk = await company.PhoneAsync("301-desk");
        var (caller, line, leg) = await TalkingAsync();
        await leg.HoldAsync();
        var consultation = company.Microsoft.User("teamsonly").Dial("+301", Transferor);
        var target = await Company.RingsForAsync(desk.RingsAsync, "Tea Soli");
        target.Answer(Target);
        await consultation.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(target, Transferor);

        var transfer = await company.Microsoft.TransferAsync(leg, new TransferOptions("") { With = consultation, HoldsFirst = false });
        await transfer.OverAsync(Company.Patience);
        transfer.State.Should().Be(TransferState.Done);
        await leg.EndedAsync(Company.Patience);
        await consultation.EndedAsync(Company.Patience);
        await HearEachOtherAsync(line, target);
        await Company.IsToldAsync(desk, caller);
        await EndAsync(line, target);
    }

    [Fact]
    public async Task Consultative_to_a_telephone_outside()
    {
        var (caller, line, leg) = await TalkingAsync();
        await leg.HoldAsync();
        var outside = company.Carrier.Number("0699999998");
        var consultation = company.Microsoft.User("teamsonly").Dial("+390699999998", Transferor);
        var target = await outside.RingsAsync(Company.Patience);
        target.Answer(Target);
        await consultation.AnsweredAsync(Company.Patience);

        var transfer = await company.Microsoft.TransferAsync(leg, new TransferOptions("") { With = consultation, HoldsFirst = false });
        await transfer.OverAsync(Company.Patience);
        transfer.State.Should().Be(TransferState.Done);
        await HearEachOtherAsync(line, target);
        await Company.IsToldAsync(() => company.Carrier.Messages, caller);
        await EndAsync(line, target);
    }

    [Fact]
    public async Task A_colleague_takes_the_call_over_and_the_party_in_the_house_is_told()
    {
        var desk = await company.PhoneAsync("301-desk");
        var inside = desk.Dial("401", Outside);
        var leg = await Company.RingsForAsync(company.Microsoft.User("teamsonly").RingsAsync, "Gaia Bianchi");
        leg.Answer(Transferor);
        await inside.AnsweredAsync(Company.Patience);
        var colleague = await company.Microsoft.ReplaceAsync(leg, new ReplaceOptions("second") { Frequency = Target });
        await colleague.AnsweredAsync(Company.Patience);

        await HearEachOtherAsync(inside, colleague);
        (await leg.EndedAsync(Company.Patience)).ByPonte.Should().BeTrue();
        await Company.IsToldAsync(desk, ("205", "Serena Conti"));
        await EndAsync(inside, colleague);
    }

    [Fact]
    public async Task Music_on_hold_of_Teams_is_heard_and_the_call_comes_back()
    {
        var (caller, line, leg) = await TalkingAsync();
        var music = await company.Microsoft.HoldWithMusicAsync(leg, new MusicOptions { Ring = TimeSpan.FromSeconds(1) });
        await music.OverAsync(Company.Patience);
        await Company.HearsAsync(line, 550);

        var back = await company.Microsoft.ReplaceAsync(music.NewCall!, new ReplaceOptions("teamsonly") { Frequency = Transferor });
        await back.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(line, Transferor);
        await Company.HearsAsync(back, Outside);
        await EndAsync(line, back);
        await company.HistoryAsync(caller.Number);
    }

    /// <summary>A call from outside to the user with Teams only, answered.</summary>
    private async Task<((string Number, string Name) Caller, SimulatedCall Line, SimulatedCall Leg)> TalkingAsync()
    {
        var caller = company.NextCaller();
        var line = company.DialIn(caller, "0212345401");
        var leg = await Company.RingsForAsync(company.Microsoft.User("teamsonly").RingsAsync, caller.Name);
        leg.Answer(Transferor);
        await line.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(line, Transferor);
        return (caller, line, leg);
    }

    private static async Task HearEachOtherAsync(SimulatedCall line, SimulatedCall target)
    {
        await Company.HearsAsync(line, Target);
        await Company.HearsAsync(target, Outside);
    }

    private static async Task EndAsync(SimulatedCall line, SimulatedCall other)
    {
        line.HangUp();
        await other.EndedAsync(Company.Patience);
    }
}
