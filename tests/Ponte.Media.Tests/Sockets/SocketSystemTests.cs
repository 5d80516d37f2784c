using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ponte.Media.Sockets;

namespace Ponte.Media.Tests.Sockets;

/// <summary>The small interface to the network, in both its forms.</summary>
public sealed class SocketSystemTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly byte[] _buffer = new byte[2048];
    private readonly MediaSocket[] _ready = new MediaSocket[8];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_datagram_is_received_with_its_source_and_answered(bool portable)
    {
        var (set, socket) = Open(portable);
        using var peer = Client();
        peer.Send([1, 2, 3], 3, socket.Local);
        Receive(set, socket, out var source).Should().Be(3);
        source.ToEndPoint().Should().Be((IPEndPoint)peer.Client.LocalEndPoint!);

        socket.Send([4, 5], source).Should().BeTrue();
        var from = new IPEndPoint(IPAddress.Any, 0);
        peer.Receive(ref from).Should().Equal(4, 5);
        from.Should().Be(socket.Local);
        Close(set, socket);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Empty_and_oversized_datagrams_count_as_empty(bool portable)
    {
        var (set, socket) = Open(portable);
        using var peer = Client();
        peer.Send([], 0, socket.Local);
        Receive(set, socket, out _).Should().Be(0);
        peer.Send(new byte[2049], 2049, socket.Local);
        Receive(set, socket, out _).Should().BeLessThanOrEqualTo(0);
        peer.Send([7], 1, socket.Local);
        Receive(set, socket, out _).Should().Be(1);
        Close(set, socket);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_port_in_use_is_told_apart_from_other_failures(bool portable)
    {
        var (set, socket) = Open(portable);
        var system = SocketSystem.Choose(portable, out _);
        system.TryBind(socket.Local, out var failure).Should().BeNull();
        failure.PortInUse.Should().BeTrue();
        system.TryBind(new IPEndPoint(IPAddress.Parse("192.0.2.9"), 18_500), out failure).Should().BeNull();
        failure.PortInUse.Should().BeFalse();
        Close(set, socket);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_wake_up_from_another_thread_ends_the_wait(bool portable)
    {
        using var set = SocketSystem.Choose(portable, out _).CreateSet();
        var thread = new Thread(set.Wake);
        thread.Start();
        set.Wait(_ready, TimeSpan.FromSeconds(30)).Should().Be(0);
        thread.Join();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_socket_moves_from_one_set_to_another_and_loses_nothing(bool portable)
    {
        var (first, socket) = Open(portable);
        using var second = SocketSystem.Choose(portable, out _).CreateSet();
        using var peer = Client();
        first.Remove(socket);
        peer.Send([1], 1, socket.Local);
        second.Add(socket);
        Receive(second, socket, out _).Should().Be(1);
        peer.Send([1, 2], 2, socket.Local);
        Receive(second, socket, out _).Should().Be(2);
        second.Remove(socket);
        Close(first, socket);
    }

    [Fact]
    public void A_connected_socket_hears_one_peer_only_until_it_is_disconnected()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only direct system calls connect.");
        var (set, socket) = Open(portable: false);
        using var peer = Client();
        using var thief = Client();
        var peerAddress = PeerAddress.From((IPEndPoint)peer.Client.LocalEndPoint!);
        socket.Connect(peerAddress);
        thief.Send([9], 1, socket.Local);
        peer.Send([1, 2], 2, socket.Local);
        Receive(set, socket, out _).Should().Be(2);
        socket.Send([3], peerAddress).Should().BeTrue();
        var from = new IPEndPoint(IPAddress.Any, 0);
        peer.Receive(ref from).Should().Equal(3);

        socket.Connect(default);
        thief.Send([9, 9, 9], 3, socket.Local);
        Receive(set, socket, out _).Should().Be(3);
        socket.Send([4], peerAddress).Should().BeTrue();
        peer.Receive(ref from).Should().Equal(4);
        Close(set, socket);
    }

    [Fact]
    public void The_choice_is_explained()
    {
        SocketSystem.Choose(portable: true, out var reason).Name.Should().Contain(".NET");
        reason.Should().Contain("settings");
        SocketSystem.Choose(portable: false, out reason).Name.Should().NotBeEmpty();
        reason.Should().Contain("Linux");
    }

    private static UdpClient Client() => new(new IPEndPoint(IPAddress.Loopback, 0)) { Client = { ReceiveTimeout = 5000 } };

    private static (ISocketSet Set, MediaSocket Socket) Open(bool portable)
    {
        var system = SocketSystem.Choose(portable, out _);
        MediaSocket? socket = null;
        for (var port = portable ? 18_600 : 18_700; socket is null; port++)
        {
            socket = system.TryBind(new IPEndPoint(IPAddress.Loopback, port), out _);
        }
        var set = system.CreateSet();
        set.Add(socket);
        return (set, socket);
    }

    private static void Close(ISocketSet set, MediaSocket socket)
    {
        set.Remove(socket);
        socket.Dispose();
        set.Dispose();
    }

    private int Receive(ISocketSet set, MediaSocket socket, out PeerAddress source)
    {
        // A wait may also end with nothing, once for each signal before it.
        var limit = Stopwatch.StartNew();
        while (set.Wait(_ready, Patience) == 0)
        {
            limit.Elapsed.Should().BeLessThan(Patience);
        }
        _ready[0].Should().BeSameAs(socket);
        return socket.Receive(_buffer, out source);
    }
}
