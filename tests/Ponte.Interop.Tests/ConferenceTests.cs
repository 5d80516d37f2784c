using System.Text.Json;
using Ponte.Interop.Tests.Support;
using Ponte.Simulator.Calls;

namespace Ponte.Interop.Tests;

/// <summary>Conferences and supervision on the real server: who hears whom, by tones.</summary>
public sealed class ConferenceTests(Company company) : IClassFixture<Company>
{
    private const int Outside = 500;
    private const int Agent = 700;
    private const int Third = 900;
    private static readonly int[] Tones = [Outside, Agent, Third];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Three_hear_each_other_and_not_themselves_and_the_rest_stays_connected(bool byCall)
    {
        var (line, agent) = await TalkingAsync();
        await agent.HoldAsync();
        var phone = await company.PhoneAsync("302-desk");
        var other = await company.PhoneAsync("303-desk");
        var consultation = phone.Dial("303", Agent);
        var third = await Company.RingsForAsync(other.RingsAsync, "Bruno Sala");
        third.Answer(Third);
        await consultation.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(third, Agent);
        var initiator = consultation;
        if (byCall)
        {
            await consultation.HoldAsync();
            initiator = phone.Dial("*75", Agent);
            await initiator.AnsweredAsync(Company.Patience);
            await consultation.EndedAsync(Company.Patience);
        }
        else
        {
            consultation.Media.SendDigits("*75");
        }
        await agent.EndedAsync(Company.Patience);

        await line.HearsOnlyAsync(Tones, Agent, Third);
        await third.HearsOnlyAsync(Tones, Agent, Outside);
        await initiator.HearsOnlyAsync(Tones, Outside, Third);
        initiator.HangUp();
        await line.HearsOnlyAsync(Tones, Third);
        await third.HearsOnlyAsync(Tones, Outside);
        line.HangUp();
        await third.EndedAsync(Company.Patience);
    }

    [Fact]
    public async Task Callers_from_a_carrier_phones_and_Teams_meet_in_a_room_by_its_PIN()
    {
        var phone = await company.PhoneAsync("302-desk");
        var line = company.DialIn(company.NextCaller(), "0212345650");
        var desk = phone.Dial("800", Agent);
        var teams = company.Microsoft.User("teamsonly").Dial("+800", Third);
        foreach (var (call, keys) in new[] { (line, "9999#1234#"), (desk, "1234#"), (teams, "1234#") })
        {
            await call.AnsweredAsync(Company.Patience);
            call.Media.SendDigits(keys);
        }
        await line.HearsOnlyAsync(Tones, Agent, Third);
        await desk.HearsOnlyAsync(Tones, Outside, Third);
        await teams.HearsOnlyAsync(Tones, Outside, Agent);

        (await desk.HoldAsync()).IsSuccess.Should().BeTrue();
        await line.HearsOnlyAsync(Tones, Third);
        await desk.RetrieveAsync();
        await line.HearsOnlyAsync(Tones, Agent, Third);
        var members = (await RoomAsync("sales")).GetProperty("members").EnumerateArray().ToList();
        members.Should().HaveCount(3);
        var deskLeg = members
            .Single(m => m.TryGetProperty("user", out var user) && user.ValueEquals("bsala"))
            .GetProperty("leg")
            .ToString();
        await company.Server.CommandAsync("rooms", "mute", "sales", deskLeg);
        await line.HearsOnlyAsync(Tones, Third);
        await company.Server.CommandAsync("rooms", "remove", "sales", deskLeg);
        await desk.EndedAsync(Company.Patience);
        teams.HangUp();
        line.HangUp();
        await Company.EndedAsync(teams, line);
        await EmptyAsync("sales");
    }

    [Fact]
    public async Task Three_wrong_PINs_end_the_call()
    {
        var line = company.DialIn(company.NextCaller(), "0212345650");
        await line.AnsweredAsync(Company.Patience);
        line.Media.SendDigits("1111#2222#3333#");
        (await line.EndedAsync(Company.Patience)).ByPonte.Should().BeTrue();
        (await RoomAsync("sales")).GetProperty("members").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Ten_hear_each_other_the_eleventh_hears_that_it_is_full_and_a_restart_is_not_heard()
    {
        int[] tones = [.. Enumerable.Range(0, 10).Select(i => 410 + (130 * i))];
        var calls = new List<SimulatedCall>();
        foreach (var tone in tones)
        {
            var caller = company.NextCaller();
            calls.Add(company.Carrier.Number(caller.Number).Dial("0212345651", caller.Name, tone));
            await calls[^1].AnsweredAsync(Company.Patience);
        }
        foreach (var (call, own) in calls.Zip(tones))
        {
            await call.HearsOnlyAsync(tones, [.. tones.Where(t => t != own)]);
        }
        var late = company.DialIn(company.NextCaller(), "0212345651");
        (await late.EndedAsync(Company.Patience)).ByPonte.Should().BeTrue();

        await company.Server.Process.KillAsync();
        await company.Server.RestartAsync();
        await calls[3].HearsOnlyAsync(tones, [.. tones.Where((_, i) => i != 3)]);
        calls[0].HangUp();
        await calls[3].HearsOnlyAsync(tones, [.. tones.Where((_, i) => i is not 0 and not 3)]);
        (await RoomAsync("open")).GetProperty("members").GetArrayLength().Should().Be(9);
        calls.Skip(1).ToList().ForEach(c => c.HangUp());
        await EmptyAsync("open");
    }

    [Fact]
    public async Task A_phone_with_a_wide_codec_meets_a_line_by_keys()
    {
        await using var desk = new BaresipPhone(company.Server, "305-desk", Company.Password, "udp", Agent, "G722");
        await desk.RegisteredAsync();
        await desk.DialAsync("800");
        await desk.EstablishedAsync();
        foreach (var key in "1234#")
        {
            await desk.PressAsync(key);
            await PassAsync(0.3);
        }
        var line = company.DialIn(company.NextCaller(), "0212345650");
        await line.AnsweredAsync(Company.Patience);
        line.Media.SendDigits("1234#");
        await line.HearsOnlyAsync(Tones, Agent);
        await PassAsync(3);
        line.HangUp();
        await desk.HangUpAsync();
        await desk.ClosedAsync();
        desk.Heard(Outside, minimumFrames: 60);
        await EmptyAsync("sales");
    }

    [Theory]
    [InlineData("302-desk")]
    [InlineData("305-desk")] // its codec is another one than the line's
    public async Task A_supervisor_listens_whispers_barges_in_and_takes_over_without_a_gap(string device)
    {
        var isWide = device is "305-desk";
        await using var wide = isWide ? new BaresipPhone(company.Server, device, Company.Password, "udp", Agent, "G722") : null;
        var caller = company.NextCaller();
        var extension = device[..3];
        SimulatedCall line;
        SimulatedCall? agent = null;
        if (wide is not null)
        {
            await wide.RegisteredAsync();
            line = company.DialIn(caller, $"0212345{extension}");
            await line.AnsweredAsync(Company.Patience);
            await Company.HearsAsync(line, Agent);
        }
        else
        {
            (line, agent) = await TalkingAsync(caller);
        }
        var desk = await company.PhoneAsync("301-desk");
        var call = (await company.Server.CallsAsync(caller.Number, c => c.Length == 1))[0].GetProperty("id").GetString()!;
        await company.Server.CommandAsync("listen", call, "--with", "301");
        var supervisor = await Company.RingsForAsync(desk.RingsAsync, caller.Name);
        supervisor.Answer(0);
        await supervisor.HearsOnlyAsync(Tones, Outside, Agent);

        // The parties hear each other on and on while the supervisor, who is silent, comes and goes in the mix.
        var hears = line.Media.MeasureAsync(Agent, TimeSpan.FromSeconds(5), Company.Patience);
        foreach (var key in "5646564")
        {
            supervisor.Media.SendDigits($"{key}");
            await PassAsync(0.6);
        }
        var report = await hears;
        report.LongestGap.Should().BeLessThanOrEqualTo(TimeSpan.FromMilliseconds(60));
        report.Presence.Should().BeGreaterThan(0.9);

        supervisor.Media.Play(Third);
        await line.HearsOnlyAsync(Tones, Agent);
        if (agent is not null)
        {
            await agent.HearsOnlyAsync(Tones, Outside);
        }
        supervisor.Media.SendDigits("5");
        if (agent is not null)
        {
            await agent.HearsOnlyAsync(Tones, Outside, Third);
        }
        await line.HearsOnlyAsync(Tones, Agent);
        supervisor.Media.SendDigits("6");
        await line.HearsOnlyAsync(Tones, Agent, Third);
        await supervisor.HearsOnlyAsync(Tones, Outside, Agent);
        await company.Server.CommandAsync("listen", call, "--with", "301", "--take-over");
        await line.HearsOnlyAsync(Tones, Third);
        await supervisor.HearsOnlyAsync(Tones, Outside);
        if (agent is not null)
        {
            await agent.EndedAsync(Company.Patience);
        }
        line.HangUp();
        await supervisor.EndedAsync(Company.Patience);
    }

    private async Task<(SimulatedCall Line, SimulatedCall Agent)> TalkingAsync((string Number, string Name)? from = null)
    {
        var phone = await company.PhoneAsync("302-desk");
        var caller = from ?? company.NextCaller();
        var line = company.DialIn(caller, "0212345302");
        var agent = await Company.RingsForAsync(phone.RingsAsync, caller.Name);
        agent.Answer(Agent);
        await Company.HearsAsync(line, Agent);
        return (line, agent);
    }

    private async Task<JsonElement> RoomAsync(string id)
    {
        using var json = JsonDocument.Parse(await company.Server.CommandAsync("rooms", "--json"));
        return json.RootElement.EnumerateArray().Single(r => r.GetProperty("id").ValueEquals(id)).Clone();
    }

    private async Task EmptyAsync(string room)
    {
        var patience = Company.Patience;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        while ((await RoomAsync(room)).GetProperty("members").GetArrayLength() > 0)
        {
            await timer.WaitForNextTickAsync(patience);
        }
    }

    private static async Task PassAsync(double seconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(seconds));
        await timer.WaitForNextTickAsync();
    }
}
