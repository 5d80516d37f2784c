using System.Net;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Sip.Tests.Transports;

/// <summary>What time does to connections; the clock is the test's.</summary>
public sealed class ConnectionTimeTests : IAsyncDisposable
{
    /// <summary>
    /// The defaults, but for writes: the clock jumps here while a write may be under way on another thread, which would look as if it took long.
    /// </summary>
    private static readonly ConnectionLimits Limits = new() { WriteTimeout = TimeSpan.FromDays(1) };
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly VirtualTime _time = new();
    private readonly TransportRig _rig;
    private readonly TlsPki _pki;

    public ConnectionTimeTests(TlsPki pki)
    {
        _pki = pki;
        _rig = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp) with { Time = _time, Connections = Limits });
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private Task<StreamPeer> Connect() => StreamPeer.Connect(_rig.Transport.AddressOf("main"));

    private async Task<SipFlow> Prove(StreamPeer peer)
    {
        await peer.Send(TransportRig.Request().Bytes);
        return (await _rig.NextMessage()).Flow;
    }

    private async Task<(SipFlow Ours, StreamPeer Peer)> Open()
    {
        using var listener = StreamPeer.Listen();
        var target = new SipTarget(TransportProtocol.Tcp, (IPEndPoint)listener.LocalEndPoint!, "", "default");
        var flow = await _rig.FlowTo(target);
        return (flow, await StreamPeer.Accept(listener));
    }

    [Fact]
    public async Task Connection_without_a_message_is_closed()
    {
        using var peer = await Connect();
        await peer.Send("\r\n\r\n"u8.ToArray());
        await peer.Read("\r\n");
        _time.Advance(Limits.FirstMessageTimeout - Second);
        _rig.HasClosed.Should().BeFalse();
        _time.Advance(Second + Second);
        await peer.Ends();
        peer.Dispose();
        (await _rig.NextClosed()).Reason.Should().Be("no SIP message came");
        _rig.Figure("ponte.sip.connections.closed", "no_message").Should().Be(1);
    }

    [Fact]
    public async Task Message_that_comes_drop_by_drop_is_cut_off()
    {
        // The clock may run ahead of what is read; it must not come to the end of an idle connection meanwhile.
        var limits = Limits with
        {
            InboundIdleTimeout = TimeSpan.FromDays(10_000),
        };
        await using var rig = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp) with { Time = _time, Connections = limits });
        using var peer = await StreamPeer.Connect(rig.Transport.AddressOf("main"));
        await peer.Send(TransportRig.Request().Bytes);
        await rig.NextMessage();
        await peer.Send("OPTIONS sip:"u8.ToArray());
        var closed = rig.NextClosed();
        for (var drops = 0; !closed.IsCompleted; drops++)
        {
            // Each drop arrives in its own time; none of them makes the message whole, nor a line too long.
            if (drops < 100)
            {
                await peer.TrySend("x"u8.ToArray());
            }
            _time.Advance(Second);
            await Task.Yield();
        }
        (await closed).Reason.Should().Be("a message did not come whole in time");
    }

    [Fact]
    public async Task Idle_connection_of_a_peer_is_closed_and_CRLF_keeps_it_open()
    {
        using var peer = await Connect();
        await Prove(peer);
        _time.Advance(Limits.InboundIdleTimeout - Second);
        await peer.Send("\r\n\r\n"u8.ToArray());
        await peer.Read("\r\n");
        _time.Advance(Limits.InboundIdleTimeout - Second);
        _rig.HasClosed.Should().BeFalse();
        _time.Advance(Second + Second);
        await peer.Ends();
        peer.Dispose();
        (await _rig.NextClosed()).Reason.Should().Be("idle");
    }

    [Fact]
    public async Task Our_connection_is_kept_alive_by_CRLF_until_it_is_idle()
    {
        var (flow, peer) = await Open();
        _time.Advance(Limits.KeepAliveInterval + Second);
        (await peer.Read("\r\n\r\n")).Should().Be("\r\n\r\n");
        await peer.Send("\r\n"u8.ToArray());
        _rig.Figure("ponte.sip.keepalives", "out").Should().Be(1);
        _time.Advance(Limits.OutboundIdleTimeout - Limits.KeepAliveInterval);
        await peer.Ends();
        peer.Dispose();
        var closed = await _rig.NextClosed();
        closed.Flow.Should().BeSameAs(flow);
        closed.Reason.Should().Be("idle");
    }

    [Fact]
    public async Task Our_connection_is_renewed_within_the_hour_and_the_old_one_closed_when_quiet()
    {
        using var listener = StreamPeer.Listen();
        var target = new SipTarget(TransportProtocol.Tcp, (IPEndPoint)listener.LocalEndPoint!, "", "default");
        var first = await _rig.FlowTo(target);
        using var peer = await StreamPeer.Accept(listener);
        // OPTIONS each minute, as to Teams.
        for (var minute = 0; minute < 49; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            (await _rig.FlowTo(target)).Should().BeSameAs(first);
            _rig.Transport.Send(first, TransportRig.Request());
            await peer.Read("\r\n\r\n");
        }
        _time.Advance(TimeSpan.FromMinutes(2));
        var second = await _rig.FlowTo(target);
        using var next = await StreamPeer.Accept(listener);
        second.Should().NotBeSameAs(first);
        // What was asked on the old one is still answered there.
        first.IsOpen.Should().BeTrue();
        await peer.Send(TransportRig.Request(callId: "late").Bytes);
        (await _rig.NextMessage()).Flow.Should().BeSameAs(first);
        _time.Advance(Limits.RetiredIdleTimeout + Second);
        await peer.Ends();
        peer.Dispose();
        var closed = await _rig.NextClosed();
        closed.Flow.Should().BeSameAs(first);
        closed.Reason.Should().Be("taken out of use");
        second.IsOpen.Should().BeTrue();
    }

    [Fact]
    public async Task Retired_connection_gets_no_new_request()
    {
        using var listener = StreamPeer.Listen();
        var target = new SipTarget(TransportProtocol.Tcp, (IPEndPoint)listener.LocalEndPoint!, "", "default");
        var first = await _rig.FlowTo(target);
        _rig.Transport.Retire(target, "503 with Retry-After");
        var second = await _rig.FlowTo(target);
        second.Should().NotBeSameAs(first);
        first.IsOpen.Should().BeTrue();
    }

    [Fact]
    public async Task Peer_that_takes_nothing_is_cut_off()
    {
        var limits = new ConnectionLimits { MaxQueuedBytes = int.MaxValue };
        await using var rig = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp) with { Time = _time, Connections = limits });
        using var peer = await StreamPeer.Connect(rig.Transport.AddressOf("main"));
        await peer.Send(TransportRig.Request().Bytes);
        var (_, flow) = await rig.NextMessage();
        // More than the system buffers on both sides, so that one write stays under way.
        var large = TransportRig.Request(padding: 60_000);
        foreach (var _ in Enumerable.Range(0, 300))
        {
            rig.Transport.Send(flow, large);
        }
        var closed = rig.NextClosed();
        while (!closed.IsCompleted)
        {
            _time.Advance(Second);
            await Task.Yield();
        }
        (await closed).Reason.Should().Be("the peer does not read what we send");
        rig.Figure("ponte.sip.connections.closed", "slow_reader").Should().Be(1);
    }

    [Fact]
    public async Task Peer_that_does_not_answer_our_goodbye_is_left()
    {
        using var peer = await Connect();
        await Prove(peer);
        _time.Advance(Limits.InboundIdleTimeout);
        // The peer keeps its half open.
        await peer.Ends();
        _rig.HasClosed.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(3));
        (await _rig.NextClosed()).Reason.Should().Be("idle");
    }

    [Fact]
    public async Task Handshake_that_does_not_begin_is_a_time_out()
    {
        var options = TransportRig.Listen(TransportProtocol.Tls, profile: "sbc") with { Time = _time, Profiles = [_pki.Profile("sbc")] };
        await using var rig = TransportRig.Start(options);
        using var peer = await StreamPeer.Connect(rig.Transport.AddressOf("main"));
        var failure = rig.NextHandshakeFailure();
        while (!failure.IsCompleted)
        {
            // The connection is accepted in its own time.
            _time.Advance(Limits.HandshakeTimeout);
            await Task.Yield();
        }
        (await failure).Refusal.Should().Be(TlsRefusal.TimedOut);
        await peer.Ends();

        using var listener = StreamPeer.Listen();
        var connect = rig.Connect(new SipTarget(TransportProtocol.Tls, (IPEndPoint)listener.LocalEndPoint!, "hub.example", "sbc"));
        using var silent = await StreamPeer.Accept(listener);
        while (!connect.IsCompleted)
        {
            _time.Advance(Limits.HandshakeTimeout);
            await Task.Yield();
        }
        (await connect).FailureKind.Should().Be(FlowFailureKind.TimedOut);
    }
}
