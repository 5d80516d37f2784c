using System.Net;
using Ponte.Media.Codecs;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Metering;
using Ponte.Media.Rtcp;

namespace Ponte.Media.Tests.Engine;

/// <summary>Packets through a real engine on loopback sockets.</summary>
public sealed class RelayTests
{
    private static readonly byte[] Voice = [.. Enumerable.Range(0, 160).Select(i => (byte)i)];

    public static TheoryData<bool, string> Systems =>
        new()
        {
            { false, "127.0.0.1" },
            { false, "::1" },
            { true, "127.0.0.1" },
            { true, "::1" },
        };

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task Bridged_peers_hear_each_other(bool portable, string address)
    {
        var local = IPAddress.Parse(address);
        await using var relay = new Relay(new MediaOptions { PortableSockets = portable }, local);
        using var alice = new Peer(local);
        using var bob = new Peer(local);
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
    public async Task A_tone_through_the_relay_is_measured_without_a_gap_across_hold_and_new_settings()
    {
        await using var relay = new Relay();
        using var alice = new Peer();
        using var bob = new Peer();
        var a = await relay.OpenForAsync(alice);
        var b = await relay.OpenForAsync(bob);
        await relay.BridgeAsync(a, b);
        var sequences = new List<ushort>();
        var meter = new ToneMeter(1000, 8000);

        await SpeakAsync(25);

        // A refresh, the same settings again, in the midst of the tone.
        await relay.DoAsync(new ConfigureStream(a.Stream, Relay.SettingsFor(alice)));
        await relay.DoAsync(new ConfigureStream(b.Stream, Relay.SettingsFor(bob)));
        await SpeakAsync(25);

        // The peer moves: the SSRC and all numbers begin anew, the sink sees one stream.
        alice.Ssrc = 99;
        alice.Sequence = 40_000;
        await SpeakAsync(25);

        // Hold and back.
        await relay.DoAsync(
            new ConfigureStream(b.Stream, Relay.SettingsFor(bob, new StreamSettings { Direction = MediaDirection.Inactive }))
        );
        alice.Send(a.Rtp, Tone());
        (await relay.FiguresAsync(a)).PacketsReceived.Should().Be(76);
        await relay.DoAsync(new ConfigureStream(b.Stream, Relay.SettingsFor(bob)));
        await SpeakAsync(25);

        var report = meter.Report();
        report.ToneFrames.Should().Be(100);
        report.Gaps.Should().Be(0);
        report.Level.Should().BeApproximately(-10, 1);
        sequences.Zip(sequences.Skip(1), (x, y) => (ushort)(y - x)).Take(73).Should().OnlyContain(step => step == 1);

        async Task SpeakAsync(int packets)
        {
            for (var i = 0; i < packets; i++)
            {
                alice.Send(a.Rtp, Tone());
                var (header, payload) = await bob.ReceiveAsync();
                sequences.Add(header.SequenceNumber);
                var samples = new short[160];
                G711.DecodeA(payload, samples);
                meter.Add(samples);
            }
        }
    }

    [Fact]
    public async Task The_tone_generator_is_heard_with_its_frequency_and_level()
    {
        await using var relay = new Relay();
        using var alice = new Peer();
        var a = await relay.OpenForAsync(alice, new StreamSettings { Formats = [Relay.Pcmu] });
        await relay.DoAsync(new PlayTone(a.Stream, ToneKind.Test, "IT", 700, UntilAudioFrom: null));
        var meter = new ToneMeter(700, 8000);
        for (var i = 0; i < 20; i++)
        {
            var (header, payload) = await alice.ReceiveAsync();
            header.PayloadType.Should().Be(0);
            var samples = new short[160];
            G711.DecodeMu(payload, samples);
            meter.Add(samples);
        }
        meter.Report().ToneFrames.Should().Be(20);
        await relay.DoAsync(new StopTone(a.Stream));
    }

    [Fact]
    public async Task Commands_out_of_bounds_are_refused()
    {
        await using var relay = new Relay();
        using var alice = new Peer();
        var nobody = new StreamId(99);
        (await relay.AskAsync<MediaRefused>(new CloseStream(nobody))).Error.Should().Be(MediaError.UnknownStream);
        (await relay.AskAsync<MediaRefused>(new Connect(nobody, nobody))).Error.Should().Be(MediaError.UnknownStream);
        (await relay.AskAsync<MediaRefused>(new OpenStream(nobody, 1, "moon"))).Error.Should().Be(MediaError.UnknownAddress);

        var opened = await relay.OpenForAsync(alice, new StreamSettings { Formats = [new PayloadFormat(18, "G729", 8000)] });
        (await relay.AskAsync<MediaRefused>(new OpenStream(opened.Stream, 1, "default"))).Error.Should().Be(MediaError.StreamExists);
        MediaCommand[] wrong =
        [
            new PlayTone(opened.Stream, ToneKind.Ringback, "IT", 0, null),
            new PlayTone(opened.Stream, ToneKind.Test, "IT", 4000, null),
            new SendDigits(opened.Stream, "1"),
            new Play(opened.Stream, 1, [new FileSource("/a.wav")]),
            new Play(opened.Stream, 1, []),
            new StartRecording(opened.Stream, 1, "a.wav"),
            new StartRecording(opened.Stream, 1, "/a.wav") { SampleRate = 11025 },
            new StartRecording(opened.Stream, 1, "/a.wav") { Partner = opened.Stream },
            new StartRecording(opened.Stream, 1, "/a.wav") { MaximumLength = TimeSpan.FromDays(2) },
            new Play(opened.Stream, 1, [new FileSource("a.wav")]),
            new Play(opened.Stream, 1, [new SilenceSource(TimeSpan.Zero)]),
            new Play(opened.Stream, 1, [new ToneSource(ToneKind.Test, "IT", 0, TimeSpan.FromSeconds(1))]),
            new Play(opened.Stream, 1, [new FileSource("/a.wav")]) { StopDigits = "x" },
            new Play(opened.Stream, 1, [new FileSource("/a.wav")]) { Start = TimeSpan.FromSeconds(1), Loop = true },
            new Play(opened.Stream, 1, [.. Enumerable.Repeat(new FileSource("/a.wav"), 65)]),
            new ConfigureStream(opened.Stream, new StreamSettings { RemoteRtp = new IPEndPoint(IPAddress.IPv6Loopback, 4) }),
            new ConfigureStream(opened.Stream, new StreamSettings { Formats = [new PayloadFormat(128, "PCMA", 8000)] }),
            new ConfigureStream(opened.Stream, new StreamSettings { PacketTime = TimeSpan.FromSeconds(1) }),
            new ConfigureStream(opened.Stream, new StreamSettings { SendKey = new SrtpKey(SrtpSuite.AesCm128HmacSha180, [1, 2, 3], []) }),
        ];
        foreach (var command in wrong)
        {
            (await relay.AskAsync<MediaRefused>(command)).Error.Should().Be(MediaError.InvalidValue, command.ToString());
        }
    }

    [Fact]
    public async Task Closing_says_goodbye_answers_the_last_figures_and_forgets_the_stream()
    {
        await using var relay = new Relay();
        using var alice = new Peer();
        var opened = await relay.OpenForAsync(alice, call: 7);
        (await relay.AskAsync<StreamList>(new ListStreams())).Streams.Should().Equal(new StreamListEntry(opened.Stream, 7, opened.Rtp));
        await relay.AskAsync<StatisticsReply>(new CloseStream(opened.Stream));
        (await relay.AskAsync<StreamList>(new ListStreams())).Streams.Should().BeEmpty();

        var (bytes, _) = await alice.ReceiveRawAsync();
        var types = new List<RtcpType>();
        var reader = new RtcpReader(bytes);
        while (reader.TryRead(out var packet))
        {
            types.Add(packet.Type);
        }
        types.Should().Equal(RtcpType.ReceiverReport, RtcpType.SourceDescription, RtcpType.Goodbye);
    }

    [Fact]
    public async Task Closing_a_call_closes_its_streams_and_no_others()
    {
        await using var relay = new Relay();
        await relay.OpenAsync(call: 1);
        await relay.OpenAsync(call: 1);
        var other = await relay.OpenAsync(call: 2);
        await relay.DoAsync(new CloseCall(1));
        await relay.DoAsync(new CloseCall(1));
        (await relay.AskAsync<StreamList>(new ListStreams())).Streams.Should().ContainSingle().Which.Stream.Should().Be(other.Stream);
    }

    [Fact]
    public async Task Ports_are_exact_and_when_none_is_free_that_is_said()
    {
        var range = new MediaAddress("default", IPAddress.Loopback, 18_000, 18_003, IPAddress.Parse("198.51.100.1"));
        await using var relay = new Relay(new MediaOptions { Addresses = [range] });
        var first = await relay.OpenAsync();
        first.Rtp.Should().Be(new IPEndPoint(IPAddress.Parse("198.51.100.1"), 18_000));
        first.RtcpPort.Should().Be(18_001);
        await relay.OpenAsync();
        (await relay.AskAsync<MediaRefused>(new OpenStream(new StreamId(50), 1, "default"))).Error.Should().Be(MediaError.NoPortFree);

        // A closed pair rests, so it cannot be had at once.
        await relay.AskAsync<StatisticsReply>(new CloseStream(first.Stream));
        (await relay.AskAsync<MediaRefused>(new OpenStream(new StreamId(51), 1, "default"))).Error.Should().Be(MediaError.NoPortFree);
    }

    [Fact]
    public async Task A_port_that_another_program_holds_is_passed_over()
    {
        using var thief = new System.Net.Sockets.UdpClient(new IPEndPoint(IPAddress.Loopback, 18_101));
        await using var relay = new Relay(
            new MediaOptions { Addresses = [new MediaAddress("default", IPAddress.Loopback, 18_100, 18_103)] }
        );
        (await relay.OpenAsync()).Rtp.Port.Should().Be(18_102);
    }

    [Fact]
    public async Task Streams_of_two_calls_meet_whatever_worker_they_began_on()
    {
        await using var relay = new Relay(new MediaOptions { Workers = 3 });
        var peers = Enumerable.Range(0, 6).Select(_ => new Peer()).ToArray();
        var streams = new StreamOpened[6];
        for (var i = 0; i < 6; i++)
        {
            streams[i] = await relay.OpenForAsync(peers[i], call: (ulong)(i / 2) + 1);
        }
        await relay.BridgeAsync(streams[0], streams[1]);
        await relay.BridgeAsync(streams[2], streams[3]);
        await relay.BridgeAsync(streams[4], streams[5]);

        // Without waiting in between: order must hold while streams move.
        var joins = new List<Task>();
        for (var i = 0; i < 5; i++)
        {
            joins.Add(relay.DoAsync(new Connect(streams[i].Stream, streams[i + 1].Stream)));
            joins.Add(relay.DoAsync(new ConfigureStream(streams[5 - i].Stream, Relay.SettingsFor(peers[5 - i]))));
        }
        await Task.WhenAll(joins);
        peers[1].Send(streams[1].Rtp, Voice);
        (await peers[0].ReceiveAsync()).Payload.Should().Equal(Voice);
        (await peers[2].ReceiveAsync()).Payload.Should().Equal(Voice);
        peers[3].Send(streams[3].Rtp, Voice);
        (await peers[4].ReceiveAsync()).Payload.Should().Equal(Voice);
        foreach (var peer in peers)
        {
            peer.Dispose();
        }
    }

    [Fact]
    public async Task After_the_end_commands_are_refused()
    {
        var relay = new Relay();
        await relay.OpenAsync();
        await relay.DisposeAsync();
        (await relay.AskAsync<MediaRefused>(new ListStreams())).Error.Should().Be(MediaError.Unavailable);
        await relay.DisposeAsync();
    }

    private static byte[] Tone()
    {
        // 1,000 Hz at -10 dBm0: eight samples to a period, twenty periods to a packet.
        var samples = Enumerable.Range(0, 160).Select(i => (short)(7227 * Math.Sin(Math.Tau * i / 8))).ToArray();
        var payload = new byte[160];
        G711.EncodeA(samples, payload);
        return payload;
    }
}
