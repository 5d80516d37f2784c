using Ponte.Interop.Tests.Support;
using Ponte.TestKit;

namespace Ponte.Interop.Tests;

/// <summary>Scanners in the wild, SIPVicious, against the registrar: they find nobody and nothing and are banned; a phone goes on meanwhile.</summary>
public sealed class GuesserTests(Company company) : IClassFixture<Company>
{
    private static readonly string[] Nobody = [.. Enumerable.Range(900, 40).Select(n => $"{n}-cordless")];

    [Fact]
    public async Task Users_are_not_found_by_svwar()
    {
        using var folder = new TestFolder();
        var names = folder.Write(
            "names",
            string.Join('\n', [.. Nobody[..10], "201-cordless", .. Nobody[10..20], "301-desk", .. Nobody[20..]])
        );
        var output = await ScanWhileAPhoneGoesOnAsync("svwar", "--force", "-d", names);

        output.Should().Contain("found nothing").And.NotContain("201-cordless").And.NotContain("301-desk");
    }

    [Fact]
    public async Task Passwords_are_not_found_by_svcrack_and_its_address_is_banned()
    {
        using var folder = new TestFolder();
        var words = folder.Write("words", string.Join('\n', [.. Enumerable.Range(1000, 60), Company.Password, "last"]));
        // It falls over a challenge by SHA-256; who did not answer one is asked by MD5 alone.
        (await ScanWhileAPhoneGoesOnAsync("svcrack", "-u", "201-cordless", "-d", words))
            .Should()
            .Contain("Unknown algorithm");
        var output = await ScanWhileAPhoneGoesOnAsync("svcrack", "-u", "201-cordless", "-d", words);

        output.Should().NotContain(Company.Password, "the ban comes before the right one");
        company.Server.Process.Output.Should().Contain("requests from 127.0.0.1");
    }

    private async Task<string> ScanWhileAPhoneGoesOnAsync(string program, params string[] arguments)
    {
        await using var scanner = new ChildProcess(program, [.. arguments, "-t", "0.05", $"udp://{company.Server.SipAddress}"]);
        var phone = await company.PhoneAsync("201-cordless");
        var caller = company.NextCaller();
        var call = company.DialIn(caller, "0212345201");
        var rings = await Company.RingsForAsync(phone.RingsAsync, caller.Name);
        rings.Answer(700);
        await Company.HearsAsync(call, 700);
        call.HangUp();
        await rings.EndedAsync(Company.Patience);
        await scanner.ExitAsync(TimeSpan.FromSeconds(40));
        (await phone.RegisterAsync()).Should().Be(200);
        return scanner.Output;
    }
}
