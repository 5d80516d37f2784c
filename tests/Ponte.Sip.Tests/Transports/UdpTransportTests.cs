using System.Net;
using System.Net.Sockets;
using System.Text;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Tests.Transports;

/// <summary>UDP on loopback.</summary>
public sealed class UdpTransportTests
{
    private static Socket Peer(string address = "127.0.0.1")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
        return socket;
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Request_and_answer_pass(string address)
    {
        await using var alice = TransportRig.Start(TransportRig.Listen(TransportProtocol.Udp, address));
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Udp, address));
        var there = await alice.FlowTo(bob.Target(TransportProtocol.Udp));
        there.SentByHost.Should().Be(address.Contains(':', StringComparison.Ordinal) ? "[::1]" : "127.0.0.1");
        there.SentByPort.Should().Be(alice.Transport.AddressOf("main").Port);
        alice.Transport.Send(there, TransportRig.Request());
        var (request, back) = await bob.NextMessage();
        back.Remote.Should().Be(alice.Transport.AddressOf("main"));
        back.IsInbound.Should().BeFalse();
        back.ListenerName.Should().Be("main");
        bob.Transport.Send(back, TransportRig.Answer(request));
        var (answer, flow) = await alice.NextMessage();
        answer.CallId.Should().Be("call-1");
        flow.Should().BeSameAs(there);
        alice.Figure("ponte.sip.messages.sent", "udp").Should().Be(1);
        alice.Figure("ponte.sip.messages.received", "udp").Should().Be(1);
    }

    [Fact]
    public async Task Largest_message_passes_and_a_larger_one_is_counted()
    {
        await using var alice = TransportRig.Start(TransportRig.Listen(TransportProtocol.Udp));
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Udp));
        var flow = await alice.FlowTo(bob.Target(TransportProtocol.Udp));
        alice.Transport.Send(flow, TransportRig.Request(padding: 65_200));
        (await bob.NextMessage()).Message.Body.Length.Should().Be(65_200);
        // 65,535 with the IP and UDP headers is more than a datagram takes.
        alice.Transport.Send(flow, TransportRig.Request(padding: 65_330));
        alice.Figure("ponte.sip.messages.dropped", "too_large").Should().Be(1);
    }

    [Fact]
    public async Task What_is_no_message_is_told_and_counted()
    {
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Udp));
        using var peer = Peer();
        await peer.SendToAsync("\r\n\r\n"u8.ToArray(), bob.Transport.AddressOf("main"));
        await peer.SendToAsync("NONSENSE\r\n\r\n"u8.ToArray(), bob.Transport.AddressOf("main"));
        await peer.SendToAsync(TransportRig.Request().Bytes.ToArray(), bob.Transport.AddressOf("main"));
        var (_, bytes, flow) = await bob.NextMalformed();
        Encoding.ASCII.GetString(bytes).Should().StartWith("NONSENSE");
        flow.Remote.Should().Be((IPEndPoint)peer.LocalEndPoint!);
        (await bob.NextMessage()).Flow.Should().BeSameAs(flow);
        bob.Figure("ponte.sip.messages.malformed").Should().Be(1);
        bob.Figure("ponte.sip.keepalives", "in").Should().Be(1);
    }

    [Fact]
    public async Task Port_that_nobody_listens_on_does_not_harm_the_socket()
    {
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Udp));
        using var gone = Peer();
        var nobody = (IPEndPoint)gone.LocalEndPoint!;
        gone.Dispose();
        var flow = await bob.FlowTo(new SipTarget(TransportProtocol.Udp, nobody, "", "default"));
        foreach (var _ in Enumerable.Range(0, 20))
        {
            bob.Transport.Send(flow, TransportRig.Request());
        }
        using var peer = Peer();
        await peer.SendToAsync(TransportRig.Request().Bytes.ToArray(), bob.Transport.AddressOf("main"));
        (await bob.NextMessage()).Flow.Remote.Should().Be((IPEndPoint)peer.LocalEndPoint!);
    }

    [Fact]
    public async Task Listener_hears_on_its_address_only()
    {
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Udp, "127.0.0.1"));
        using var peer = Peer("127.0.0.3");
        var port = bob.Transport.AddressOf("main").Port;
        await peer.SendToAsync(TransportRig.Request(callId: "wrong").Bytes.ToArray(), new IPEndPoint(IPAddress.Parse("127.0.0.2"), port));
        await peer.SendToAsync(TransportRig.Request(callId: "right").Bytes.ToArray(), new IPEndPoint(IPAddress.Parse("127.0.0.1"), port));
        (await bob.NextMessage()).Message.CallId.Should().Be("right");
    }

    [Fact]
    public async Task Defect_in_a_handler_is_reported_and_the_next_message_still_comes()
    {
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Udp));
        bob.Transport.Received += (m, _) =>
        {
            if (string.Equals(m.CallId, "bad", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("defect");
            }
        };
        using var peer = Peer();
        await peer.SendToAsync(TransportRig.Request(callId: "bad").Bytes.ToArray(), bob.Transport.AddressOf("main"));
        await peer.SendToAsync(TransportRig.Request(callId: "good").Bytes.ToArray(), bob.Transport.AddressOf("main"));
        (await bob.NextMessage()).Message.CallId.Should().Be("bad");
        (await bob.NextMessage()).Message.CallId.Should().Be("good");
        bob.Faults.Should().ContainSingle().Which.Message.Should().Be("defect");
        bob.Faults.Clear();
    }

    [Fact]
    public async Task Many_peers_keep_their_own_addresses()
    {
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Udp));
        var peers = Enumerable.Range(0, 50).Select(i => Peer($"127.0.1.{1 + i}")).ToList();
        foreach (var (i, peer) in peers.Index())
        {
            await peer.SendToAsync(TransportRig.Request(callId: $"c{i}").Bytes.ToArray(), bob.Transport.AddressOf("main"));
            var (message, flow) = await bob.NextMessage();
            flow.Remote.Should().Be((IPEndPoint)peer.LocalEndPoint!);
            bob.Transport.Send(flow, TransportRig.Answer(message));
        }
        foreach (var (i, peer) in peers.Index())
        {
            var buffer = new byte[2000];
            var length = await peer.ReceiveAsync(buffer);
            Encoding.ASCII.GetString(buffer, 0, length).Should().Contain($"Call-ID: c{i}\r\n");
            peer.Dispose();
        }
    }

    [Fact]
    public async Task Without_a_listener_of_the_family_there_is_no_flow()
    {
        await using var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Udp));
        var result = await bob.Connect(new SipTarget(TransportProtocol.Udp, IPEndPoint.Parse("[::1]:5060"), "", "default"));
        result.FailureKind.Should().Be(FlowFailureKind.NotConfigured);
        result.Detail.Should().Contain("UDP");
    }

    [Fact]
    public async Task Stopped_transport_drops_and_counts()
    {
        var bob = TransportRig.Start(TransportRig.Listen(TransportProtocol.Udp));
        var flow = await bob.FlowTo(new SipTarget(TransportProtocol.Udp, IPEndPoint.Parse("127.0.0.1:9"), "", "default"));
        await bob.DisposeAsync();
        bob.Transport.Send(flow, TransportRig.Request());
        (await bob.Connect(new SipTarget(TransportProtocol.Udp, IPEndPoint.Parse("127.0.0.1:9"), "", "default")))
            .IsSuccess.Should()
            .BeFalse();
    }

    [Fact]
    public async Task Of_several_listeners_the_named_one_sends()
    {
        var options = TransportRig.Listen(TransportProtocol.Udp);
        var second = options.Listeners[0] with { Name = "second", Address = new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0) };
        await using var bob = TransportRig.Start(options with { Listeners = [.. options.Listeners, second] });
        using var peer = Peer();
        foreach (var name in new[] { "second", "main" })
        {
            var target = new SipTarget(TransportProtocol.Udp, (IPEndPoint)peer.LocalEndPoint!, "", SipTarget.DefaultProfile)
            {
                Listener = name,
            };
            bob.Transport.Send(await bob.FlowTo(target), TransportRig.Request());
            var (_, from) = await Receive(peer);
            from.Should().Be(bob.Transport.AddressOf(name));
        }
    }

    private static async Task<(int Length, EndPoint From)> Receive(Socket peer)
    {
        var result = await peer.ReceiveFromAsync(new byte[2000], new IPEndPoint(IPAddress.Any, 0)).WaitAsync(TimeSpan.FromSeconds(20));
        return (result.ReceivedBytes, result.RemoteEndPoint);
    }
}
