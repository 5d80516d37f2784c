using System.Net;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Tests.Transports;

/// <summary>Who may open how many connections, and what a flood does to the others: nothing.</summary>
public sealed class ConnectionLimitTests
{
    private static readonly ConnectionLimits Small = new()
    {
        MaxInbound = 6,
        MaxInboundPerAddress = 4,
        MaxUnproven = 4,
        MaxUnprovenPerAddress = 2,
    };

    private readonly ConnectionTable _table = new(Small);

    private InboundSlot? Admit(string address, out string limit, out InboundSlot? evicted) =>
        _table.TryAdmit(IPAddress.Parse(address), isWeb: false, out limit, out evicted);

    private InboundSlot Proven(string address)
    {
        var slot = Admit(address, out _, out _)!;
        _table.Prove(slot);
        return slot;
    }

    [Fact]
    public void Unproven_connections_of_one_address_are_limited()
    {
        Admit("192.0.2.1", out _, out _).Should().NotBeNull();
        Admit("192.0.2.1", out _, out _).Should().NotBeNull();
        Admit("192.0.2.1", out var limit, out _).Should().BeNull();
        limit.Should().Be("unproven_per_address");
        Admit("192.0.2.2", out _, out _).Should().NotBeNull();
    }

    [Fact]
    public void Connections_of_one_address_are_limited()
    {
        foreach (var _ in Enumerable.Range(0, 4))
        {
            Proven("192.0.2.1");
        }
        Admit("192.0.2.1", out var limit, out _).Should().BeNull();
        limit.Should().Be("per_address");
    }

    /// <summary>With the limits that a server has: an office behind one address, and floods from others, all of them silent.</summary>
    [Fact]
    public void Office_of_500_phones_is_let_in_beside_a_flood_that_costs_it_nothing()
    {
        var table = new ConnectionTable(new ConnectionLimits());
        var (office, flooder) = (IPAddress.Parse("203.0.113.9"), IPAddress.Parse("192.0.2.66"));
        var phones = Enumerable.Range(0, 250).Select(_ => table.TryAdmit(office, false, out var _, out var _)).ToList();
        var flood = Enumerable
            .Range(0, 20_000)
            .Count(_ => table.TryAdmit(flooder, false, out var _, out var evicted) is not null && evicted is null);
        phones.AddRange(Enumerable.Range(0, 250).Select(_ => table.TryAdmit(office, false, out var _, out var _)));

        flood.Should().Be(new ConnectionLimits().MaxUnprovenPerAddress, "the rest of it is refused");
        phones.Should().NotContainNulls().And.OnlyContain(p => !p!.Evicted.IsCancellationRequested);
        phones.ForEach(p => table.Prove(p!));
        // All come back while their old connections are still open.
        Enumerable.Range(0, 500).Select(_ => table.TryAdmit(office, false, out var _, out var _)).Should().NotContainNulls();
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", true)]
    public void IPv6_network_counts_as_one_address(string first, string other, bool admitted)
    {
        Admit(first, out _, out _);
        Admit(first, out _, out _);
        (Admit(other, out _, out _) is not null).Should().Be(admitted);
    }

    [Fact]
    public void Oldest_unproven_connection_gives_way()
    {
        var oldest = Admit("192.0.2.1", out _, out _)!;
        foreach (var i in Enumerable.Range(2, 3))
        {
            Admit($"192.0.2.{i}", out _, out _);
        }
        Admit("192.0.2.9", out _, out var evicted).Should().NotBeNull();
        evicted.Should().BeSameAs(oldest);
        _table.InboundCount.Should().Be(4);
        evicted!.Evict();
        evicted.Evicted.IsCancellationRequested.Should().BeTrue();
        // Its own end comes later and must not count twice.
        _table.Release(evicted);
        _table.InboundCount.Should().Be(4);
    }

    [Fact]
    public void Proven_connections_never_give_way()
    {
        foreach (var i in Enumerable.Range(1, 6))
        {
            Proven($"192.0.2.{i}");
        }
        Admit("192.0.2.9", out var limit, out var evicted).Should().BeNull();
        limit.Should().Be("total");
        evicted.Should().BeNull();
    }

    [Fact]
    public void Places_are_given_back()
    {
        for (var i = 0; i < 1000; i++)
        {
            var slot = Proven("192.0.2.1");
            _table.Release(slot);
            _table.Release(slot);
        }
        _table.InboundCount.Should().Be(0);
        Proven("192.0.2.1").Should().NotBeNull();
    }

    [Fact]
    public void Random_order_of_events_keeps_the_counts_right()
    {
        var random = new Random(5);
        var open = new List<InboundSlot>();
        for (var i = 0; i < 20_000; i++)
        {
            switch (random.Next(3))
            {
                case 0 when Admit($"192.0.2.{random.Next(4)}", out _, out var evicted) is { } slot:
                    open.Add(slot);
                    if (evicted is not null)
                    {
                        open.Remove(evicted);
                    }
                    break;
                case 1 when open.Count > 0:
                    _table.Prove(open[random.Next(open.Count)]);
                    break;
                case 2 when open.Count > 0:
                    var gone = open[random.Next(open.Count)];
                    open.Remove(gone);
                    _table.Release(gone);
                    break;
                default:
                    break;
            }
            _table.InboundCount.Should().Be(open.Count);
        }
    }

    [Fact]
    public async Task Outbound_connections_are_limited()
    {
        var options = TransportRig.Listen(TransportProtocol.Tcp) with { Connections = new ConnectionLimits { MaxOutbound = 1 } };
        await using var rig = TransportRig.Start(options);
        using var one = StreamPeer.Listen();
        using var two = StreamPeer.Listen();
        await rig.FlowTo(new SipTarget(TransportProtocol.Tcp, (IPEndPoint)one.LocalEndPoint!, "", "default"));
        var result = await rig.Connect(new SipTarget(TransportProtocol.Tcp, (IPEndPoint)two.LocalEndPoint!, "", "default"));
        result.FailureKind.Should().Be(FlowFailureKind.Limit);
    }

    [Fact]
    public async Task Flood_of_connections_does_not_keep_a_good_peer_out()
    {
        var limits = new ConnectionLimits { MaxUnproven = 20, MaxUnprovenPerAddress = 10 };
        await using var rig = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp) with { Connections = limits });
        using var first = await StreamPeer.Connect(rig.Transport.AddressOf("main"), "127.0.0.100");
        await first.Send(TransportRig.Request(callId: "before").Bytes);
        var (_, before) = await rig.NextMessage();
        var flood = new List<StreamPeer?>();
        foreach (var i in Enumerable.Range(0, 120))
        {
            flood.Add(await StreamPeer.TryConnect(rig.Transport.AddressOf("main"), $"127.0.2.{1 + Math.Max(0, i - 80)}"));
        }
        using var good = await StreamPeer.Connect(rig.Transport.AddressOf("main"), "127.0.0.101");
        await good.Send(TransportRig.Request(callId: "during").Bytes);
        var (request, flow) = await rig.NextMessage();
        request.CallId.Should().Be("during");
        rig.Transport.Send(flow, TransportRig.Answer(request));
        await good.Read("SIP/2.0 200");
        before.IsOpen.Should().BeTrue();
        rig.Figure("ponte.sip.connections.refused", "unproven_per_address").Should().BePositive();
        rig.Figure("ponte.sip.connections.closed", "evicted").Should().BePositive();
        flood.ForEach(p => p?.Dispose());
    }
}
