using System.Net;
using Ponte.Interop.Tests.Support;
using Ponte.Simulator.Phones;

namespace Ponte.Interop.Tests;

/// <summary>baresip, linphone and simulated phones in a whole company: with Teams, on hold, handing over, behind a NAT, over a restart.</summary>
public sealed class PhoneCallTests(Company company) : IClassFixture<Company>
{
    private const int Outside = 500;
    private const int Tone = 700;
    private const int Target = 900;
    private const int HoldTone = 425;
    private const int Music = 1300;

    [Theory]
    [InlineData("udp")]
    [InlineData("tcp")]
    [InlineData("tls")]
    public async Task A_phone_calls_Teams_and_is_called_by_Teams(string transport)
    {
        await using var desk = Baresip("302-desk", transport);
        await desk.RegisteredAsync();
        var user = company.Microsoft.User("teamsonly");
        await desk.DialAsync("401");
        var teams = await Company.RingsForAsync(user.RingsAsync, "Bruno Sala");
        teams.Caller.Should().Be("+302");
        teams.Answer(Target);
        await desk.EstablishedAsync();
        await Company.HearsAsync(teams, Tone);
        await TalkAsync();
        await desk.HangUpAsync();
        await teams.EndedAsync(Company.Patience);
        desk.Heard(Target, minimumFrames: 50);

        var back = user.Dial("+302", Target);
        await back.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(back, Tone);
        await TalkAsync();
        back.HangUp();
        await desk.ClosedAsync();
        desk.Heard(Target, minimumFrames: 50);
    }

    [Fact]
    public async Task Hold_by_baresip_is_not_heard_as_its_tone()
    {
        await using var desk = Baresip("302-desk", "udp");
        await desk.RegisteredAsync();
        var line = company.DialIn(company.NextCaller(), "0212345302");
        await line.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(line, Tone);
        await desk.HoldAsync();
        await SilentAsync(line.Media, Tone);
        await desk.ResumeAsync();
        await Company.HearsAsync(line, Tone);
        line.HangUp();
        await desk.ClosedAsync();
    }

    [Fact]
    public async Task Blind_transfer_by_baresip_rings_Teams_and_the_cordless_with_the_party_outside()
    {
        var cordless = await company.PhoneAsync("201-cordless");
        await using var desk = Baresip("302-desk", "udp");
        await desk.RegisteredAsync();
        var caller = company.NextCaller();
        var line = company.DialIn(caller, "0212345302");
        await line.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(line, Tone);
        await desk.TransferAsync("201");

        var teams = await Company.RingsForAsync(company.Microsoft.User("mrossi").RingsAsync, caller.Name);
        teams.Caller.Should().Be("+39" + caller.Number);
        var target = await Company.RingsForAsync(cordless.RingsAsync, caller.Name);
        target.Caller.Should().EndWith(caller.Number);
        target.Answer(Target);
        await Company.HearsAsync(line, Target);
        await Company.HearsAsync(target, Outside);
        line.HangUp();
        await target.EndedAsync(Company.Patience);
        await company.HistoryAsync(caller.Number);
    }

    [Fact]
    public async Task Transfer_to_a_number_that_the_user_may_not_call_is_refused()
    {
        await using var desk = Baresip("302-desk", "udp");
        await desk.RegisteredAsync();
        var line = company.DialIn(company.NextCaller(), "0212345302");
        await line.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(line, Tone);
        await desk.TransferAsync("899123456");
        await desk.TransferFailedAsync("403");

        await line.EndedAsync(Company.Patience); // this phone hangs up by itself then
        company.Carrier.Messages.Should().NotContain(m => m.Summary.Contains("899123456"));
    }

    [Theory]
    [InlineData("udp")]
    [InlineData("tcp")]
    [InlineData("tls")]
    public async Task Attended_transfer_by_linphone_shows_the_new_party_the_one_outside(string transport)
    {
        var cordless = await company.PhoneAsync("206-cordless");
        await using var desk = Linphone("302-desk", transport);
        await desk.RegisteredAsync();
        var caller = company.NextCaller();
        var line = company.DialIn(caller, "0212345302");
        await line.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(line, Tone);
        await desk.HoldAsync(); // it dials no second call before
        await desk.DialAsync("206");
        var target = await Company.RingsForAsync(cordless.RingsAsync, "Bruno Sala");
        target.Answer(Target);
        await Company.HearsAsync(target, Tone);
        await desk.JoinAsync(1, 2);

        await Company.HearsAsync(line, Target);
        await Company.HearsAsync(target, Outside);
        await Company.IsToldAsync(cordless, caller);
        line.HangUp();
        await target.EndedAsync(Company.Patience);
    }

    [Theory]
    [InlineData("udp")]
    [InlineData("tcp")]
    [InlineData("tls")]
    public async Task Music_of_linphone_on_hold_is_heard_in_the_place_of_our_tone(string transport)
    {
        await using var desk = Linphone("302-desk", transport);
        await desk.RegisteredAsync();
        var line = company.DialIn(company.NextCaller(), "0212345302");
        await line.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(line, Tone);
        await desk.PlayAsync(Music);
        await desk.HoldAsync();
        (await line.Media.MeasureAsync(Music, TimeSpan.FromSeconds(3), Company.Patience)).Presence.Should().BeGreaterThan(0.6);
        (await line.Media.MeasureAsync(HoldTone, TimeSpan.FromSeconds(6), Company.Patience)).ToneFrames.Should().Be(0);
        await desk.PlayAsync(Tone);
        await desk.ResumeAsync();
        await Company.HearsAsync(line, Tone);
        line.HangUp();
        await desk.ClosedAsync();
    }

    [Theory]
    [InlineData("udp")]
    [InlineData("tls")]
    public async Task Hold_by_linphone_without_music_gives_our_tone_until_it_comes_back(string transport)
    {
        await using var desk = Linphone("302-desk", transport);
        await desk.RegisteredAsync();
        var line = company.DialIn(company.NextCaller(), "0212345302");
        await line.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(line, Tone);
        await desk.PlayAsync(0);
        await desk.HoldAsync();
        await Company.HearsAsync(line, HoldTone);
        var held = await line.Media.MeasureAsync(HoldTone, TimeSpan.FromSeconds(6), Company.Patience);
        held.ToneFrames.Should().BeInRange(5, 25, "0.2 s of it come every 5 s");
        await desk.PlayAsync(Tone);
        await desk.ResumeAsync();
        await Company.HearsAsync(line, Tone);
        (await line.Media.MeasureAsync(HoldTone, TimeSpan.FromSeconds(6), Company.Patience)).ToneFrames.Should().Be(0);
        line.HangUp();
        await desk.ClosedAsync();
    }

    [Theory]
    [InlineData("udp", "udp")]
    [InlineData("tcp", "tls")]
    [InlineData("tls", "tcp")]
    public async Task Baresip_and_linphone_call_each_other(string transport, string other)
    {
        await using var desk = Baresip("302-desk", transport);
        await using var phone = Linphone("303-desk", other);
        await desk.RegisteredAsync();
        await phone.RegisteredAsync();
        await desk.DialAsync("303");
        await desk.EstablishedAsync();
        await phone.EstablishedAsync();
        await TalkAsync();
        await desk.HangUpAsync();
        await phone.ClosedAsync();
        phone.Heard(Tone, minimumFrames: 50);
        desk.Heard(Target, minimumFrames: 50);

        await phone.DialAsync("302");
        await desk.EstablishedAsync();
        await TalkAsync();
        await phone.HangUpAsync();
        await desk.ClosedAsync();
        desk.Heard(Target, minimumFrames: 50);
    }

    [Fact]
    public async Task A_phone_behind_a_NAT_is_reached_where_it_registered_from()
    {
        var address = IPAddress.Parse(company.Server.Net.Host(90));
        await using var phone = PhoneSide.Start(
            company.PhoneOptionsOf("303-desk", address) with
            {
                Contact = IPEndPoint.Parse("192.168.177.20:5060"),
            },
            TimeProvider.System
        );
        (await phone.RegisterAsync()).Should().Be(200);
        var caller = company.NextCaller();
        var line = company.DialIn(caller, "0212345303");
        var rings = await Company.RingsForAsync(phone.RingsAsync, caller.Name);
        rings.Answer(Tone);
        await line.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(line, Tone);
        await Company.HearsAsync(rings, Outside);
        line.HangUp();
        await rings.EndedAsync(Company.Patience);
        (await phone.UnregisterAsync()).Should().Be(200);
    }

    [Fact]
    public async Task Registrations_and_the_call_of_a_phone_outlive_a_killed_server()
    {
        var desk = await company.PhoneAsync("301-desk");
        var cordless = await company.PhoneAsync("206-cordless");
        var call = desk.Dial("206", Tone);
        var rings = await Company.RingsForAsync(cordless.RingsAsync, "Gaia Bianchi");
        rings.Answer(Target);
        await call.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(call, Target);

        await company.Server.Process.KillAsync();
        await Company.HearsAsync(call, Target);
        await company.Server.RestartAsync();
        await Company.HearsAsync(call, Target);
        await Company.HearsAsync(rings, Tone);
        call.HangUp();
        await rings.EndedAsync(Company.Patience);

        var caller = company.NextCaller();
        var line = company.DialIn(caller, "0212345301");
        var again = await Company.RingsForAsync(desk.RingsAsync, caller.Name);
        line.HangUp();
        await again.EndedAsync(Company.Patience);
        await company.HubsAsync("Up");
    }

    private LinphonePhone Linphone(string device, string transport) =>
        new(company.Server, device, Company.Password, transport, device.StartsWith("302", StringComparison.Ordinal) ? Tone : Target);

    private BaresipPhone Baresip(string device, string transport) => new(company.Server, device, Company.Password, transport, Tone);

    private static async Task SilentAsync(Ponte.Simulator.Media.MediaEndpoint media, int frequency)
    {
        var patience = Company.Patience;
        while ((await media.MeasureAsync(frequency, TimeSpan.FromSeconds(0.5), patience)).Presence > 0.1) { }
    }

    private static async Task TalkAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        await timer.WaitForNextTickAsync();
    }
}
