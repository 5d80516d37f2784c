using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Tests.Engine;

/// <summary>Packets through a real engine on loopback sockets.</summary>
public sealed class RelayTests
{
    private static readonly byte[] Voice = [.. Enumerable.Range(0, 160).Select(i => (byte)i)];

    [Fact]
    public async Task Bridged_peers_hear_each_other()
    {
        await using var relay = new Relay();
        using var alice = new Peer();
        using var bob = new Peer();
        var a = await relay.OpenForAsync(alice);
        var b = await relay.OpenForAsync(bob);
        await relay.BridgeAsync(a, b);

        alice.Send(a.Rtp, Voice);
        (await bob.ReceiveAsync()).Payload.Should().Equal(Voice);
        bob.Send(b.Rtp, [1, 2, 3]);
        (await alice.ReceiveAsync()).Payload.Should().Equal(1, 2, 3);

        var figures = await relay.FiguresAsync(a);
        figures
            .Should()
            .BeEquivalentTo(
                new
                {
                    PacketsReceived = 1,
                    BytesReceived = 160,
                    PacketsSent = 1,
                    BytesSent = 3,
                    PacketsRefused = 0,
                    Encoding = "PCMA",
                }
            );
        (await relay.NextEventAsync<StreamLatched>()).Should().Be(new StreamLatched(a.Stream, alice.Local));
    }

    [Fact]
    public async Task Ports_are_an_even_one_and_the_odd_one_above_on_the_bound_address()
    {
        await using var relay = new Relay();
        var opened = await relay.OpenAsync();
        opened.Rtp.Address.Should().Be(System.Net.IPAddress.Loopback);
        (opened.Rtp.Port % 2).Should().Be(0);
        opened.RtcpPort.Should().Be(opened.Rtp.Port + 1);
    }

    [Fact]
    public async Task Payload_types_are_mapped_by_name_and_clock()
    {
        await using var relay = new Relay();
        using var alice = new Peer();
        using var bob = new Peer();
        var a = await relay.OpenForAsync(alice, new StreamSettings { Formats = [new PayloadFormat(96, "PCMA", 8000)] });
        var b = await relay.OpenForAsync(bob, new StreamSettings { Formats = [Relay.Pcmu, Relay.Pcma] });
        await relay.BridgeAsync(a, b);

        alice.PayloadType = 96;
        alice.Send(a.Rtp, Voice);

        (await bob.ReceiveAsync()).Header.PayloadType.Should().Be(8);
    }

    [Fact]
    public async Task Commands_on_unknown_streams_are_refused()
    {
        await using var relay = new Relay();
        var nobody = new StreamId(99);
        (await relay.AskAsync<MediaRefused>(new CloseStream(nobody))).Error.Should().Be(MediaError.UnknownStream);
        (await relay.AskAsync<MediaRefused>(new Connect(nobody, nobody))).Error.Should().Be(MediaError.UnknownStream);
        (await relay.AskAsync<MediaRefused>(new OpenStream(nobody, 1, "moon"))).Error.Should().Be(MediaError.UnknownAddress);
    }

    [Fact]
    public async Task Closing_answers_the_last_figures_and_forgets_the_stream()
    {
        await using var relay = new Relay();
        var opened = await relay.OpenAsync(call: 7);
        (await relay.AskAsync<StreamList>(new ListStreams())).Streams.Should().ContainSingle().Which.Call.Should().Be(7);
        await relay.AskAsync<StatisticsReply>(new CloseStream(opened.Stream));
        (await relay.AskAsync<StreamList>(new ListStreams())).Streams.Should().BeEmpty();
        relay.Engine.OpenStreams.Should().Be(0);
    }
}
