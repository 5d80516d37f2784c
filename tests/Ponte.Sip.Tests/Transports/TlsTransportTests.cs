using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Sip.Tests.Transports;

/// <summary>TLS through the whole transport: who gets a flow, who is refused and why, and certificates that change.</summary>
public sealed class TlsTransportTests(TlsPki pki)
{
    private SipTransportOptions Options(params ReadOnlySpan<string> profiles)
    {
        var all = profiles.ToArray().Select(pki.Profile);
        return TransportRig.Listen(TransportProtocol.Tls, profile: profiles[0]) with { Profiles = [.. all], Time = new VirtualTime() };
    }

    [Fact]
    public async Task Request_and_answer_pass_between_mutually_proven_peers()
    {
        await using var sbc = TransportRig.Start(Options("sbc"));
        await using var hub = TransportRig.Start(
            Options("hub") with
            {
                TlsRequirement = (remote, listener) =>
                    new TlsRequirement
                    {
                        IsCertificateDemanded =
                            remote.Address.Equals(IPAddress.Loopback) && string.Equals(listener, "main", StringComparison.Ordinal),
                    },
            }
        );
        var there = await sbc.FlowTo(hub.Target(TransportProtocol.Tls, "hub.example", "sbc"));
        there.Peer!.IsFor("hub.example").Should().BeTrue();
        there.Peer.IsTrusted.Should().BeTrue();
        there.Profile.Should().Be("sbc");
        sbc.Transport.Send(there, TransportRig.Request(padding: 30_000));
        var (request, back) = await hub.NextMessage();
        back.Peer!.IsFor("sbc.contoso.example").Should().BeTrue();
        back.IsInbound.Should().BeTrue();
        hub.Transport.Send(back, TransportRig.Answer(request));
        (await sbc.NextMessage()).Flow.Should().BeSameAs(there);
    }

    [Theory]
    [InlineData("nobody", true, TlsRefusal.NoCertificate)]
    [InlineData("stranger", true, TlsRefusal.Untrusted)]
    [InlineData("leaf only", false, TlsRefusal.Untrusted)]
    [InlineData("expired", false, TlsRefusal.Expired)]
    public async Task Refused_peer_gets_no_flow_and_the_reason_is_told(string kind, bool tls12, TlsRefusal expected)
    {
        var options = Options("hub") with
        {
            Profiles = [pki.Profile("hub") with { Tls12Only = tls12 }],
            TlsRequirement = (_, _) => new TlsRequirement { IsCertificateDemanded = true },
        };
        await using var hub = TransportRig.Start(options);
        await using var sbc = TransportRig.Start(Options("sbc", kind));
        var result = await sbc.Connect(hub.Target(TransportProtocol.Tls, "hub.example", kind));
        var failure = await hub.NextHandshakeFailure();
        failure.Refusal.Should().Be(expected);
        failure.IsInbound.Should().BeTrue();
        failure.Listener.Should().Be("main");
        failure.Detail.Should().NotBeEmpty();
        hub.Figure("ponte.sip.handshakes.failed", expected.ToString()).Should().Be(1);
        hub.HasMessage.Should().BeFalse();
        if (tls12)
        {
            result.FailureKind.Should().Be(FlowFailureKind.Handshake);
            result.Detail.Should().Contain("certificate");
        }
        else
        {
            // TLS 1.3: the refusal comes after the client's side of the handshake.
            var closed = await sbc.NextClosed();
            closed.Flow.Should().BeSameAs(result.Flow);
        }
    }

    [Theory]
    [InlineData("hub", "other.example", FlowFailureKind.PeerCertificate, "not for other.example")]
    [InlineData("stranger", "sbc.contoso.example", FlowFailureKind.PeerCertificate, "Strange Root")]
    [InlineData("expired", "sbc.contoso.example", FlowFailureKind.PeerCertificate, "expired on 2026-03-01")]
    public async Task Server_that_we_refuse_is_a_failure_in_words(string server, string name, FlowFailureKind kind, string words)
    {
        await using var hub = TransportRig.Start(Options(server));
        await using var sbc = TransportRig.Start(Options("sbc"));
        var result = await sbc.Connect(hub.Target(TransportProtocol.Tls, name, "sbc"));
        result.FailureKind.Should().Be(kind);
        result.Detail.Should().Contain(words);
        (await sbc.NextHandshakeFailure()).IsInbound.Should().BeFalse();
    }

    [Fact]
    public async Task Trust_of_another_profile_may_judge_a_peer()
    {
        var options = Options("hub") with
        {
            Profiles = [pki.Profile("hub"), new TlsProfileOptions { Name = "strangers", TrustAnchors = pki.StrangerFile }],
            TlsRequirement = (_, _) => new TlsRequirement { IsCertificateDemanded = true, Profile = "strangers" },
        };
        await using var hub = TransportRig.Start(options);
        await using var client = TransportRig.Start(Options("sbc", "stranger"));
        var flow = await client.FlowTo(hub.Target(TransportProtocol.Tls, "hub.example", "stranger"));
        client.Transport.Send(flow, TransportRig.Request());
        (await hub.NextMessage()).Flow.Peer!.IsTrusted.Should().BeTrue();
    }

    [Fact]
    public async Task Server_that_does_not_speak_TLS_and_one_that_speaks_old_TLS_are_failures()
    {
        await using var sbc = TransportRig.Start(Options("sbc"));
        await using var plain = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        using var listener = StreamPeer.Listen();
        var target = new SipTarget(TransportProtocol.Tls, (IPEndPoint)listener.LocalEndPoint!, "hub.example", "sbc");
        var connect = sbc.Connect(target);
        using var peer = await StreamPeer.Accept(listener);
        await peer.Send("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        (await connect).FailureKind.Should().Be(FlowFailureKind.Handshake);
        (await sbc.NextHandshakeFailure()).Refusal.Should().Be(TlsRefusal.NotTls);
    }

    [Fact]
    public async Task Unknown_profile_is_a_failure()
    {
        await using var sbc = TransportRig.Start(Options("sbc"));
        var result = await sbc.Connect(sbc.Target(TransportProtocol.Tls, "x", "none"));
        result.FailureKind.Should().Be(FlowFailureKind.NotConfigured);
        result.Detail.Should().Contain("\"none\"");
    }

    [Fact]
    public async Task Different_names_at_one_address_get_different_connections()
    {
        await using var hub = TransportRig.Start(Options("hub"));
        await using var sbc = TransportRig.Start(Options("sbc"));
        var one = await sbc.FlowTo(hub.Target(TransportProtocol.Tls, "hub.example", "sbc"));
        var two = await sbc.FlowTo(hub.Target(TransportProtocol.Tls, "hub2.example", "sbc"));
        one.Should().NotBeSameAs(two);
    }

    [Fact]
    public async Task Changed_certificate_is_taken_and_connections_are_renewed()
    {
        using var folder = new TestFolder();
        var request = TestCertificateRequest.For("sbc.contoso.example");
        var (certificate, key) = pki.Issuer.Issue(request).Write(folder.Path, "own");
        var profile = pki.Profile("sbc") with { CertificateFile = certificate, KeyFile = key };
        var time = new VirtualTime();
        // A write may be under way on another thread when the clock jumps.
        var limits = new ConnectionLimits { WriteTimeout = TimeSpan.FromDays(1) };
        await using var sbc = TransportRig.Start(Options("sbc") with { Profiles = [profile], Time = time, Connections = limits });
        await using var hub = TransportRig.Start(Options("hub"));
        var target = hub.Target(TransportProtocol.Tls, "hub.example", "sbc");
        var before = await sbc.FlowTo(target);
        await using var inbound = TransportRig.Start(Options("hub"));
        var old = await inbound.FlowTo(sbc.Target(TransportProtocol.Tls, "sbc.contoso.example", "hub"));
        inbound.Transport.Send(old, TransportRig.Request());
        await sbc.NextMessage();

        // First half a change: the certificate without its key stays unused, and is told.
        var next = pki.Issuer.Issue(request with { HasOwnKey = true, Names = ["sbc.contoso.example", "new.contoso.example"] });
        await File.WriteAllTextAsync(certificate, next.LeafPem + next.ChainPem);
        time.Advance(TimeSpan.FromSeconds(10));
        var (name, problems) = await sbc.NextCertificates();
        name.Should().Be("sbc");
        problems.Should().ContainSingle().Which.Kind.Should().Be(CertificateProblemKind.KeyDoesNotMatch);
        (await sbc.FlowTo(target)).Should().BeSameAs(before);

        await File.WriteAllTextAsync(key, next.KeyPem);
        time.Advance(TimeSpan.FromSeconds(10));
        (await sbc.NextCertificates()).Problems.Should().BeEmpty();
        var after = await sbc.FlowTo(target);
        after.Should().NotBeSameAs(before);
        sbc.Transport.Send(after, TransportRig.Request());
        (await hub.NextMessage()).Flow.Peer!.Names.Should().Contain("new.contoso.example");
        var renewed = await inbound.FlowTo(sbc.Target(TransportProtocol.Tls, "new.contoso.example", "hub"));
        renewed.Peer!.Names.Should().Contain("new.contoso.example");
        inbound.Transport.Send(renewed, TransportRig.Request());
        await sbc.NextMessage();
        time.Advance(limits.RetiredIdleTimeout + TimeSpan.FromSeconds(1));
        (await sbc.NextClosed()).Reason.Should().Be("taken out of use");
        (await sbc.NextClosed()).Reason.Should().Be("taken out of use");
        before.IsOpen.Should().BeFalse();
    }

    [Fact]
    public async Task Removed_certificate_file_leaves_the_old_one_in_use()
    {
        using var folder = new TestFolder();
        var (certificate, key) = pki.Issuer.Issue(TestCertificateRequest.For("sbc.contoso.example")).Write(folder.Path, "own");
        var time = new VirtualTime();
        var profile = pki.Profile("sbc") with { CertificateFile = certificate, KeyFile = key };
        await using var sbc = TransportRig.Start(Options("sbc") with { Profiles = [profile], Time = time });
        File.Delete(certificate);
        time.Advance(TimeSpan.FromSeconds(10));
        (await sbc.NextCertificates()).Problems.Should().Contain(p => p.Kind == CertificateProblemKind.FileUnreadable);
        await using var hub = TransportRig.Start(Options("hub"));
        (await hub.FlowTo(sbc.Target(TransportProtocol.Tls, "sbc.contoso.example", "hub"))).IsOpen.Should().BeTrue();
    }

    [Fact]
    public async Task Foreign_client_with_the_four_suites_is_served()
    {
        await using var hub = TransportRig.Start(Options("hub"));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(hub.Transport.AddressOf("main"));
        await using var stream = new SslStream(new NetworkStream(socket));
#pragma warning disable CA5398, CA5359 // A foreign client with its own rules.
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "hub.example",
                EnabledSslProtocols = SslProtocols.Tls12,
                RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                    chain!.ChainPolicy.ExtraStore.Any(c => string.Equals(c.Subject, "CN=Test Issuer", StringComparison.Ordinal))
                    && certificate is X509Certificate2,
            }
        );
#pragma warning restore CA5398, CA5359
        await stream.WriteAsync(TransportRig.Request().Bytes);
        var (request, flow) = await hub.NextMessage();
        flow.Peer.Should().BeNull();
        hub.Transport.Send(flow, TransportRig.Answer(request));
        (await stream.ReadAsync(new byte[1000])).Should().BePositive();
    }
}
