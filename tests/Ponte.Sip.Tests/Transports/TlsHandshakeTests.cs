using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Ponte.Sip.Transports;
using Ponte.Sip.Transports.Tls;

namespace Ponte.Sip.Tests.Transports;

/// <summary>Who is let in and whom we connect to, by table; the clock stands in 2030.</summary>
public sealed class TlsHandshakeTests(TlsPki pki)
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TlsRequirement Demanded = new() { IsCertificateDemanded = true };

    private static TlsMaterial Load(TlsProfileOptions profile)
    {
        var report = new CertificateReport(profile.Name);
        return TlsMaterial.Load(profile, report) ?? throw new InvalidOperationException(report.ToProblems()[0].ToString());
    }

    private async Task<(HandshakeResult Server, HandshakeResult Client)> Shake(
        TlsProfileOptions server,
        TlsProfileOptions client,
        TlsRequirement requirement,
        string serverName
    )
    {
        var (inside, outside) = await Connect();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var accept = TlsHandshake.AcceptAsync(inside, Load(server), Load(server), requirement, Now, limit.Token);
        var connect = TlsHandshake.ConnectAsync(outside, Load(client), serverName, client.PeerNames, Now, limit.Token);
        return (await accept, await connect);
    }

    private static async Task<(NetworkStream Inside, NetworkStream Outside)> Connect()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var outside = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await outside.ConnectAsync(listener.LocalEndPoint!);
        return (new NetworkStream(await listener.AcceptAsync(), ownsSocket: true), new NetworkStream(outside, ownsSocket: true));
    }

    [Theory]
    [InlineData("sbc", TlsRefusal.None, "")]
    [InlineData("both usages", TlsRefusal.None, "")]
    [InlineData("client only", TlsRefusal.None, "")]
    [InlineData("no usage", TlsRefusal.None, "")]
    [InlineData("nobody", TlsRefusal.NoCertificate, "no certificate was presented")]
    [InlineData("leaf only", TlsRefusal.Untrusted, "Test Issuer")]
    [InlineData("stranger", TlsRefusal.Untrusted, "Strange Root")]
    [InlineData("expired", TlsRefusal.Expired, "expired on 2026-03-01")]
    [InlineData("future", TlsRefusal.NotYetValid, "not valid before 2045-03-01")]
    public async Task Client_that_must_prove_itself(string client, TlsRefusal expected, string words)
    {
        var (server, _) = await Shake(pki.Profile("hub"), pki.Profile(client), Demanded, "hub.example");
        server.Refusal.Should().Be(expected);
        server.Detail.Should().Match($"*{words}*");
        (server.Stream is not null).Should().Be(expected == TlsRefusal.None);
        if (expected == TlsRefusal.None)
        {
            server.Peer!.IsTrusted.Should().BeTrue();
            server.Peer.IsFor("sbc.contoso.example").Should().BeTrue();
            server.Peer.Negotiated.Should().Contain("Tls1");
        }
    }

    [Theory]
    [InlineData("sbc.contoso.example", TlsRefusal.None)]
    [InlineData("other.example", TlsRefusal.WrongName)]
    public async Task Client_that_must_be_somebody(string name, TlsRefusal expected)
    {
        var requirement = Demanded with { Names = ["first.example", name] };
        var (server, _) = await Shake(pki.Profile("hub"), pki.Profile("sbc"), requirement, "hub.example");
        server.Refusal.Should().Be(expected);
        (expected == TlsRefusal.None || server.Detail.Contains("sbc.contoso.example", StringComparison.Ordinal)).Should().BeTrue();
    }

    [Theory]
    [InlineData("sbc", true, "")]
    [InlineData("stranger", false, "Strange Root")]
    [InlineData("expired", false, "expired")]
    public async Task Client_that_need_not_prove_itself_is_let_in_and_judged(string client, bool trusted, string words)
    {
        var (server, connected) = await Shake(pki.Profile("hub"), pki.Profile(client), TlsRequirement.Optional, "hub.example");
        server.Stream.Should().NotBeNull();
        connected.Stream.Should().NotBeNull();
        server.Peer!.IsTrusted.Should().Be(trusted);
        server.Peer.Problem.Should().Match($"*{words}*");
    }

    [Fact]
    public async Task Client_without_certificate_is_let_in_where_none_is_demanded()
    {
        var (server, _) = await Shake(pki.Profile("hub"), pki.Profile("nobody"), TlsRequirement.Optional, "hub.example");
        server.Stream.Should().NotBeNull();
        server.Peer.Should().BeNull();
    }

    [Theory]
    [InlineData("hub", "hub.example", TlsRefusal.None, "")]
    [InlineData("hub", "HUB2.example", TlsRefusal.None, "")]
    [InlineData("hub", "", TlsRefusal.None, "")]
    [InlineData("hub", "hub3.example", TlsRefusal.WrongName, "for hub.example, hub2.example, not for hub3.example")]
    [InlineData("regional", "eu.pstn.example", TlsRefusal.None, "")]
    [InlineData("regional", "a.eu.pstn.example", TlsRefusal.WrongName, "*.pstn.example")]
    [InlineData("common name", "hub.example", TlsRefusal.None, "")]
    [InlineData("sip uri", "hub.example", TlsRefusal.None, "")]
    [InlineData("address", "127.0.0.1", TlsRefusal.None, "")]
    [InlineData("hub", "127.0.0.1", TlsRefusal.WrongName, "hub.example")]
    [InlineData("leaf only", "sbc.contoso.example", TlsRefusal.Untrusted, "Test Issuer")]
    [InlineData("stranger", "sbc.contoso.example", TlsRefusal.Untrusted, "Strange Root")]
    [InlineData("expired", "sbc.contoso.example", TlsRefusal.Expired, "2026-03-01")]
    [InlineData("future", "sbc.contoso.example", TlsRefusal.NotYetValid, "2045-03-01")]
    [InlineData("client only", "sbc.contoso.example", TlsRefusal.WrongUsage, "server")]
    [InlineData("no usage", "sbc.contoso.example", TlsRefusal.None, "")]
    public async Task Server_that_we_connect_to(string server, string name, TlsRefusal expected, string words)
    {
        var (_, client) = await Shake(pki.Profile(server), pki.Profile("sbc"), TlsRequirement.Optional, name);
        client.Refusal.Should().Be(expected);
        client.Detail.Should().Match($"*{words}*");
    }

    [Fact]
    public async Task Names_of_the_profile_count_besides_the_one_asked_for()
    {
        var profile = pki.Profile("sbc") with { PeerNames = ["hub.example"] };
        var (_, client) = await Shake(pki.Profile("hub"), profile, TlsRequirement.Optional, "du-a-eu.pstn.example");
        client.Refusal.Should().Be(TlsRefusal.None);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384)]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384)]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256)]
    [InlineData(SslProtocols.Tls13, TlsCipherSuite.TLS_AES_256_GCM_SHA384)]
    public async Task Suite_of_Microsoft_is_spoken(SslProtocols version, TlsCipherSuite suite)
    {
        var (server, client) = await ShakePlain(version, suite, pki.Profile("hub"));
        client.Should().BeTrue();
        server.Refusal.Should().Be(TlsRefusal.None);
    }

    [Theory]
    [InlineData(TlsCipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384)]
    [InlineData(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384)]
    [InlineData(TlsCipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384)]
    public async Task Other_suite_is_not_spoken(TlsCipherSuite suite)
    {
        var (server, client) = await ShakePlain(SslProtocols.Tls12, suite, pki.Profile("hub"));
        client.Should().BeFalse();
        server.Refusal.Should().Be(TlsRefusal.NothingCommon);
        server.Detail.Should().Contain("suites");
    }

    [Fact]
    public async Task Client_is_asked_for_no_certificate_where_none_is_wanted()
    {
        var (server, client) = await Shake(pki.Profile("hub"), pki.Profile("sbc"), TlsRequirement.None, "hub.example");
        server.Stream.Should().NotBeNull();
        server.Peer.Should().BeNull("it would have shown its certificate");
        client.Refusal.Should().Be(TlsRefusal.None);
    }

    /// <summary>A foreign client that speaks one version and suite only.</summary>
    private static async Task<(HandshakeResult Server, bool Client)> ShakePlain(
        SslProtocols version,
        TlsCipherSuite suite,
        TlsProfileOptions profile
    )
    {
        var (inside, outside) = await Connect();
        await using var stream = new SslStream(outside);
        var accept = TlsHandshake.AcceptAsync(inside, Load(profile), Load(profile), TlsRequirement.Optional, Now, CancellationToken.None);
        var ok = true;
        try
        {
#pragma warning disable CA5398, CA5359, CA1416 // A foreign client with its own rules, on Linux.
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "hub.example",
                    EnabledSslProtocols = version,
                    CipherSuitesPolicy = new CipherSuitesPolicy([suite]),
                    RemoteCertificateValidationCallback = (_, _, _, _) => true,
                }
            );
#pragma warning restore CA5398, CA5359, CA1416
        }
        catch (AuthenticationException)
        {
            ok = false;
        }
        return (await accept, ok);
    }

    [Fact]
    public async Task Server_with_ECDSA_key_finds_no_common_suite()
    {
        var (inside, outside) = await Connect();
        await using var server = new SslStream(inside);
        var profile = pki.Profile("ecdsa");
        using var certificate = X509Certificate2.CreateFromPemFile(profile.CertificateFile, profile.KeyFile);
        var accept = server.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = SslProtocols.Tls12 }
        );
        var client = await TlsHandshake.ConnectAsync(
            outside,
            Load(pki.Profile("sbc")),
            "sbc.contoso.example",
            [],
            Now,
            CancellationToken.None
        );
        client.Stream.Should().BeNull();
        client.Refusal.Should().BeOneOf(TlsRefusal.RefusedByPeer, TlsRefusal.NothingCommon);
        await accept.Awaiting(a => a).Should().ThrowAsync<AuthenticationException>();
    }

    [Fact]
    public async Task Whole_chain_and_server_name_are_sent()
    {
        var (inside, outside) = await Connect();
        await using var server = new SslStream(inside);
        var hub = pki.Profile("hub");
        using var certificate = X509Certificate2.CreateFromPemFile(hub.CertificateFile, hub.KeyFile);
        var issuers = X509CertificateLoader.LoadCertificate(System.Text.Encoding.ASCII.GetBytes(pki.Issuer.Pem));
        var sent = new List<string>();
        var asked = "";
        var accept = server.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, [issuers], offline: true),
                ServerCertificateSelectionCallback = null,
                ClientCertificateRequired = true,
                EnabledSslProtocols = SslProtocols.Tls12,
                RemoteCertificateValidationCallback = (sender, leaf, chain, _) =>
                {
                    asked = ((SslStream)sender).TargetHostName;
                    sent.Add(leaf!.Subject);
                    sent.AddRange(chain!.ChainPolicy.ExtraStore.Select(c => c.Subject));
                    return true;
                },
            }
        );
        var client = await TlsHandshake.ConnectAsync(outside, Load(pki.Profile("sbc")), "hub.example", [], Now, CancellationToken.None);
        client.Detail.Should().BeEmpty();
        await accept;
        asked.Should().Be("hub.example");
        sent.Should().Contain("CN=sbc.contoso.example").And.Contain("CN=Test Issuer").And.NotContain("CN=Test Root");
    }

    [Fact]
    public async Task Peer_that_does_not_speak_TLS_is_told_so()
    {
        var (inside, outside) = await Connect();
        await using var peer = outside;
        var accept = TlsHandshake.AcceptAsync(
            inside,
            Load(pki.Profile("hub")),
            Load(pki.Profile("hub")),
            Demanded,
            Now,
            CancellationToken.None
        );
        await outside.WriteAsync("OPTIONS sip:sbc.contoso.example SIP/2.0\r\n\r\n"u8.ToArray());
        var result = await accept;
        result.Refusal.Should().Be(TlsRefusal.NotTls);
    }

    [Fact]
    public async Task Peer_that_goes_away_is_told_so()
    {
        var (inside, outside) = await Connect();
        var accept = TlsHandshake.AcceptAsync(
            inside,
            Load(pki.Profile("hub")),
            Load(pki.Profile("hub")),
            Demanded,
            Now,
            CancellationToken.None
        );
        await outside.DisposeAsync();
        var result = await accept;
        result.Refusal.Should().Be(TlsRefusal.ConnectionLost);
    }

    [Fact]
    public async Task Silent_peer_is_given_up()
    {
        var (inside, outside) = await Connect();
        await using var peer = outside;
        using var limit = new CancellationTokenSource();
        var accept = TlsHandshake.AcceptAsync(inside, Load(pki.Profile("hub")), Load(pki.Profile("hub")), Demanded, Now, limit.Token);
        await limit.CancelAsync();
        (await accept).Refusal.Should().Be(TlsRefusal.TimedOut);
    }

    [Theory]
    [InlineData("nobody", "misses our certificate")]
    [InlineData("stranger", "does not trust the issuer of our certificate")]
    [InlineData("leaf only", "misses an intermediate certificate")]
    [InlineData("expired", "has expired")]
    [InlineData("future", "has expired")]
    public async Task Refused_client_fails_in_the_handshake_and_learns_why(string kind, string words)
    {
        var (server, client) = await Shake(pki.Profile("hub") with { Tls12Only = true }, pki.Profile(kind), Demanded, "hub.example");
        server.Stream.Should().BeNull();
        client.Stream.Should().BeNull();
        client.Refusal.Should().Be(TlsRefusal.RefusedByPeer);
        client.Detail.Should().Contain(words);
    }

    [Fact]
    public async Task Client_of_the_wrong_name_learns_that_it_is_denied()
    {
        var requirement = Demanded with { Names = ["other.example"] };
        var (_, client) = await Shake(pki.Profile("hub") with { Tls12Only = true }, pki.Profile("sbc"), requirement, "hub.example");
        client.Refusal.Should().Be(TlsRefusal.RefusedByPeer);
        client.Detail.Should().Contain("denies access");
    }

    [Fact]
    public async Task With_TLS_1_3_a_refused_client_sees_the_connection_end()
    {
        var (server, client) = await Shake(pki.Profile("hub"), pki.Profile("stranger"), Demanded, "hub.example");
        server.Refusal.Should().Be(TlsRefusal.Untrusted);
        var read = async () => await client.Stream!.ReadExactlyAsync(new byte[1]);
        (await read.Should().ThrowAsync<Exception>()).Which.Should().BeAssignableTo<IOException>();
    }

    [Theory]
    [InlineData(true, "Tls12")]
    [InlineData(false, "Tls13")]
    public async Task Version_is_the_profiles_choice(bool tls12Only, string expected)
    {
        var (server, client) = await Shake(pki.Profile("hub"), pki.Profile("sbc") with { Tls12Only = tls12Only }, Demanded, "hub.example");
        client.Peer!.Negotiated.Should().StartWith(expected);
        var bytes = new byte[5];
        await server.Stream!.WriteAsync("hello"u8.ToArray());
        await client.Stream!.ReadExactlyAsync(bytes);
        await client.Stream.WriteAsync(bytes);
        await server.Stream.ReadExactlyAsync(bytes);
        bytes.Should().Equal("hello"u8.ToArray());
    }
}
