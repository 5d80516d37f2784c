using System.Net.Sockets;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Sip.Tests.Transports;

/// <summary>Whatever is sent to a listener: it answers the next good message and reports no defect.</summary>
public sealed class HostileInputTests(TlsPki pki)
{
    private static byte[] Payload(Random random)
    {
        var good = TransportRig.Request(padding: random.Next(100)).Bytes.ToArray();
        switch (random.Next(4))
        {
            case 0:
                var noise = new byte[random.Next(1, 3000)];
                random.NextBytes(noise);
                return noise;
            case 1:
                return good[..random.Next(1, good.Length)];
            case 2:
                for (var i = 0; i < 5; i++)
                {
                    good[random.Next(good.Length)] = (byte)random.Next(256);
                }
                return good;
            default:
                return [.. Enumerable.Repeat((byte)"\r\n:;0 "[random.Next(6)], random.Next(1, 5000))];
        }
    }

    [Fact]
    public async Task Datagrams()
    {
        await using var rig = TransportRig.Start(TransportRig.Listen(TransportProtocol.Udp));
        using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var random = new Random(21);
        for (var i = 0; i < 500; i++)
        {
            await peer.SendToAsync(Payload(random), rig.Transport.AddressOf("main"));
            if (i % 50 == 0)
            {
                await Serves(rig, $"udp-{i}", m => peer.SendToAsync(m, rig.Transport.AddressOf("main")).WaitAsync(TimeSpan.FromSeconds(5)));
            }
        }
    }

    [Theory]
    [InlineData(TransportProtocol.Tcp)]
    [InlineData(TransportProtocol.Tls)]
    public async Task Streams(TransportProtocol protocol)
    {
        var options = TransportRig.Listen(protocol, profile: "hub") with { Profiles = [pki.Profile("hub")], Time = new VirtualTime() };
        await using var rig = TransportRig.Start(options);
        await using var good = TransportRig.Start(
            TransportRig.Listen(protocol, profile: "sbc") with
            {
                Profiles = [pki.Profile("sbc")],
                Time = new VirtualTime(),
            }
        );
        var target = new SipTarget(
            protocol,
            rig.Transport.AddressOf("main"),
            protocol == TransportProtocol.Tls ? "hub.example" : "",
            "sbc"
        );
        var random = new Random(22);
        for (var i = 0; i < 100; i++)
        {
            using var peer = await StreamPeer.Connect(rig.Transport.AddressOf("main"));
            await peer.TrySend(Payload(random));
            await peer.TrySend(Payload(random));
            if (i % 20 == 0)
            {
                var flow = await good.FlowTo(target);
                await Serves(
                    rig,
                    $"stream-{i}",
                    m =>
                    {
                        good.Transport.Send(flow, TransportRig.Request(callId: $"stream-{i}"));
                        return Task.CompletedTask;
                    }
                );
            }
        }
    }

    [Fact]
    public async Task Half_of_a_handshake()
    {
        var options = TransportRig.Listen(TransportProtocol.Tls, profile: "hub") with
        {
            Profiles = [pki.Profile("hub")],
            Time = new VirtualTime(),
        };
        await using var rig = TransportRig.Start(options);
        // The beginning of a ClientHello, and then nothing or nonsense.
        byte[] start = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03];
        foreach (var rest in new byte[][] { [], [0], [.. Enumerable.Repeat((byte)0xff, 600)] })
        {
            using var peer = await StreamPeer.Connect(rig.Transport.AddressOf("main"));
            await peer.TrySend((byte[])[.. start, .. rest]);
        }
        foreach (var _ in Enumerable.Range(0, 3))
        {
            (await rig.NextHandshakeFailure()).Refusal.Should().BeOneOf(TlsRefusal.ConnectionLost, TlsRefusal.NotTls);
        }
    }

    private static async Task Serves(TransportRig rig, string callId, Func<byte[], Task> send)
    {
        await send(TransportRig.Request(callId: callId).Bytes.ToArray());
        while (!string.Equals((await rig.NextMessage()).Message.CallId, callId, StringComparison.Ordinal))
        {
            // Some of the noise is a message after all.
        }
    }
}
