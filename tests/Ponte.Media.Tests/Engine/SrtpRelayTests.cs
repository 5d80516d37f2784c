using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Rtp;
using Ponte.Media.Srtp;

namespace Ponte.Media.Tests.Engine;

/// <summary>SRTP on one side and plain RTP on the other.</summary>
public sealed class SrtpRelayTests
{
    private static readonly byte[] Voice = [.. Enumerable.Range(0, 160).Select(i => (byte)i)];

    [Theory]
    [InlineData(SrtpSuite.AesCm128HmacSha180)]
    [InlineData(SrtpSuite.AesCm128HmacSha132)]
    [InlineData(SrtpSuite.AeadAes128Gcm)]
    public async Task Plain_and_protected_peers_understand_each_other(SrtpSuite suite)
    {
        await using var relay = new Relay();
        using var line = new Peer();
        using var teams = new Peer();
        var (ours, theirs) = (Key(suite, 1), Key(suite, 2));
        using var sender = new SrtpSender(theirs);
        using var receiver = new SrtpReceiver(ours);
        teams.OnSend = (bytes, length) => sender.Protect(bytes, length);
        teams.OnReceive = (bytes, length) => Open(receiver, bytes, length);
        var a = await relay.OpenForAsync(line);
        var b = await relay.OpenForAsync(teams, new StreamSettings { SendKey = ours, ReceiveKey = theirs });
        await relay.BridgeAsync(a, b);

        line.Send(a.Rtp, Voice);
        (await teams.ReceiveAsync()).Payload.Should().Equal(Voice);
        teams.Send(b.Rtp, Voice);
        (await line.ReceiveAsync()).Payload.Should().Equal(Voice);
    }

    [Fact]
    public async Task Forged_and_replayed_packets_are_refused_and_do_not_latch()
    {
        await using var relay = new Relay();
        using var line = new Peer();
        using var teams = new Peer();
        using var thief = new Peer();
        var (ours, theirs) = (Key(SrtpSuite.AesCm128HmacSha180, 1), Key(SrtpSuite.AesCm128HmacSha180, 2));
        using var sender = new SrtpSender(theirs);
        using var wrong = new SrtpSender(Key(SrtpSuite.AesCm128HmacSha180, 3));
        byte[] last = [];
        teams.OnSend = (bytes, length) =>
        {
            length = sender.Protect(bytes, length);
            last = bytes[..length];
            return length;
        };
        thief.OnSend = (bytes, length) => wrong.Protect(bytes, length);
        var a = await relay.OpenForAsync(line);
        var b = await relay.OpenForAsync(teams, new StreamSettings { SendKey = ours, ReceiveKey = theirs });
        await relay.BridgeAsync(a, b);

        thief.Send(b.Rtp, Voice);
        teams.Send(b.Rtp, [1]);
        (await line.ReceiveAsync()).Payload.Should().Equal(1);
        teams.SendRaw(last, b.Rtp);
        teams.Send(b.Rtp, [2]);
        (await line.ReceiveAsync()).Payload.Should().Equal(2);

        (await relay.FiguresAsync(b)).PacketsRefused.Should().Be(2);
        (await relay.NextEventAsync<StreamLatched>()).Source.Should().Be(teams.Local);
    }

    [Fact]
    public async Task An_unchanged_key_keeps_the_rollover_counter_and_a_new_one_restarts_it()
    {
        await using var relay = new Relay();
        using var line = new Peer();
        using var teams = new Peer();
        var (ours, theirs) = (Key(SrtpSuite.AesCm128HmacSha180, 1), Key(SrtpSuite.AesCm128HmacSha180, 2));
        var sender = new SrtpSender(theirs);
        teams.OnSend = (bytes, length) => sender.Protect(bytes, length);
        var settings = new StreamSettings { SendKey = ours, ReceiveKey = theirs };
        var a = await relay.OpenForAsync(line);
        var b = await relay.OpenForAsync(teams, settings);
        await relay.BridgeAsync(a, b);

        // Over the wrap of the sequence number: from here on the counter is 1.
        teams.Sequence = 65_530;
        await SpeakAsync(20);
        await relay.DoAsync(new ConfigureStream(b.Stream, Relay.SettingsFor(teams, settings)));
        await SpeakAsync(5);

        sender.Dispose();
        var renewed = Key(SrtpSuite.AesCm128HmacSha180, 4);
        sender = new SrtpSender(renewed);
        await relay.DoAsync(new ConfigureStream(b.Stream, Relay.SettingsFor(teams, settings with { ReceiveKey = renewed })));
        await SpeakAsync(5);
        (await relay.FiguresAsync(b)).PacketsRefused.Should().Be(0);
        sender.Dispose();

        async Task SpeakAsync(int packets)
        {
            for (var i = 0; i < packets; i++)
            {
                teams.Send(b.Rtp, Voice);
                (await line.ReceiveAsync()).Payload.Should().Equal(Voice);
            }
        }
    }

    private static int Open(SrtpReceiver receiver, byte[] bytes, int length)
    {
        var isOpen = RtpPacket.IsRtcp(bytes.AsSpan(0, length))
            ? receiver.TryUnprotectRtcp(bytes, ref length, out _)
            : receiver.TryUnprotect(bytes, ref length, out _);
        isOpen.Should().BeTrue();
        return length;
    }

    private static SrtpKey Key(SrtpSuite suite, byte seed) =>
        new(suite, [.. Enumerable.Range(0, suite == SrtpSuite.AeadAes128Gcm ? 28 : 30).Select(i => (byte)(i * seed))], []);
}
