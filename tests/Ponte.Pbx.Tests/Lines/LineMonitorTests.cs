using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lines;
using Ponte.Pbx.Routing;
using Ponte.Sip.Agent;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Pbx.Tests.Lines;

/// <summary>What OPTIONS say of a hub or a carrier, over a network in memory.</summary>
public sealed class LineMonitorTests : IAsyncDisposable
{
    private static readonly HubAddress Hub = new("hub.example", 5061);
    private static readonly PeerAddress Peer = new("198.51.100.1", 5060, PeerTransport.Udp);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly VirtualWorld _world = new();
    private readonly MemoryTransport _far;
    private readonly LineSupervisor _supervisor;
    private readonly LineBook _lines;
    private readonly SipNode _node;

    /// <summary>What the far end says; nothing where it is null.</summary>
    private (int Status, string[] Headers)? _answer;

    /// <summary>When it was asked.</summary>
    private readonly List<Instant> _asked = [];

    public LineMonitorTests()
    {
        _far = _world.Network.Add("far", "198.51.100.1", "hub.example");
        _far.Received += (message, flow) => OnRequest((SipRequest)message, flow);
        var us = _world.Network.Add("ponte", "192.0.2.1", "sbc.example.com");
        var resolver = new SipResolver(
            new FakeDns().Address("hub.example", "198.51.100.1"),
            new HostsFile("/nonexistent", _world.Time),
            new SipResolverOptions(),
            _world.Time,
            _ => 0
        );
        _node = new SipNode(us, resolver, [_world.AddLoop()], new SipEndpointOptions());
        _lines = new LineBook(_world.Time);
        var listener = new LocalAddress(TransportProtocol.Udp, "192.0.2.1", 5060);
        _supervisor = new LineSupervisor(
            _lines,
            new PbxSettings { Listeners = [listener] },
            new MonitorTools(_node.Endpoints[0], resolver, _world.Time, () => 0, NullLogger.Instance)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _supervisor.DisposeAsync();
        _node.Dispose();
    }

    [Theory]
    [InlineData(200, PeerHealth.Up, 0, "")]
    [InlineData(403, PeerHealth.Refusing, 1, "403 Forbidden (no such trunk)")]
    [InlineData(404, PeerHealth.Refusing, 1, "404 Not Found (no such trunk)")]
    [InlineData(603, PeerHealth.Refusing, 1, "603 Decline (no such trunk)")]
    [InlineData(503, PeerHealth.Down, 2, "503 Service Unavailable (no such trunk)")]
    [InlineData(500, PeerHealth.Down, 2, "500 Server Internal Error (no such trunk)")]
    public async Task Hub_that_answers_is_down_only_when_it_fails(int status, PeerHealth health, int rank, string reason)
    {
        _answer = (status, status == 200 ? [] : ["Reason: no such trunk"]);
        await _supervisor.ApplyAsync(With(Teams()));
        await UntilAsync(() => StatusOf("teams", Hub).Health == health);
        StatusOf("teams", Hub).Reason.Should().Be(reason);
        _lines["teams"].RankOf(Hub.ToString()).Should().Be(rank);
    }

    [Fact]
    public async Task Silent_hub_is_down_and_asked_again_before_its_interval()
    {
        await _supervisor.ApplyAsync(With(Teams() with { OptionsInterval = TimeSpan.FromHours(1) }));
        await UntilAsync(() => StatusOf("teams", Hub).Health == PeerHealth.Down);
        _answer = (200, []);
        await UntilAsync(() => StatusOf("teams", Hub).Health == PeerHealth.Up);
        (_asked[^1] - _asked[0]).Should().BeLessThan(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Hub_that_names_a_time_is_down_for_so_long_and_not_asked_meanwhile()
    {
        _answer = (503, ["Retry-After: 150"]);
        await _supervisor.ApplyAsync(With(Teams()));
        await UntilAsync(() => StatusOf("teams", Hub).Health == PeerHealth.Down);
        _answer = (200, []);
        await UntilAsync(() => StatusOf("teams", Hub).Health == PeerHealth.Up);
        _asked.Should().HaveCount(2);
        (_asked[1] - _asked[0]).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(150));
    }

    [Fact]
    public async Task Time_without_end_is_cut_to_an_hour()
    {
        _answer = (503, ["Retry-After: 4000000000"]);
        await _supervisor.ApplyAsync(With(Teams()));
        await UntilAsync(() => _asked.Count == 2, TimeSpan.FromMinutes(1));
        (_asked[1] - _asked[0]).Should().BeGreaterThanOrEqualTo(TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData(403, PeerHealth.Up)]
    [InlineData(405, PeerHealth.Up)]
    [InlineData(503, PeerHealth.Down)]
    public async Task Carrier_that_refuses_OPTIONS_is_there(int status, PeerHealth health)
    {
        _answer = (status, []);
        await _supervisor.ApplyAsync(
            With(
                new TrunkSettings
                {
                    Name = "carrier",
                    Peers = [Peer],
                    OptionsInterval = Minute,
                }
            )
        );
        await UntilAsync(() => StatusOf("carrier", Peer).Health == health);
    }

    private static CompanyDocument With(LineSettings line) =>
        new()
        {
            Company = new CompanySettings { Name = "Rossi", Country = "IT" },
            Lines = [line],
        };

    private PeerStatus StatusOf(string line, object peer) => _lines[line].StatusOf(peer.ToString()!);

    /// <summary>Lets time pass until something is so. What the monitor makes of an answer it does on another thread.</summary>
    private async Task UntilAsync(Func<bool> condition, TimeSpan? step = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!condition())
        {
            _world.Advance(step ?? TimeSpan.FromSeconds(1));
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static TeamsSettings Teams() =>
        new()
        {
            Name = "teams",
            Fqdn = "sbc.example.com",
            Hubs = [Hub],
            OptionsInterval = Minute,
        };

    private void OnRequest(SipRequest request, SipFlow flow)
    {
        _asked.Add(_world.Now);
        if (_answer is not { } answer)
        {
            return;
        }
        var builder = SipResponseBuilder.For(request, answer.Status);
        foreach (var header in answer.Headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            builder.Add(header[..colon], header[(colon + 2)..]);
        }
        _far.Send(flow, builder.Build());
    }
}
