using Ponte.Interop.Tests.Support;
using Ponte.Simulator.Calls;

namespace Ponte.Interop.Tests;

/// <summary>T5: a user takes a call over from Teams to the cordless, and back, by a short code; what the other party hears meanwhile.</summary>
[Collection(TwinCollection.Name)]
public sealed class TwinMoveTests(Company company)
{
    /// <summary>Both places play the same tone, so that what is missing of it is the silence of the change.</summary>
    private const int Tone = 700;

    private static readonly TimeSpan MostSilence = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task T5_a_code_on_the_cordless_takes_the_call_over_from_Teams()
    {
        var phone = await company.PhoneAsync("201-cordless");
        var caller = company.NextCaller();
        var line = company.DialIn(caller, "0212345201");
        var (teams, ringing) = await company.BothRingAsync("mrossi", phone, caller.Name);
        await Company.AnswerAsAPersonAsync(teams, line);
        await Company.IsCancelledAsync(ringing, Company.Elsewhere);
        await Company.HearsAsync(line, Tone);

        var cordless = await ChangesWithoutSilenceAsync(line, () => phone.Dial("*72", Tone));
        await teams.EndedAsync(Company.Patience);
        await Company.HearsAsync(cordless, 500);
        await EndAsync(line, cordless, caller.Number, "answered in Teams");
    }

    [Fact]
    public async Task T5_a_code_in_Teams_takes_the_call_over_from_the_cordless()
    {
        var phone = await company.PhoneAsync("201-cordless");
        var caller = company.NextCaller();
        var line = company.DialIn(caller, "0212345201");
        var (ringing, cordless) = await company.BothRingAsync("mrossi", phone, caller.Name);
        cordless.Answer(Tone);
        await line.AnsweredAsync(Company.Patience);
        await Company.IsCancelledAsync(ringing, "");
        await Company.HearsAsync(line, Tone);

        var teams = await ChangesWithoutSilenceAsync(line, () => company.Microsoft.User("mrossi").Dial("+*72", Tone));
        await cordless.EndedAsync(Company.Patience);
        await Company.HearsAsync(teams, 500);
        await EndAsync(line, teams, caller.Number, "answered on 201-cordless");
    }

    /// <summary>Measures what the other party hears while another place takes the call over.</summary>
    private static async Task<SimulatedCall> ChangesWithoutSilenceAsync(SimulatedCall line, Func<SimulatedCall> dial)
    {
        var hearing = line.Media.MeasureAsync(Tone, TimeSpan.FromSeconds(4), Company.Patience);
        var place = dial();
        await place.AnsweredAsync(Company.Patience);
        var heard = await hearing;
        heard.LongestGap.Should().BeLessThan(MostSilence, $"{heard}");
        heard.Presence.Should().BeGreaterThan(0.8, $"{heard}");
        return place;
    }

    private async Task EndAsync(SimulatedCall line, SimulatedCall place, string number, string result)
    {
        line.HangUp();
        await place.EndedAsync(Company.Patience);
        (await company.ResultAsync(number)).Should().Contain(result);
    }
}
