using System.Globalization;
using Ponte.Interop.Tests.Support;

namespace Ponte.Interop.Tests;

/// <summary>Names from OpenLDAP on calls between a carrier and an exchange that SIPp plays.</summary>
public sealed class DirectoryTests : IAsyncLifetime
{
    /// <summary>What a call may be delayed by a directory, and what a busy machine adds; without the limit it would be seconds.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200 + 800);

    private Slapd _slapd = null!;
    private PonteServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _slapd = await Slapd.StartAsync();
        _server = await PonteServer.StartAsync(Loopback.FreePort(), Document);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _slapd.DisposeAsync();
    }

    [Fact]
    public async Task Numbers_are_found_however_the_directory_writes_them()
    {
        (await WhoseAsync("06 12345678")).Should().Be("+390612345678  Ada Neri (Acquisti)  (encrypted)");
        (await WhoseAsync("+393331234567")).Should().Be("+393331234567  Ada Neri (Acquisti)  (encrypted)");
        (await WhoseAsync("06 5555555"))
            .Should()
            .Be("+39065555555  Ugo Bò  (loose)", "the exact search does not see it, and the longer number is another");
        (await _server.CommandAsync("contacts", "list")).Should().Contain("encrypted").And.NotContain("down");
    }

    [Fact]
    public async Task The_directorys_name_is_on_the_leg_to_the_exchange()
    {
        await WhoseAsync("06 12345678"); // the first question opens the connections, for which a call does not wait
        await CallAsync("0612345678");

        var call = (await _server.CallsAsync(c => c is [{ } one] && one.TryGetProperty("end", out _)))[0];
        call.GetProperty("caller").GetProperty("name").GetString().Should().Be("Ada Neri (Acquisti)");
        (await _server.CommandAsync("call", "last", "--messages")).Should().Contain("From: \"Ada Neri (Acquisti)\" <sip:0612345678@");
    }

    [Fact]
    public async Task A_directory_that_hangs_or_is_gone_delays_no_call_by_more_than_200_ms()
    {
        // The first call of a process is its slowest.
        await CallAsync("0612345678");
        await _slapd.HangAsync();
        (await CallAsync("0633333333")).Should().BeGreaterThan(TimeSpan.FromMilliseconds(190)).And.BeLessThan(Longest);

        await _slapd.ContinueAsync();
        await _slapd.KillAsync();
        for (var i = 0; i < 4; i++)
        {
            (await CallAsync($"061111111{i}")).Should().BeLessThan(Longest);
        }
        // On a slow machine it may have been set aside before it was gone, for its slowness: from then on it is not asked, and that is the newest.
        (await _server.CommandAsync("contacts", "list"))
            .Should()
            .MatchRegex("encrypted +ldap +down .*(refused|answers only after)");
        _server.Process.Output.Split("\"EventId\":2081").Should().HaveCount(3, "once for each of the two");
    }

    /// <summary>A call from the carrier to the exchange.</summary>
    /// <returns>How long Ponte took from the INVITE to the next one.</returns>
    private async Task<TimeSpan> CallAsync(string caller)
    {
        await using var exchange = Sipp.Start("uas-answer.xml", $"{_server.Net.SecondCarrier}:5070", "");
        await using var carrier = Sipp.Start(
            "uac-call.xml",
            $"{_server.Net.Carrier}:5070",
            _server.SipAddress,
            1,
            "-d",
            "100",
            "-key",
            "number",
            "0212345602",
            "-key",
            "caller",
            caller
        );
        await Sipp.SucceedsAsync(carrier);
        await Sipp.SucceedsAsync(exchange);
        var invites = (await _server.CommandAsync("call", "last", "--ladder"))
            .Split('\n')
            .Where(l => l.Contains("─ INVITE (SDP) ─", StringComparison.Ordinal))
            .Select(l => double.Parse(l.TrimStart().Split(' ')[0], CultureInfo.InvariantCulture))
            .ToList();
        invites.Should().HaveCount(2);
        return TimeSpan.FromSeconds(invites[1] - invites[0]);
    }

    /// <summary>What is known of a number; the first question also opens the connections, and its answer may come too late for a call.</summary>
    private async Task<string> WhoseAsync(string number)
    {
        for (var i = 0; i < 20; i++)
        {
            var (code, output) = await _server.TryCommandAsync("contacts", "whose", number);
            if (code == 0)
            {
                return output.Trim();
            }
        }
        throw new TimeoutException($"Nobody knows {number}. The server says:\n{_server.Process.Output}");
    }

    private string Document(PonteServer server) =>
        $$"""
            company: { name: Rossi S.p.A., country: IT, areaCode: "02" }
            lines:
              carrier: { kind: carrier, peers: ["sip:{{server.Net.Carrier}}:5070"], options: off }
              exchange: { kind: pbx, peers: ["sip:{{server.Net.SecondCarrier}}:5070"], prefix: ["+390212345602"], numbers: { out: national }, options: off }
            directories:
              encrypted:
                kind: ldap
                server: "ldaps://localhost:{{_slapd.TlsPort}}"
                trustAnchors: {{_slapd.TrustAnchors}}
                base: "{{Slapd.Base}}"
                bindDn: "{{Slapd.BindDn}}"
                password: {{Slapd.Password}}
              loose:
                kind: ldap
                server: "ldap://127.0.0.1:{{_slapd.Port}}"
                base: "{{Slapd.Base}}"
                bindDn: "{{Slapd.BindDn}}"
                password: {{Slapd.Password}}
                filter: "(&(objectClass=person)(telephoneNumber={loose}))"
            """;
}
