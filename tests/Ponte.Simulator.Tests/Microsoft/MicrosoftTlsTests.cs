using System.Net;
using System.Security.Authentication;
using Ponte.Simulator.Certificates;
using Ponte.Simulator.Microsoft;
using Ponte.Simulator.Tests.Carrier;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>TLS in both directions (reference section 2).</summary>
public sealed class MicrosoftTlsTests
{
    private static readonly Lazy<TestAuthority> Authority = new(() => new TestAuthority("TLS tests", TimeProvider.System.GetUtcNow()));

    [Theory]
    [InlineData("none", "no certificate")]
    [InlineData("leaf only", "569009")]
    [InlineData("unknown root", "569009")]
    [InlineData("self-signed", "569003")]
    [InlineData("expired", "569008")]
    public async Task Certificate_that_cannot_be_trusted_is_refused(string kind, string reason)
    {
        await using var bench = StartTrusting(Authority.Value);
        bench.ExpectsNoViolation = false;
        var hub = bench.Side.Hubs[0].Listen;
        var order = new CertificateOrder { Names = [TestSbc.Fqdn] };
        using var stranger = new TestAuthority("Stranger", TimeProvider.System.GetUtcNow());
        var connected = await TryAsync(
            kind switch
            {
                "none" => RawSbc.ConnectAsync(hub, null, null),
                "leaf only" => RawSbc.ConnectAsync(hub, Authority.Value.Issue(order), withChain: false),
                "unknown root" => RawSbc.ConnectAsync(hub, stranger.Issue(order)),
                "self-signed" => RawSbc.ConnectAsync(hub, TestAuthority.SelfSigned(order, TimeProvider.System.GetUtcNow())),
                _ => RawSbc.ConnectAsync(
                    hub,
                    Authority.Value.Issue(order with { ValidFrom = -TimeSpan.FromHours(2), ValidUntil = -TimeSpan.FromHours(1) })
                ),
            }
        );
        connected.Should().BeFalse();
        await WaitAsync(() => bench.Side.TlsRefusals.Count > 0);
        bench.Side.TlsRefusals.Should().ContainSingle().Which.Should().Contain(reason);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Certificate_is_taken_whatever_uses_it_names(bool servers, bool clients)
    {
        await using var bench = StartTrusting(Authority.Value);
        var order = new CertificateOrder
        {
            Names = [TestSbc.Fqdn],
            ForServers = servers,
            ForClients = clients,
        };
        (await TryAsync(RawSbc.ConnectAsync(bench.Side.Hubs[0].Listen, Authority.Value.Issue(order)))).Should().BeTrue();
    }

    [Fact]
    public async Task Newer_protocol_finds_nothing_common()
    {
        await using var bench = StartTrusting(Authority.Value);
        bench.ExpectsNoViolation = false;
        var certificate = Authority.Value.Issue(new CertificateOrder { Names = [TestSbc.Fqdn] });
        var attempt = RawSbc.ConnectAsync(bench.Side.Hubs[0].Listen, certificate.ChainPem, certificate.KeyPem, SslProtocols.Tls13);
        (await TryAsync(attempt)).Should().BeFalse();
    }

    [Theory]
    [InlineData("unknown root", "569009")]
    [InlineData("other name", "569003")]
    [InlineData("refused", "569002")]
    public async Task Trunk_stays_down_where_our_listener_cannot_be_trusted(string kind, string reason)
    {
        using var stranger = new TestAuthority("Stranger", TimeProvider.System.GetUtcNow());
        var order = new CertificateOrder { Names = [kind is "other name" ? "other.contoso.com" : TestSbc.Fqdn] };
        var certificate = (kind is "unknown root" ? stranger : Authority.Value).Issue(order);
        var folder = Directory.CreateTempSubdirectory("ponte-tls-").FullName;
        certificate.Write(folder, "sbc");
        await using var sbc = new TestSbc(
            Path.Combine(folder, "sbc.pem"),
            Path.Combine(folder, "sbc.key"),
            MicrosoftBench.Demo.MicrosoftAuthority,
            new IPEndPoint(IPAddress.Loopback, 0),
            []
        );
        var root = Path.Combine(folder, "ca.pem");
        await File.WriteAllTextAsync(root, Authority.Value.RootPem);
        await using var side = MicrosoftSide.Start(
            MicrosoftBench.OptionsFor(kind is "refused" ? 1 : sbc.Listen.Port) with
            {
                SbcAuthorityFile = root,
            },
            TimeProvider.System
        );
        // What makes the probe begin comes on a connection with a good certificate.
        await using var good = await RawSbc.ConnectAsync(
            side.Hubs[0].Listen,
            Authority.Value.Issue(new CertificateOrder { Names = [TestSbc.Fqdn] })
        );
        await good.SendAsync(RawMessages.Options());
        (await good.FinalAsync(Ponte.Sip.Messages.SipMethod.Options)).StatusCode.Should().Be(200);
        var gateway = side.Gateway(TestSbc.Fqdn);
        await WaitAsync(() => gateway.Problem.Length > 0);
        gateway.Problem.Should().Contain(reason);
        gateway.IsActive.Should().BeFalse();
        Directory.Delete(folder, recursive: true);
    }

    internal static async Task WaitAsync(Func<bool> condition)
    {
        var patience = CarrierPair.Patience;
        while (!condition())
        {
            await Task.Delay(10, patience);
        }
    }

    private static MicrosoftBench StartTrusting(TestAuthority authority)
    {
        // Another run of the tests at the same time has another authority.
        var root = Path.GetTempFileName();
        File.WriteAllText(root, authority.RootPem);
        var bench = MicrosoftBench.Start(o => o with { SbcAuthorityFile = root });
        File.Delete(root);
        return bench;
    }

    /// <summary>Whether a connection is good enough to be spoken on: with TLS 1.2 a refusal may come only behind the handshake.</summary>
    private static async Task<bool> TryAsync(Task<RawSbc> attempt)
    {
        try
        {
            await using var connection = await attempt;
            await connection.SendAsync(RawMessages.Options());
            return await connection.ReadAsync() is not null;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return false;
        }
    }
}
