using Ponte.Interop.Tests.Support;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Phones;

namespace Ponte.Interop.Tests;

/// <summary>Transfers by a phone, to whatever can be called: what number and name the new party sees, and who hears whom.</summary>
public sealed class PhoneTransferTests(Company company) : IClassFixture<Company>
{
    private const int Outside = 500;
    private const int Transferor = 700;
    private const int Target = 900;

    [Theory]
    [InlineData("303")]
    [InlineData("0699999997")]
    [InlineData("401")]
    public async Task Blind(string number)
    {
        var (caller, line, desk, leg) = await TalkingAsync();
        var outcome = desk.TransferAsync(leg, number);
        var target = await RingsAtAsync(number, caller.Name);
        target.Caller.Should().EndWith(caller.Number);
        target.Answer(Target);

        (await outcome).Should().Be(200);
        await leg.EndedAsync(Company.Patience);
        await HearEachOtherAsync(line, target);
        await EndAsync(line, target);
        await company.HistoryAsync(caller.Number);
    }

    [Theory]
    [InlineData("303")]
    [InlineData("0699999996")]
    [InlineData("401")]
    public async Task Attended(string number)
    {
        var (caller, line, desk, leg) = await TalkingAsync();
        await leg.HoldAsync();
        var consultation = desk.Dial(number, Transferor);
        var target = await RingsAtAsync(number, "Gaia Bianchi");
        target.Answer(Target);
        await consultation.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(target, Transferor);

        (await desk.TransferAsync(leg, consultation)).Should().Be(200);
        await HearEachOtherAsync(line, target);
        await Company.IsToldAsync(
            number switch
            {
                "401" => () => company.Microsoft.Messages,
                { Length: 3 } => () => Phones["303"].Messages,
                _ => () => company.Carrier.Messages,
            },
            (caller.Number, caller.Name)
        );
        await EndAsync(line, target);
    }

    /// <summary>Semi-attended: the phone hands over while the target rings, which then rings for the party that stays.</summary>
    [Theory]
    [InlineData("303")]
    [InlineData("0699999995")]
    [InlineData("401")]
    public async Task While_the_target_rings(string number)
    {
        var (caller, line, desk, leg) = await TalkingAsync();
        await leg.HoldAsync();
        var consultation = desk.Dial(number, Transferor);
        var ringing = await RingsAtAsync(number, "Gaia Bianchi");
        ringing.Ring();
        await consultation.RingsAsync(Company.Patience);

        var outcome = desk.TransferAsync(leg, consultation);
        await Company.IsCancelledAsync(ringing, Company.Elsewhere);
        var target = await RingsAtAsync(number, caller.Name);
        target.Caller.Should().EndWith(caller.Number);
        target.Answer(Target);

        (await outcome).Should().Be(200);
        await consultation.EndedAsync(Company.Patience);
        await HearEachOtherAsync(line, target);
        await EndAsync(line, target);
    }

    [Fact]
    public async Task While_a_Twin_user_rings_both_places_show_the_party_outside()
    {
        var cordless = await company.PhoneAsync("201-cordless");
        var (caller, line, desk, leg) = await TalkingAsync();
        await leg.HoldAsync();
        var consultation = desk.Dial("201", Transferor);
        var (inTeams, onCordless) = await company.BothRingAsync("mrossi", cordless, "Gaia Bianchi");
        await consultation.RingsAsync(Company.Patience);

        var outcome = desk.TransferAsync(leg, consultation);
        await Company.IsCancelledAsync(inTeams, Company.Elsewhere);
        await Company.IsCancelledAsync(onCordless, Company.Elsewhere);
        var (teams, target) = await company.BothRingAsync("mrossi", cordless, caller.Name);
        teams.Caller.Should().Be("+39" + caller.Number);
        target.Answer(Target);
        (await outcome).Should().Be(200);
        await HearEachOtherAsync(line, target);
        await EndAsync(line, target);
        cordless.Missed.Should().NotContain(onCordless);
    }

    [Fact]
    public async Task To_somebody_who_is_busy_is_told_and_the_call_goes_on()
    {
        var busy = await company.PhoneAsync("303-desk");
        var (caller, line, desk, leg) = await TalkingAsync();
        var outcome = desk.TransferAsync(leg, "303");
        (await Company.RingsForAsync(busy.RingsAsync, caller.Name)).Reject(486, "Busy Here");

        (await outcome).Should().Be(486);
        await Company.HearsAsync(line, Transferor);
        await EndAsync(line, leg);
    }

    private Dictionary<string, PhoneSide> Phones { get; } = [];

    /// <summary>A call from outside to the desk phone 301, answered.</summary>
    private async Task<((string Number, string Name) Caller, SimulatedCall Line, PhoneSide Desk, SimulatedCall Leg)> TalkingAsync()
    {
        Phones["303"] = await company.PhoneAsync("303-desk");
        var desk = await company.PhoneAsync("301-desk");
        var caller = company.NextCaller();
        var line = company.DialIn(caller, "0212345301");
        var leg = await Company.RingsForAsync(desk.RingsAsync, caller.Name);
        leg.Answer(Transferor);
        await line.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(line, Transferor);
        return (caller, line, desk, leg);
    }

    private Task<SimulatedCall> RingsAtAsync(string number, string name) =>
        Company.RingsForAsync(
            number switch
            {
                "401" => company.Microsoft.User("teamsonly").RingsAsync,
                { Length: 3 } => Phones[number].RingsAsync,
                _ => company.Carrier.Number(number).RingsAsync,
            },
            name
        );

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
