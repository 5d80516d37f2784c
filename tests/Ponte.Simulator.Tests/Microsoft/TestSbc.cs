using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Threading.Channels;
using Ponte.Simulator.Media;
using Ponte.Sip.Agent;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Resolution;
using Ponte.Sip.Sdp.Negotiation;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>An SBC made of the product's own SIP stack, to see that simulator and stack understand each other.</summary>
internal sealed class TestSbc : IAsyncDisposable, ISipUser
{
    public const string Fqdn = "sbc.contoso.com";

    private readonly SipTransport _transport;
    private readonly LoopThread _thread;
    private readonly SipNode _node;
    private readonly MediaClock _clock = new(TimeProvider.System);
    private readonly ConcurrentQueue<Exception> _faults = new();
    private readonly Channel<SbcCall> _incoming = Channel.CreateUnbounded<SbcCall>();
    private readonly string _hosts = Path.GetTempFileName();

    public TestSbc(
        string certificate,
        string key,
        string microsoftAuthority,
        IPEndPoint listen,
        IEnumerable<(string Name, IPAddress Address)> hosts
    )
    {
        File.WriteAllLines(_hosts, hosts.Select(h => $"{h.Address} {h.Name}"));
        _transport = new SipTransport(
            new SipTransportOptions
            {
                Listeners =
                [
                    new ListenerOptions
                    {
                        Name = "teams",
                        Protocol = TransportProtocol.Tls,
                        Address = listen,
                        AdvertisedHost = Fqdn,
                        Profile = "teams",
                    },
                ],
                Profiles =
                [
                    new TlsProfileOptions
                    {
                        Name = "teams",
                        CertificateFile = certificate,
                        KeyFile = key,
                        TrustAnchors = microsoftAuthority,
                        PeerNames = ["sip.pstnhub.microsoft.com"],
                    },
                ],
                TlsRequirement = (_, _) => new TlsRequirement { IsCertificateDemanded = true, Names = ["sip.pstnhub.microsoft.com"] },
                OnFault = _faults.Enqueue,
            }
        );
        _transport.Start().Should().BeEmpty();
        Listen = _transport.AddressOf("teams");
        _thread = new LoopThread(0, TimeProvider.System, _faults.Enqueue);
        var resolver = new SipResolver(
            new DnsClientSource(TimeProvider.System),
            new HostsFile(_hosts, TimeProvider.System),
            new SipResolverOptions(),
            TimeProvider.System,
            _ => 0
        );
        _node = new SipNode(_transport, resolver, [_thread.Loop], new SipEndpointOptions());
        Endpoint.User = this;
    }

    public IPEndPoint Listen { get; }

    public SipEndpoint Endpoint => _node.Endpoints[0];

    public IReadOnlyList<Exception> Faults => [.. _faults];

    /// <summary>Answers no INVITE at all.</summary>
    public bool IsSilent { get; set; }

    public static MediaPorts Ports { get; } = new(IPAddress.Parse("127.7.0.2"), 22_000, 22_999);

    public MediaEndpoint OpenMedia() => new(_clock, Ports, keepsFirstAddress: false);

    public Task<RequestResult> OptionsAsync(DestinationHop hub, string? contact = "<sip:sbc.contoso.com:5061;transport=tls>") =>
        Endpoint.SendRequestAsync(
            new OutgoingRequest
            {
                Method = SipMethod.Options,
                Destination = Destination.To(hub),
                RequestUri = h => $"sip:{h.Host}:{h.Port}",
                From = $"<sip:{Fqdn}>",
                To = $"<sip:{hub.Host}>",
                Contact = contact,
            },
            CancellationToken.None
        );

    public ValueTask<SbcCall> NextAsync(CancellationToken cancellationToken) => _incoming.Reader.ReadAsync(cancellationToken);

    public Task<SbcCall> CallAsync(
        ImmutableArray<DestinationHop> hubs,
        string number,
        Func<AudioCapabilities, AudioCapabilities>? capabilities = null
    ) => CallAsync(hubs, h => $"sip:{number}@{h.Host}:{h.Port};user=phone", [], capabilities);

    /// <summary>The call that a REFER asks for.</summary>
    public Task<SbcCall> CallAsync(ImmutableArray<DestinationHop> hubs, Referral referral) =>
        CallAsync(hubs, _ => referral.TargetUri, [new ExtraHeader("Referred-By", referral.ReferredBy!)]);

    private async Task<SbcCall> CallAsync(
        ImmutableArray<DestinationHop> hubs,
        Func<DestinationHop, string> target,
        ImmutableArray<ExtraHeader> headers,
        Func<AudioCapabilities, AudioCapabilities>? capabilities = null
    )
    {
        var call = new SbcCall(this, (capabilities ?? (c => c))(SbcCall.Capabilities));
        await OnLoopAsync(() =>
            call.Attach(
                Endpoint.Invite(
                    new OutgoingInvite
                    {
                        Destination = new Destination(hubs),
                        RequestUri = target,
                        From = $"\"Mario Bianchi\" <sip:+393331234567@{Fqdn}>",
                        To = $"<{target(hubs[0])}>",
                        Settings = SettingsFor("+393331234567"),
                        Headers = headers,
                        Sdp = call.Offer(),
                    },
                    call
                )
            )
        );
        return call;
    }

    public Task OnLoopAsync(Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Endpoint.Loop.Post(() =>
        {
            action();
            done.SetResult();
        });
        return done.Task;
    }

    public SessionSettings SettingsFor(string user) =>
        new()
        {
            Contact = $"<sip:{user}@{Fqdn}:{Listen.Port};transport=tls>",
            Profile = "teams",
            Supported = ["replaces"],
        };

    public void OnInvite(InviteSession session)
    {
        if (IsSilent)
        {
            session.Drop();
            return;
        }
        var call = new SbcCall(this, SbcCall.Capabilities);
        session.Attach(call, SettingsFor("+390212345678"));
        call.Attach(session);
        _incoming.Writer.TryWrite(call);
    }

    public void OnRequest(IncomingRequest request) =>
        request.Respond(
            200,
            headers:
            [
                new ExtraHeader("Contact", $"<sip:{Fqdn}:{Listen.Port};transport=tls>"),
                new ExtraHeader("Allow", "INVITE, ACK, CANCEL, BYE, OPTIONS, REFER, NOTIFY"),
            ]
        );

    public async ValueTask DisposeAsync()
    {
        _node.Dispose();
        await _transport.DisposeAsync();
        await _thread.DisposeAsync();
        await _clock.DisposeAsync();
        File.Delete(_hosts);
        _faults.Should().BeEmpty();
    }
}
