using System.Net;
using System.Net.Sockets;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Sip.Tests.Transports;

/// <summary>TCP on loopback: framing, directions, ends of connections.</summary>
public sealed class TcpTransportTests
{
    private static Task<StreamPeer> Connect(TransportRig rig) => StreamPeer.Connect(rig.Transport.AddressOf("main"));

    [Fact]
    public async Task Request_and_answer_pass_on_one_connection()
    {
        await using var alice = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        var there = await alice.FlowTo(bob.Target(TransportProtocol.Tcp));
        there.IsInbound.Should().BeFalse();
        there.SentByPort.Should().Be(alice.Transport.AddressOf("main").Port, "answers on a new connection must reach the listener");
        alice.Transport.Send(there, TransportRig.Request());
        var (request, back) = await bob.NextMessage();
        back.IsInbound.Should().BeTrue();
        back.Remote.Should().Be(there.Local);
        bob.Transport.Send(back, TransportRig.Answer(request));
        (await alice.NextMessage()).Flow.Should().BeSameAs(there);
    }

    [Fact]
    public async Task Messages_in_pieces_and_in_one_piece_are_told_apart()
    {
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        using var peer = await Connect(bob);
        var one = TransportRig.Request(padding: 10, callId: "one").Bytes.ToArray();
        var two = TransportRig.Request(padding: 9000, callId: "two").Bytes.ToArray();
        await peer.Send(one.AsMemory(0, 50));
        await peer.Send(one.AsMemory(50));
        byte[] piece = [.. one, .. "\r\n"u8, .. two, .. one];
        await peer.Send(piece);
        foreach (var expected in new[] { "one", "one", "two", "one" })
        {
            (await bob.NextMessage()).Message.CallId.Should().Be(expected);
        }
    }

    [Fact]
    public async Task Many_messages_arrive_in_their_order()
    {
        await using var alice = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        var flow = await alice.FlowTo(bob.Target(TransportProtocol.Tcp));
        foreach (var i in Enumerable.Range(0, 2000))
        {
            alice.Transport.Send(flow, TransportRig.Request(padding: i % 700, callId: $"c{i}"));
            if (i % 500 == 499)
            {
                foreach (var expected in Enumerable.Range(i - 499, 500))
                {
                    (await bob.NextMessage()).Message.CallId.Should().Be($"c{expected}");
                }
            }
        }
    }

    [Fact]
    public async Task Double_CRLF_is_answered_by_CRLF()
    {
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        using var peer = await Connect(bob);
        await peer.Send("\r\n\r\n"u8.ToArray());
        (await peer.Read("\r\n")).Should().Be("\r\n");
    }

    [Fact]
    public async Task Callers_at_the_same_time_share_a_connection_and_later_ones_reuse_it()
    {
        await using var alice = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        var target = bob.Target(TransportProtocol.Tcp);
        var flows = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => alice.FlowTo(target)));
        flows.Should().AllSatisfy(f => f.Should().BeSameAs(flows[0]));
        (await alice.FlowTo(target with { Address = new IPEndPoint(target.Address.Address, target.Address.Port) }))
            .Should()
            .BeSameAs(flows[0]);
        alice.Figure("ponte.sip.connections.opened", "out").Should().Be(1);
    }

    [Fact]
    public async Task Connection_that_the_peer_opened_is_never_used_for_our_requests()
    {
        await using var alice = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        alice.Transport.Send(await alice.FlowTo(bob.Target(TransportProtocol.Tcp)), TransportRig.Request());
        var (_, inbound) = await bob.NextMessage();
        var own = await bob.FlowTo(alice.Target(TransportProtocol.Tcp));
        own.Should().NotBeSameAs(inbound);
        own.IsInbound.Should().BeFalse();
        (await bob.Connect(new SipTarget(TransportProtocol.Tcp, inbound.Remote, "", "default")))
            .FailureKind.Should()
            .Be(FlowFailureKind.Refused);
    }

    [Fact]
    public async Task Refused_connection_is_told_in_words()
    {
        await using var alice = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        using var gone = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        gone.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var result = await alice.Connect(new SipTarget(TransportProtocol.Tcp, (IPEndPoint)gone.LocalEndPoint!, "", "default"));
        result.FailureKind.Should().Be(FlowFailureKind.Refused);
        result.Detail.Should().Be($"{gone.LocalEndPoint} refuses the connection");
        alice.Figure("ponte.sip.connects.failed", "Refused").Should().Be(1);
    }

    [Fact]
    public async Task Peer_that_closes_is_noticed_at_both_kinds_of_connections()
    {
        await using var alice = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        var flow = await alice.FlowTo(bob.Target(TransportProtocol.Tcp));
        alice.Transport.Send(flow, TransportRig.Request());
        await bob.NextMessage();
        await bob.DisposeAsync();
        (await bob.NextClosed()).Reason.Should().Be("Ponte is stopping");
        var (closed, reason) = await alice.NextClosed();
        closed.Should().BeSameAs(flow);
        reason.Should().Be("the peer closed the connection");
        flow.IsOpen.Should().BeFalse();
        alice.Transport.Send(flow, TransportRig.Request());
        alice.Figure("ponte.sip.messages.dropped", "closed").Should().Be(1);
        (await alice.Connect(new SipTarget(TransportProtocol.Tcp, flow.Remote, "", "default")))
            .FailureKind.Should()
            .Be(FlowFailureKind.Refused);
    }

    [Fact]
    public async Task Peer_that_resets_is_noticed()
    {
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        using var peer = await Connect(bob);
        await peer.Send(TransportRig.Request().Bytes);
        var (_, flow) = await bob.NextMessage();
        peer.Socket.LingerState = new LingerOption(true, 0);
        peer.Dispose();
        var (closed, reason) = await bob.NextClosed();
        closed.Should().BeSameAs(flow);
        reason.Should().Be("the peer reset the connection");
        bob.Figure("ponte.sip.connections.closed", "peer_reset").Should().Be(1);
    }

    [Fact]
    public async Task Peer_that_closes_its_half_still_gets_its_answer()
    {
        var time = new VirtualTime();
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp) with { Time = time });
        using var peer = await Connect(bob);
        await peer.Send(TransportRig.Request().Bytes);
        peer.Socket.Shutdown(SocketShutdown.Send);
        var (request, flow) = await bob.NextMessage();
        bob.Transport.Send(flow, TransportRig.Answer(request));
        (await peer.Read("\r\n\r\n")).Should().StartWith("SIP/2.0 200 OK");
        while (!bob.HasClosed)
        {
            // The end of the peer's half is noticed by the reader in its own time.
            time.Advance(TimeSpan.FromSeconds(6));
            await Task.Yield();
        }
        (await bob.NextClosed()).Reason.Should().Be("the peer closed the connection");
        await peer.Ends();
    }

    [Fact]
    public async Task Peer_that_does_not_read_is_cut_off_and_others_are_not()
    {
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        using var slow = await Connect(bob);
        using var good = await Connect(bob);
        await slow.Send(TransportRig.Request(callId: "slow").Bytes);
        var (_, slowFlow) = await bob.NextMessage();
        await good.Send(TransportRig.Request(callId: "good").Bytes);
        var (request, goodFlow) = await bob.NextMessage();
        var large = TransportRig.Request(padding: 60_000);
        for (var i = 0; i < 400 && slowFlow.IsOpen; i++)
        {
            bob.Transport.Send(slowFlow, large);
        }
        slowFlow.CloseReason.Should().Be("the peer does not read what we send");
        bob.Figure("ponte.sip.messages.dropped", "queue_full").Should().Be(1);
        bob.Transport.Send(goodFlow, TransportRig.Answer(request));
        (await good.Read("\r\n\r\n")).Should().Contain("Call-ID: good");
        (await bob.NextClosed()).Flow.Should().BeSameAs(slowFlow);
    }

    [Fact]
    public async Task Stream_whose_message_end_is_unknown_may_be_answered_and_is_then_closed()
    {
        var time = new VirtualTime();
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp) with { Time = time });
        using var peer = await Connect(bob);
        await peer.Send(TransportRig.Request().Bytes);
        var (request, flow) = await bob.NextMessage();
        await peer.Send("OPTIONS sip:x SIP/2.0\r\nContent-Length: many\r\n\r\n"u8.ToArray());
        var (error, bytes, _) = await bob.NextMalformed();
        error.SipStatus.Should().Be(400);
        bytes.Should().NotBeEmpty();
        bob.Transport.Send(flow, TransportRig.Answer(request));
        (await peer.Read("\r\n\r\n")).Should().StartWith("SIP/2.0 200");
        while (!bob.HasClosed)
        {
            time.Advance(TimeSpan.FromSeconds(6));
            await Task.Yield();
        }
        (await bob.NextClosed()).Reason.Should().StartWith("the peer sent what is no SIP");
        await peer.Ends();
    }

    [Fact]
    public async Task Malformed_message_with_a_known_end_leaves_the_connection_open()
    {
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        using var peer = await Connect(bob);
        await peer.Send("OPTIONS sip:x SIP/2.0\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        await bob.NextMalformed();
        await peer.Send(TransportRig.Request().Bytes);
        (await bob.NextMessage()).Flow.IsOpen.Should().BeTrue();
    }

    [Fact]
    public async Task What_was_queued_before_the_end_is_still_sent()
    {
        var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Tcp));
        using var peer = await Connect(bob);
        await peer.Send(TransportRig.Request().Bytes);
        var (request, flow) = await bob.NextMessage();
        foreach (var _ in Enumerable.Range(0, 10))
        {
            bob.Transport.Send(flow, TransportRig.Answer(request));
        }
        bob.Transport.Send(flow, TransportRig.Request(method: "BYE", callId: "last"));
        var stop = bob.DisposeAsync();
        (await peer.Read("Call-ID: last")).Should().NotBeEmpty();
        peer.Dispose();
        await stop;
    }
}
