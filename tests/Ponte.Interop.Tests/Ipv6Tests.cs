using System.Text;
using System.Text.Json;
using Ponte.Interop.Tests.Support;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Carrier;
using Ponte.Sip.Messages;

namespace Ponte.Interop.Tests;

/// <summary>
/// Signalling and media over IPv6, and between IPv6 and IPv4: exchanges by IPv6 (6xx, by TCP) and by IPv4 (7xx), phones by IPv6 (201, 202, 204) and by
/// IPv4 (203).
/// </summary>
public sealed class Ipv6Tests(Ipv6Company company) : IClassFixture<Ipv6Company>
{
    private const int CallerTone = 500;
    private const int CalledTone = 900;

    [Theory]
    [InlineData("600", "201")]
    [InlineData("201", "600")]
    [InlineData("201", "202")]
    [InlineData("600", "203")]
    [InlineData("203", "600")]
    [InlineData("700", "201")]
    [InlineData("201", "700")]
    [InlineData("203", "201")]
    [InlineData("600", "700")]
    public async Task Both_hear_each_other(string from, string to)
    {
        var (caller, called) = await TalkAsync(from, to);

        Describes(called, IsSix(to));
        var answer = (await caller.AnsweredAsync(Company.Patience))!;
        BodyOf(answer).Should().Contain(IsSix(from) ? "c=IN IP6 ::1" : $"c=IN IP4 {company.Server.Net.Ponte}");

        await EndAsync(caller, called);
    }

    [Fact]
    public async Task A_call_is_held_retrieved_refreshed_and_handed_over_across_the_families()
    {
        var (caller, called) = await TalkAsync("700", "201");
        (await called.HoldAsync(HoldKind.SendOnly)).Status.Should().Be(200);
        var consultation = company.Phones["201"].Dial("203", CalledTone);
        var target = await company.Phones["203"].RingsAsync(Company.Patience);
        target.Answer(CalledTone);
        await consultation.AnsweredAsync(Company.Patience);
        (await consultation.RefreshAsync()).Status.Should().Be(200);

        (await company.Phones["201"].TransferAsync(called, consultation)).Should().Be(200);
        await Company.HearsAsync(caller, CalledTone);
        await Company.HearsAsync(target, CallerTone);
        await EndAsync(caller, target);

        (caller, called) = await TalkAsync("600", "202");
        (await called.HoldAsync(HoldKind.SendOnly)).Status.Should().Be(200);
        (await called.RetrieveAsync()).Status.Should().Be(200);
        await Company.HearsAsync(caller, CalledTone);
        await Company.HearsAsync(called, CallerTone);
        await EndAsync(caller, called);
    }

    [Fact]
    public async Task Registrations_and_calls_outlive_a_killed_server()
    {
        var (caller, called) = await TalkAsync("600", "201");

        await company.Server.Process.KillAsync();
        await Company.HearsAsync(caller, CalledTone);
        await company.Server.RestartAsync();
        await Company.HearsAsync(caller, CalledTone);
        await Company.HearsAsync(called, CallerTone);
        await EndAsync(caller, called);

        (caller, called) = await TalkAsync("203", "201");
        await EndAsync(caller, called);
    }

    [Fact]
    public async Task Lines_are_watched_and_a_phone_is_shown_with_its_address()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await AreUpAsync("six", "four"))
        {
            await timer.WaitForNextTickAsync(Company.Patience);
        }
        var binding = await company.Server.RegisteredAsync("201-desk");
        binding.ToString().Should().Contain($"[::1]:{company.Phones["201"].Listen.Port}");
        company.Six.Messages.Select(m => (m.Sent, m.Message.CSeq.Method)).Should().Contain((false, SipMethod.Options));
    }

    [Theory]
    [InlineData("udp")]
    [InlineData("tcp")]
    [InlineData("tls")]
    public async Task Baresip_calls_and_is_called(string transport)
    {
        await using var phone = new BaresipPhone(company.Server, "204-desk", Company.Password, transport, CallerTone, ipv6: true);
        (await phone.RegisteredAsync()).GetProperty("transport").GetString().Should().Be(transport);

        await phone.DialAsync("203");
        var called = await company.Phones["203"].RingsAsync(Company.Patience);
        called.Answer(CalledTone);
        await phone.EstablishedAsync();
        await Company.HearsAsync(called, CallerTone);
        await Company.PersonsTimeAsync();
        await Task.WhenAll(phone.HangUpAsync(), called.EndedAsync(Company.Patience));
        phone.Heard(CalledTone, minimumFrames: 20);

        var caller = company.Phones["203"].Dial("204", CalledTone);
        await caller.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(caller, CallerTone);
        await Company.PersonsTimeAsync();
        caller.HangUp();
        await phone.ClosedAsync();
        phone.Heard(CalledTone, minimumFrames: 20);
    }

    /// <summary>A call that was answered and in which both hear each other.</summary>
    private async Task<(SimulatedCall Caller, SimulatedCall Called)> TalkAsync(string from, string to)
    {
        var caller =
            from[0] == '2' ? company.Phones[from].Dial(to, CallerTone) : Exchange(from).Number(from).Dial(to, "Ada Neri", CallerTone);
        var called = await (
            to[0] == '2' ? company.Phones[to].RingsAsync(Company.Patience) : Exchange(to).Number(to).RingsAsync(Company.Patience)
        );
        called.Answer(CalledTone);
        await caller.AnsweredAsync(Company.Patience);
        await Company.HearsAsync(caller, CalledTone);
        await Company.HearsAsync(called, CallerTone);
        return (caller, called);
    }

    private static async Task EndAsync(SimulatedCall one, SimulatedCall other)
    {
        one.HangUp();
        await one.EndedAsync(Company.Patience);
        (await other.EndedAsync(Company.Patience)).ByPonte.Should().BeTrue();
    }

    /// <summary>Demands that an INVITE of Ponte names addresses of one family throughout, those of IPv6 in brackets where they stand with a port.</summary>
    private void Describes(SimulatedCall called, bool six)
    {
        var invite = called.Invite!;
        var body = BodyOf(invite);
        var (family, address) = six ? ("IP6", "::1") : ("IP4", company.Server.Net.Ponte);
        body.Should().Contain($"IN {family} {address}\r\n").And.NotContain(six ? "IP4" : "IP6");
        var contact = invite.Headers.Addresses(HeaderName.Contact).Single().Uri!;
        contact.Host.Trim('[', ']').Should().Be(address);
        invite.TopVia!.SentByHost.Trim('[', ']').Should().Be(address);
        if (six)
        {
            invite.RequestUriText.Should().Contain("@[::1]:");
            invite.Headers.First(HeaderName.Contact).Should().Contain($"@[::1]:{company.Server.Ipv6Address.Port};");
            invite.Headers.First(HeaderName.Via).Should().Contain($" [::1]:{company.Server.Ipv6Address.Port};");
            invite.Headers.First(HeaderName.From).Should().Contain("@[::1]");
        }
    }

    private static string BodyOf(SipMessage message) => Encoding.UTF8.GetString(message.Body.Span);

    private static bool IsSix(string number) => number[0] == '6' || number is "201" or "202";

    private CarrierSide Exchange(string number) => number[0] == '6' ? company.Six : company.Four;

    private async Task<bool> AreUpAsync(params string[] lines)
    {
        using var json = JsonDocument.Parse(await company.Server.CommandAsync("lines", "--json"));
        var states = json
            .RootElement.GetProperty("lines")
            .EnumerateArray()
            .ToDictionary(l => l.GetProperty("name").GetString()!, StringComparer.Ordinal);
        return lines.All(l => states[l].GetProperty("peers").EnumerateArray().All(p => p.GetProperty("state").ValueEquals("Up")));
    }
}
