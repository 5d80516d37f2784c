using Ponte.Interop.Tests.Support;

namespace Ponte.Interop.Tests;

/// <summary>The TLS rules of Direct Routing, with OpenSSL's client in Microsoft's place.</summary>
public sealed class TlsRulesTests : IAsyncLifetime
{
    private PonteServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await PonteServer.StartAsync(Loopback.FreePort());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Microsoft_gets_our_whole_chain_and_a_suite_of_its_own()
    {
        var output = await ConnectAsync(
            "-cert",
            _server.Certificates.MicrosoftCertificate,
            "-cert_chain",
            _server.Certificates.MicrosoftCertificate,
            "-key",
            _server.Certificates.MicrosoftKey,
            "-tls1_2",
            "-cipher",
            "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256"
        );

        output.Should().Contain("Verification: OK", "the root alone must be enough to verify us");
        output.Should().Contain("ECDHE-RSA-AES256-GCM-SHA384").And.Contain("Client Certificate Types");
        output.Should().Contain("keep-alive answered");
    }

    [Theory]
    [InlineData("no certificate")]
    [InlineData("unknown issuer")]
    [InlineData("old protocol")]
    public async Task What_Microsoft_would_not_do_is_refused(string fault)
    {
        string[] arguments = fault switch
        {
            "unknown issuer" => ["-cert", _server.Certificates.SbcCertificate, "-key", _server.Certificates.SbcKey],
            "old protocol" =>
            [
                "-cert",
                _server.Certificates.MicrosoftCertificate,
                "-key",
                _server.Certificates.MicrosoftKey,
                "-tls1_1",
                "-cipher",
                "DEFAULT:@SECLEVEL=0",
            ],
            _ => [],
        };

        (await ConnectAsync(arguments)).Should().NotContain("keep-alive answered");
    }

    /// <summary>Connects, sends the double CRLF of RFC 5626 and tells whether the single one came back; then connects again for the session's data.</summary>
    private async Task<string> ConnectAsync(params string[] arguments)
    {
        var target = $"-connect {_server.TlsAddress} -servername {PonteServer.Fqdn} -CAfile {_server.Certificates.SbcAuthority}";
        var client = $"timeout 6 openssl s_client {target} {string.Join(' ', arguments)}";
        var ping =
            $"(printf '\\r\\n\\r\\n'; sleep 2) | {client} -quiet 2>/dev/null | od -c | grep -q '\\\\r  *\\\\n' && echo keep-alive answered";
        await using var shell = new ChildProcess("bash", ["-c", $"{ping}; {client} </dev/null 2>&1"]);
        await shell.ExitAsync();
        return shell.Output;
    }
}
