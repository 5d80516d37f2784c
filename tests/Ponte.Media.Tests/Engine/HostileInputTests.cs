using CsCheck;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Tests.Engine;

/// <summary>What comes from the network is dropped and counted, whatever it is.</summary>
public sealed class HostileInputTests
{
    private static readonly byte[] Voice = [.. Enumerable.Range(0, 160).Select(i => (byte)i)];

    [Fact]
    public void Any_datagram_is_refused_or_relayed_well_formed()
    {
        var stage = new Stage();
        var settings = Stage.Settings(1) with { Formats = [Stage.Pcma, Stage.Events, Stage.Noise] };
        var (plain, _) = stage.Open(settings);
        var key = new SrtpKey(SrtpSuite.AesCm128HmacSha180, [.. new byte[30]], [1, 2]);
        var (secret, _) = stage.Open(settings with { ReceiveKey = key });
        var (sink, socket) = stage.Open();
        plain.Connect(sink);
        secret.Connect(sink);

        // Half of them begin like RTP or RTCP, so that the checks behind the first one are reached too.
        byte[][] beginnings =
        [
            [0x80, 8],
            [0x80, 101],
            [0xBF, 0x8D],
            [0xA0, 8],
            [0x90, 8],
            [0x80, 200],
            [0x81, 201],
            [0xA0, 203],
            [],
        ];
        var header = Gen.Int[0, beginnings.Length - 1].Select(i => beginnings[i]);
        Gen.Select(header, Gen.Byte.Array[0, 60])
            .Sample(
                parts =>
                {
                    byte[] datagram = [.. parts.Item1, .. parts.Item2];
                    foreach (var stream in new[] { plain, secret })
                    {
                        stage.ReceiveRaw(stream, stream.Rtp, Stage.Remote(1), datagram);
                        stage.ReceiveRaw(stream, stream.Rtcp, Stage.Remote(1), datagram);
                    }
                },
                iter: 20_000,
                threads: 1
            );
        secret.Statistics().PacketsReceived.Should().Be(0);
        socket.Sent.Should().OnlyContain(s => s.Bytes[0] == 0x80 && ((s.Bytes[1] & 0x7F) == 8 || (s.Bytes[1] & 0x7F) == 101));
        plain.Statistics().PacketsSent.Should().Be(0);
    }

    [Fact]
    public async Task A_flood_from_a_wrong_source_is_counted_and_does_not_touch_the_call()
    {
        await using var relay = new Relay();
        using var alice = new Peer();
        using var bob = new Peer();
        using var thief = new Peer();
        var a = await relay.OpenForAsync(alice);
        var b = await relay.OpenForAsync(bob);
        await relay.BridgeAsync(a, b);
        alice.Send(a.Rtp, Voice);
        await bob.ReceiveAsync();
        bob.Send(b.Rtp, Voice);
        await alice.ReceiveAsync();

        for (var i = 0; i < 100; i++)
        {
            thief.Send(a.Rtp, [9, 9]);
            thief.SendRaw([1], a.Rtp);
        }
        alice.Send(a.Rtp, [1, 2]);
        (await bob.ReceiveAsync()).Payload.Should().Equal(1, 2);
        bob.Send(b.Rtp, [3]);
        (await alice.ReceiveAsync()).Payload.Should().Equal(3);

        var figures = await relay.FiguresAsync(a);
        figures.PacketsRefused.Should().Be(200);
        figures.PacketsReceived.Should().Be(2);
        thief.HasMail.Should().BeFalse();
    }

    [Fact]
    public async Task A_listener_that_fails_stops_nothing()
    {
        await using var relay = new Relay();
        using var alice = new Peer();
        using var bob = new Peer();
        var a = await relay.OpenForAsync(alice);
        var b = await relay.OpenForAsync(bob);
        await relay.DoAsync(new Connect(a.Stream, b.Stream));
        relay.Engine.EventRaised += _ => throw new InvalidOperationException("on purpose");
        alice.Send(a.Rtp, Voice);
        (await bob.ReceiveAsync()).Payload.Should().Equal(Voice);
        (await relay.NextEventAsync<StreamLatched>()).Stream.Should().Be(a.Stream);
    }

    [Fact]
    public async Task Before_settings_nothing_is_taken()
    {
        await using var relay = new Relay();
        using var alice = new Peer();
        var a = await relay.OpenAsync();
        alice.Send(a.Rtp, Voice);
        alice.SendRaw([0x80, 200, 0, 1, 0, 0, 0, 0], new System.Net.IPEndPoint(a.Rtp.Address, a.RtcpPort));
        StreamStatistics figures;
        do
        {
            figures = await relay.FiguresAsync(a);
        } while (figures.PacketsRefused == 0);
        figures.PacketsReceived.Should().Be(0);
    }
}
