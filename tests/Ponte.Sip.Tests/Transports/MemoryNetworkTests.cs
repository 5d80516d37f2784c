using System.Net;
using System.Text;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Sip.Tests.Transports;

/// <summary>The network in memory keeps the promises of the transport's contract.</summary>
public sealed class MemoryNetworkTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly VirtualWorld _world = new();
    private readonly MemoryTransport _alice;
    private readonly MemoryTransport _bob;
    private readonly List<(SipMessage Message, SipFlow Flow)> _atBob = [];

    public MemoryNetworkTests()
    {
        _alice = _world.Network.Add("alice", "192.0.2.1", "alice.example");
        _bob = _world.Network.Add("bob", "192.0.2.2", "bob.example");
        _bob.Received += (m, f) => _atBob.Add((m, f));
    }

    private static SipMessage Options()
    {
        const string Text =
            "OPTIONS sip:bob.example SIP/2.0\r\nVia: SIP/2.0/UDP alice.example;branch=z9hG4bK1\r\nFrom: <sip:a@alice.example>;tag=1\r\n"
            + "To: <sip:b@bob.example>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
        SipParser.TryParse(Encoding.ASCII.GetBytes(Text), SipLimits.Default, out var message, out _).Should().BeTrue();
        return message!;
    }

    private static SipTarget Bob(TransportProtocol protocol, string name = "") =>
        new(protocol, new IPEndPoint(IPAddress.Parse("192.0.2.2"), protocol.DefaultPort()), name, "default");

    private FlowResult Connect(SipTarget target) => _world.Complete(_alice.ConnectAsync(target, CancellationToken.None).AsTask(), Limit);

    [Theory]
    [InlineData(TransportProtocol.Udp)]
    [InlineData(TransportProtocol.Tcp)]
    [InlineData(TransportProtocol.Tls)]
    public void Message_and_its_answer_pass(TransportProtocol protocol)
    {
        _world.Network.Delay = TimeSpan.FromMilliseconds(20);
        var flow = Connect(Bob(protocol)).Flow!;
        var answers = new List<SipMessage>();
        _alice.Received += (m, f) => answers.Add(m);
        _alice.Send(flow, Options());
        _atBob.Should().BeEmpty();
        _world.Advance(TimeSpan.FromMilliseconds(20));
        var (message, inbound) = _atBob.Should().ContainSingle().Subject;
        inbound.IsInbound.Should().Be(protocol != TransportProtocol.Udp);
        inbound.Remote.Should().Be(flow.Local);
        inbound.SentByHost.Should().Be("bob.example");
        _bob.Send(inbound, SipResponseBuilder.For((SipRequest)message, 200).Build());
        _world.Advance(TimeSpan.FromMilliseconds(20));
        answers.Should().ContainSingle();
        _world.Network.Packets.Select(p => p.From).Should().Equal("alice", "bob");
    }

    [Fact]
    public void Connections_are_reused_only_in_the_direction_they_were_opened()
    {
        var first = Connect(Bob(TransportProtocol.Tcp)).Flow!;
        Connect(Bob(TransportProtocol.Tcp)).Flow.Should().BeSameAs(first);
        var back = _bob.ConnectAsync(new SipTarget(TransportProtocol.Tcp, first.Local, "", "default"), CancellationToken.None);
        _world.Complete(back.AsTask(), Limit).FailureKind.Should().Be(FlowFailureKind.Refused);
        _alice.Retire(Bob(TransportProtocol.Tcp), "503");
        Connect(Bob(TransportProtocol.Tcp)).Flow.Should().NotBeSameAs(first);
        _world.Advance(TimeSpan.FromHours(1));
        Connect(Bob(TransportProtocol.Tcp));
        _alice.Opened.Should().Be(3);
    }

    [Fact]
    public void Loss_refusal_and_silence_happen_where_they_are_asked_for()
    {
        _world.Network.Loss = 1;
        _alice.Send(Connect(Bob(TransportProtocol.Udp)).Flow!, Options());
        _world.Advance(Limit);
        _atBob.Should().BeEmpty();
        _world.Network.Packets.Should().ContainSingle().Which.IsLost.Should().BeTrue();

        _world.Network.Refuse(Bob(TransportProtocol.Tls).Address);
        Connect(Bob(TransportProtocol.Tls)).FailureKind.Should().Be(FlowFailureKind.Refused);
        _world.Network.Restore(Bob(TransportProtocol.Tls).Address);
        _world.Network.Silence(Bob(TransportProtocol.Tls).Address);
        Connect(Bob(TransportProtocol.Tls)).FailureKind.Should().Be(FlowFailureKind.TimedOut);
        _world.Network.Restore(Bob(TransportProtocol.Tls).Address);
        Connect(Bob(TransportProtocol.Tls)).IsSuccess.Should().BeTrue();
    }

    [Fact]
    public void Certificate_name_must_be_the_one_asked_for()
    {
        Connect(Bob(TransportProtocol.Tls, "other.example")).FailureKind.Should().Be(FlowFailureKind.PeerCertificate);
        var flow = Connect(Bob(TransportProtocol.Tls, "bob.example")).Flow!;
        flow.Peer!.IsFor("bob.example").Should().BeTrue();
        _bob.Open[0].Peer!.Names.Should().Equal("alice.example");
    }

    [Fact]
    public void Both_ends_learn_of_a_close()
    {
        var closed = new List<string>();
        _alice.FlowClosed += (_, reason) => closed.Add("alice: " + reason);
        _bob.FlowClosed += (_, reason) => closed.Add("bob: " + reason);
        var flow = Connect(Bob(TransportProtocol.Tcp)).Flow!;
        _bob.CloseAll("restart");
        _world.Run();
        closed.Should().Equal("bob: restart", "alice: the peer closed the connection");
        flow.IsOpen.Should().BeFalse();
        _alice.Send(flow, Options());
        _world.Run();
        _atBob.Should().BeEmpty();
        Connect(Bob(TransportProtocol.Tcp)).Flow.Should().NotBeSameAs(flow);
    }
}
