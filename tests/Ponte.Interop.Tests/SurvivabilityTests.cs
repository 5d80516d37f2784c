using Ponte.Interop.Tests.Support;
using Ponte.Simulator.Microsoft;
using Ponte.Simulator.Phones;
using Ponte.Sip.Messages;

namespace Ponte.Interop.Tests;

/// <summary>Microsoft's hubs are away (G12): the phones ring at once, nobody is asked over and over, and Teams rings again when they are back.</summary>
public sealed class SurvivabilityTests(Company company) : IClassFixture<Company>
{
    /// <summary>At once, as people call it, on a busy machine.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1.5);

    private DateTimeOffset _brokenAt;

    [Theory]
    [InlineData(HubFault.Refused)]
    [InlineData(HubFault.Unavailable)]
    [InlineData(HubFault.Silent)]
    public async Task Calls_for_Teams_users_go_to_the_phones_at_once(HubFault fault)
    {
        var cordless = await company.PhoneAsync("201-cordless");
        var desk = await company.PhoneAsync("301-desk");
        await BreakAsync(fault);

        await RingsAtOnceAsync("0212345201", cordless);
        Invites().Should().BeLessThanOrEqualTo(company.Microsoft.Hubs.Count, "each hub is tried once");
        await company.HubsAsync("Down");
        var before = Invites();
        await RingsAtOnceAsync("0212345201", cordless);
        await RingsAtOnceAsync("0212345401", desk); // has Teams only; the document says what then
        Invites().Should().Be(before, "hubs that are down are not asked by calls");

        await BreakAsync(HubFault.None);
        await company.HubsAsync("Up");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345401");
        var teams = await Company.RingsForAsync(company.Microsoft.User("teamsonly").RingsAsync, caller.Name);
        call.HangUp();
        await teams.EndedAsync(Company.Patience);

        int Invites() =>
            company.Microsoft.Messages.Count(m => !m.Sent && m.Message is SipRequest { Method: SipMethod.Invite } && m.At > _brokenAt);
    }

    private async Task BreakAsync(HubFault fault)
    {
        _brokenAt = TimeProvider.System.GetUtcNow();
        foreach (var hub in company.Microsoft.Hubs)
        {
            await hub.SetFaultAsync(fault);
        }
    }

    private async Task RingsAtOnceAsync(string number, PhoneSide phone)
    {
        var caller = company.NextCaller();
        var began = TimeProvider.System.GetTimestamp();
        var call = company.DialIn(caller, number);
        var rings = await Company.RingsForAsync(phone.RingsAsync, caller.Name);
        TimeProvider.System.GetElapsedTime(began).Should().BeLessThan(AtOnce);
        rings.Answer(700);
        await call.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(call, 700);
        call.HangUp();
        await rings.EndedAsync(Company.Patience);
    }
}
