using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Tests.Transports;

/// <summary>What keeps a transport from starting is told all at once, with setting and mend; and what it shows of its messages.</summary>
public sealed class TransportStartTests
{
    private static ListenerOptions Listener(string name, string address, TransportProtocol protocol = TransportProtocol.Udp) =>
        new()
        {
            Name = name,
            Protocol = protocol,
            Address = IPEndPoint.Parse(address),
        };

    private static async Task<string[]> Problems(SipTransportOptions options)
    {
        await using var transport = new SipTransport(options);
        return [.. transport.Start().Select(p => p.ToString())];
    }

    [Theory]
    [InlineData(TransportProtocol.Udp)]
    [InlineData(TransportProtocol.Tcp)]
    public async Task Port_in_use_is_told(TransportProtocol protocol)
    {
        await using var first = TransportRig.Start(TransportRig.Listen(protocol));
        var taken = first.Transport.AddressOf("main");
        var problems = await Problems(new SipTransportOptions { Listeners = [Listener("sip", taken.ToString(), protocol)] });
        problems
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith($"listener \"sip\": {protocol.ViaName()} {taken} is in use by another program. ");
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_and_nothing_stays_bound()
    {
        await using var probe = TransportRig.Start(TransportRig.Listen(TransportProtocol.Udp));
        var free = probe.Transport.AddressOf("main");
        await probe.DisposeAsync();
        var options = new SipTransportOptions
        {
            Listeners =
            [
                Listener("good", free.ToString()),
                Listener("elsewhere", "203.0.113.77:5060"),
                Listener("all", "0.0.0.0:0"),
                Listener("teams", "127.0.0.1:0", TransportProtocol.Tls) with
                {
                    Profile = "teams",
                },
                Listener("phones", "127.0.0.1:0", TransportProtocol.Tls) with
                {
                    Profile = "bare",
                },
                Listener("twice", "127.0.0.1:0"),
                Listener("twice", "127.0.0.1:0") with
                {
                    AdvertisedPort = 70_000,
                },
            ],
            Profiles =
            [
                new TlsProfileOptions { Name = "bare" },
                new TlsProfileOptions { Name = "lost", CertificateFile = "/nonexistent.pem" },
            ],
        };
        var problems = await Problems(options);
        problems.Should().HaveCount(7);
        problems
            .Should()
            .Contain(p => p.Contains("\"elsewhere\": UDP 203.0.113.77:5060 is not an address of this machine", StringComparison.Ordinal));
        problems.Should().Contain(p => p.Contains("\"all\": it listens on all addresses", StringComparison.Ordinal));
        problems.Should().Contain(p => p.Contains("\"teams\": there is no TLS profile \"teams\"", StringComparison.Ordinal));
        problems.Should().Contain(p => p.Contains("\"phones\": its TLS profile \"bare\" has no certificate", StringComparison.Ordinal));
        problems.Should().Contain(p => p.Contains("2 listeners have this name", StringComparison.Ordinal));
        problems.Should().Contain(p => p.Contains("advertised port is 70000", StringComparison.Ordinal));
        problems
            .Should()
            .Contain(p => p.Contains("TLS profile \"lost\", CertificateFile: /nonexistent.pem does not exist", StringComparison.Ordinal));
        await using var again = TransportRig.Start(new SipTransportOptions { Listeners = [Listener("good", free.ToString())] });
    }

    [Fact]
    public async Task Wildcard_listener_with_advertised_host_writes_it_into_Via()
    {
        var listener = Listener("all", "0.0.0.0:0") with { AdvertisedHost = "sbc.contoso.example", AdvertisedPort = 5070 };
        await using var rig = TransportRig.Start(new SipTransportOptions { Listeners = [listener] });
        var flow = await rig.FlowTo(new SipTarget(TransportProtocol.Udp, IPEndPoint.Parse("127.0.0.1:5060"), "", "default"));
        flow.SentByHost.Should().Be("sbc.contoso.example");
        flow.SentByPort.Should().Be(5070);
    }

    [Fact]
    public async Task Of_several_listeners_the_one_that_reaches_the_peer_is_chosen()
    {
        var options = new SipTransportOptions
        {
            Listeners = [Listener("one", "127.0.0.1:0"), Listener("two", "127.0.0.2:0"), Listener("six", "[::1]:0")],
        };
        await using var rig = TransportRig.Start(options);
        (await rig.FlowTo(new SipTarget(TransportProtocol.Udp, IPEndPoint.Parse("[::1]:5060"), "", "default")))
            .ListenerName.Should()
            .Be("six");
        (await rig.FlowTo(new SipTarget(TransportProtocol.Udp, IPEndPoint.Parse("127.0.0.9:5060"), "", "default")))
            .ListenerName.Should()
            .Be("one");
    }

    [Theory]
    [InlineData(TransportProtocol.Udp)]
    [InlineData(TransportProtocol.Tcp)]
    public async Task Trace_shows_every_message_in_both_directions_byte_for_byte(TransportProtocol protocol)
    {
        var trace = new Recorder();
        await using var alice = TransportRig.Start(TransportRig.Listen(protocol) with { Trace = trace });
        await using var bob = TransportRig.Start(TransportRig.Listen(protocol));
        var flow = await alice.FlowTo(bob.Target(protocol));
        var request = TransportRig.Request();
        alice.Transport.Send(flow, request);
        var (received, back) = await bob.NextMessage();
        var answer = TransportRig.Answer(received);
        bob.Transport.Send(back, answer);
        await alice.NextMessage();
        trace.Lines.Should().Equal(("sent", request.ToString()), ("received", answer.ToString()));
    }

    [Fact]
    public void A_message_is_stamped_before_it_leaves()
    {
        var time = new FakeTimeProvider();
        var (trace, before) = (new Recorder(), time.GetUtcNow());
        using var hub = new TransportHub(
            new SipTransportOptions
            {
                Listeners = [],
                Trace = trace,
                Time = time,
            }
        );
        var flow = new SipFlow
        {
            Id = 1,
            Protocol = TransportProtocol.Udp,
            Local = new IPEndPoint(IPAddress.Loopback, 5060),
            Remote = new IPEndPoint(IPAddress.Loopback, 5061),
            SentByHost = "127.0.0.1",
            SentByPort = 5060,
            Writer = new SlowWriter(time),
        };

        hub.Send(flow, "x"u8.ToArray());

        trace.LastAt.Should().Be(before, "its answer may come before the writer returns");
    }

    private sealed class SlowWriter(FakeTimeProvider time) : IFlowWriter
    {
        public string? Write(SipFlow flow, ReadOnlyMemory<byte> message)
        {
            time.Advance(TimeSpan.FromMilliseconds(5));
            return null;
        }
    }

    private sealed class Recorder : ISipTrace
    {
        public List<(string Direction, string Text)> Lines { get; } = [];

        public DateTimeOffset LastAt { get; private set; }

        public void Trace(bool sent, SipFlow flow, ReadOnlyMemory<byte> message, DateTimeOffset at)
        {
            lock (Lines)
            {
                LastAt = at;
                Lines.Add((sent ? "sent" : "received", Encoding.UTF8.GetString(message.Span)));
            }
        }
    }
}
