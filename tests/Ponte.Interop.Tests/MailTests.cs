using Ponte.Interop.Tests.Support;

namespace Ponte.Interop.Tests;

/// <summary>Mails by a real mail server.</summary>
public sealed class MailTests : IAsyncLifetime
{
    private MailHost _mail = null!;
    private PonteServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _mail = await MailHost.StartAsync();
        _server = await PonteServer.StartAsync(Loopback.FreePort(), mailPort: _mail.Port);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Fact]
    public async Task The_test_mail_arrives_and_a_dead_or_refusing_mail_server_is_told()
    {
        (await _server.CommandAsync("mail", "test", "ada@example.com")).Should().Contain("took the mail to ada@example.com");
        var mail = (await _mail.MailsAsync("ada")).Should().ContainSingle().Subject;
        mail.From.ToString().Should().Be("ponte@example.com");
        mail.Subject.Should().Be("Ponte: test");

        var (code, output) = await _server.TryCommandAsync("mail", "test", "ada@elsewhere.example");
        (code, output).Should().Match<(int Code, string Output)>(r => r.Code != 0 && r.Output.Contains("550", StringComparison.Ordinal));

        await _mail.StopSmtpAsync();
        (code, output) = await _server.TryCommandAsync("mail", "test", "ada@example.com");
        (code, output)
            .Should()
            .Match<(int Code, string Output)>(r => r.Code != 0 && r.Output.Contains("refused", StringComparison.OrdinalIgnoreCase));
        await _mail.StartSmtpAsync();
        await _server.CommandAsync("mail", "test", "ada@example.com");
        (await _mail.MailsAsync("ada", 2)).Should().HaveCount(2);
    }
}
