using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Tests.Engine;

/// <summary>A fax over UDPTL: its datagrams pass between two streams as they are, in a call that is RTP before and after.</summary>
public sealed class FaxTests
{
    private static readonly StreamSettings Fax = new() { IsUdptl = true };

    private readonly Stage _stage = new();

    /// <summary>Datagrams of a fax: a sequence number, then what nobody here reads; also what looks like RTP, RTCP or a check of ICE.</summary>
    public static TheoryData<string> Datagrams =>
        [
            "0000060100000000",
            "0001C0010180000086",
            "80",
            "8008000100000000DEADBEEF01020304",
            "80C80006",
            "000100002112A442000000000000",
            "FF",
        ];

    [Theory]
    [MemberData(nameof(Datagrams))]
    public void Datagram_passes_as_it_is(string hex)
    {
        var (a, _) = _stage.Open(ForFax(1));
        var (b, socket) = _stage.Open(ForFax(2));
        a.Connect(b);
        _stage.ReceiveRaw(a, a.Rtp, Stage.Remote(1), Convert.FromHexString(hex));
        var (bytes, target) = socket.Sent.Should().ContainSingle().Subject;
        Convert.ToHexString(bytes).Should().Be(hex);
        target.Should().Be(Stage.Remote(2));
        a.Statistics()
            .Should()
            .BeEquivalentTo(
                new
                {
                    PacketsReceived = 1L,
                    BytesReceived = hex.Length / 2L,
                    PacketsRefused = 0L,
                }
            );
        b.Statistics()
            .Should()
            .BeEquivalentTo(
                new
                {
                    PacketsSent = 1L,
                    BytesSent = hex.Length / 2L,
                    MeanOpinionScore = (double?)null,
                }
            );
    }

    [Fact]
    public void Stream_of_a_fax_and_one_of_RTP_pass_each_other_nothing()
    {
        var (fax, faxSocket) = _stage.Open(ForFax(1));
        var (speech, speechSocket) = _stage.Open();
        fax.Connect(speech);
        speech.Connect(fax);
        _stage.ReceiveRaw(fax, fax.Rtp, Stage.Remote(1), [0, 0, 6, 1, 0]);
        _stage.Receive(speech, Stage.Remote(2), Stage.Loud, 1, 0);
        faxSocket.Sent.Should().BeEmpty();
        speechSocket.Sent.Should().BeEmpty();
    }

    [Fact]
    public void Stranger_cannot_take_a_fax_over_however_long_its_peer_is_silent()
    {
        var (a, _) = _stage.Open(ForFax(1) with { RemoteRtp = null, RemoteRtcp = null });
        var (b, socket) = _stage.Open(ForFax(2));
        a.Connect(b);
        _stage.ReceiveRaw(a, a.Rtp, Stage.Remote(1), [0, 0, 1]);
        _stage.Pass(TimeSpan.FromMinutes(5));
        _stage.ReceiveRaw(a, a.Rtp, Stage.Remote(9), [0, 0, 2]);
        a.Statistics().PacketsRefused.Should().Be(1);
        socket.Sent.Should().ContainSingle();
        _stage.ReceiveRaw(a, a.Rtp, Stage.Remote(1), [0, 0, 3]);
        socket.Sent.Should().HaveCount(2);
    }

    [Fact]
    public void Fax_is_sent_to_where_the_peers_datagrams_come_from()
    {
        var (a, _) = _stage.Open(ForFax(1));
        var (b, socket) = _stage.Open(ForFax(2));
        a.Connect(b);
        _stage.ReceiveRaw(b, b.Rtp, Stage.Remote(7), [0, 0, 1]);
        _stage.ReceiveRaw(a, a.Rtp, Stage.Remote(1), [0, 0, 2]);
        socket.Sent.Should().ContainSingle().Which.Target.Should().Be(Stage.Remote(7), "a gateway behind NAT names an address of its own");
        _stage.Told.Should().Contain(new StreamLatched(b.Id, Stage.Remote(7)));
    }

    [Fact]
    public void Nothing_is_made_for_a_fax_and_its_silence_is_none()
    {
        var (a, _) = _stage.Open(ForFax(1));
        var (b, socket) = _stage.Open(ForFax(2) with { FillSilence = true, SilenceTimeout = TimeSpan.FromSeconds(1) });
        a.Connect(b);
        _stage.Pass(TimeSpan.FromMinutes(3));
        socket.Sent.Should().BeEmpty("neither filler nor reports are for its port");
        _stage.Told.Should().BeEmpty();
    }

    [Fact]
    public void Fax_in_the_codec_of_speech_is_not_disturbed_by_filler()
    {
        var (a, _) = _stage.Open();
        var (b, socket) = _stage.Open(Stage.Settings(2) with { FillSilence = true });
        a.Connect(b);
        var late = 0;
        for (ushort i = 0; i < 500; i++)
        {
            // Up to 80 ms late, as a bad line has it; never as late as what passes for silence.
            late = i % 25 == 0 ? 4 : 0;
            _stage.Pass(TimeSpan.FromMilliseconds(20 * late));
            _stage.Receive(a, Stage.Remote(1), Stage.Loud, i, i * 160u);
            _stage.Pass(TimeSpan.FromMilliseconds(late > 0 ? 0 : 20));
        }
        socket.SentHeaders.Should().HaveCount(500);
        socket.Sent.Where(s => s.Bytes.Length == 172).Should().OnlyContain(s => s.Bytes.Skip(12).SequenceEqual(Stage.Loud));
    }

    [Fact]
    public async Task Datagrams_pass_both_ways_over_sockets_and_speech_before_and_after()
    {
        await using var relay = new Relay();
        using var alice = new Peer();
        using var bob = new Peer();
        var a = await relay.OpenForAsync(alice);
        var b = await relay.OpenForAsync(bob);
        await relay.BridgeAsync(a, b);
        await SpeakAsync();

        await relay.DoAsync(new ConfigureStream(a.Stream, Fax with { RemoteRtp = alice.Local }));
        await relay.DoAsync(new ConfigureStream(b.Stream, Fax with { RemoteRtp = bob.Local }));
        var random = new Random(38);
        for (var i = 0; i < 100; i++)
        {
            var datagram = new byte[1 + random.Next(1400)];
            random.NextBytes(datagram);
            var (from, at, to) = i % 2 == 0 ? (alice, a, bob) : (bob, b, alice);
            from.SendRaw(datagram, at.Rtp);
            (await to.ReceiveRawAsync()).Bytes.Should().Equal(datagram);
        }
        (await relay.FiguresAsync(a)).PacketsReceived.Should().Be(51);

        await relay.DoAsync(new ConfigureStream(a.Stream, Relay.SettingsFor(alice)));
        await relay.DoAsync(new ConfigureStream(b.Stream, Relay.SettingsFor(bob)));
        await SpeakAsync();

        async Task SpeakAsync()
        {
            alice.Send(a.Rtp, [1, 2, 3]);
            (await bob.ReceiveAsync()).Payload.Should().Equal(1, 2, 3);
            bob.Send(b.Rtp, [4, 5]);
            (await alice.ReceiveAsync()).Payload.Should().Equal(4, 5);
        }
    }

    [Fact]
    public async Task Datagrams_allocate_nothing_on_the_worker()
    {
        await using var relay = new Relay(new MediaOptions { Workers = 1 });
        using var alice = new Peer();
        using var bob = new Peer();
        var a = await relay.OpenAsync();
        var b = await relay.OpenAsync();
        await relay.DoAsync(new ConfigureStream(a.Stream, Fax with { RemoteRtp = alice.Local }));
        await relay.DoAsync(new ConfigureStream(b.Stream, Fax with { RemoteRtp = bob.Local }));
        await relay.BridgeAsync(a, b);
        await SendAsync(200);
        var before = relay.Engine.AllocatedByWorkers;
        await SendAsync(5_000);

        // One object a datagram would be 120,000 at least.
        (relay.Engine.AllocatedByWorkers - before)
            .Should()
            .BeLessThan(4_000);

        async Task SendAsync(int datagrams)
        {
            for (var i = 0; i < datagrams; i++)
            {
                alice.SendRaw([0, (byte)i, 6, 1], a.Rtp);
                await bob.ReceiveRawAsync();
            }
            await relay.FiguresAsync(b);
        }
    }

    [Fact]
    public async Task Keys_and_ice_are_refused_for_a_fax()
    {
        await using var relay = new Relay();
        var stream = await relay.OpenAsync();
        var key = new SrtpKey(SrtpSuite.AesCm128HmacSha180, [.. Enumerable.Range(0, 30).Select(i => (byte)i)], []);
        foreach (
            var settings in new[]
            {
                Fax with
                {
                    SendKey = key,
                },
                Fax with
                {
                    ReceiveKey = key,
                },
                Fax with
                {
                    Ice = new IceSettings("ourF", "ourPasswordOf24Letters/+", ""),
                },
            }
        )
        {
            (await relay.AskAsync<MediaRefused>(new ConfigureStream(stream.Stream, settings))).Error.Should().Be(MediaError.InvalidValue);
        }
    }

    private static StreamSettings ForFax(int number) => Fax with { RemoteRtp = Stage.Remote(number), RemoteRtcp = Stage.Remote(number) };
}
