using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Tests.Engine;

/// <summary>Many streams, and what a packet costs in memory.</summary>
public sealed class LoadTests
{
    private static readonly byte[] Voice = [.. Enumerable.Range(0, 160).Select(i => (byte)i)];

    [Fact]
    public async Task A_hundred_streams_are_carried_side_by_side()
    {
        await using var relay = new Relay(new MediaOptions { Workers = 2 });
        var peers = Enumerable.Range(0, 100).Select(_ => new Peer()).ToArray();
        var streams = new StreamOpened[peers.Length];
        for (var i = 0; i < peers.Length; i++)
        {
            streams[i] = await relay.OpenForAsync(peers[i], call: (ulong)(i / 2) + 1);
        }
        for (var i = 0; i < peers.Length; i += 2)
        {
            await relay.BridgeAsync(streams[i], streams[i + 1]);
        }
        for (var round = 0; round < 10; round++)
        {
            for (var i = 0; i < peers.Length; i++)
            {
                peers[i].Send(streams[i].Rtp, [(byte)i, (byte)round]);
            }
            for (var i = 0; i < peers.Length; i++)
            {
                (await peers[i].ReceiveAsync()).Payload.Should().Equal((byte)(i ^ 1), (byte)round);
            }
        }
        foreach (var peer in peers)
        {
            peer.Dispose();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Packets_allocate_nothing_on_the_worker(bool isProtected)
    {
        await using var relay = new Relay(new MediaOptions { Workers = 1 });
        using var alice = new Peer();
        using var bob = new Peer();
        var key = new SrtpKey(SrtpSuite.AesCm128HmacSha180, [.. Enumerable.Range(0, 30).Select(i => (byte)i)], []);
        var a = await relay.OpenForAsync(alice);
        var b = await relay.OpenForAsync(bob, isProtected ? new StreamSettings { SendKey = key, ReceiveKey = key } : null);
        await relay.BridgeAsync(a, b);
        await SendAsync(200);

        var before = relay.Engine.AllocatedByWorkers;
        await SendAsync(10_000);

        // One object a packet would be 240,000 at least; a few may be of what the runtime does on any thread.
        (relay.Engine.AllocatedByWorkers - before)
            .Should()
            .BeLessThan(24_000);

        async Task SendAsync(int packets)
        {
            var from = (await relay.FiguresAsync(b)).PacketsSent;
            for (var i = 0; i < packets; i++)
            {
                alice.Send(a.Rtp, Voice);
                await bob.ReceiveRawAsync();
            }
            (await relay.FiguresAsync(b)).PacketsSent.Should().BeGreaterThanOrEqualTo(from + packets);
        }
    }
}
