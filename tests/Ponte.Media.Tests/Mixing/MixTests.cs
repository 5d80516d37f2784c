using Ponte.Media.Codecs;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;
using Ponte.Media.Engine;
using Ponte.Media.Metering;
using Ponte.Media.Mixing;
using Ponte.Media.Rtp;
using Ponte.Media.Tests.Engine;

namespace Ponte.Media.Tests.Mixing;

/// <summary>Who hears whom in a conference, by tones of different frequency.</summary>
public sealed class MixTests
{
    private static readonly PayloadFormat Pcmu = new(0, "PCMU", 8000);
    private readonly Stage _stage = new();
    private readonly MixRoom _room = new();
    private readonly List<Member> _members = [];
    private ushort _sequence;

    [Fact]
    public void Each_hears_all_others_and_not_itself_in_its_own_codec()
    {
        Member[] members = [Join(500, Stage.Pcma), Join(900, Pcmu), Join(1700, Stage.G722)];
        Talk(2);
        foreach (var listener in members)
        {
            foreach (var speaker in members)
            {
                Level(listener, speaker.Frequency).Should().BeInRange(speaker == listener ? -100 : -17, speaker == listener ? -40 : -15);
            }
        }
        foreach (var member in members)
        {
            var headers = member.Socket.SentHeaders.ToList();
            headers.Should().HaveCountGreaterThan(95);
            headers.Zip(headers.Skip(1)).Should().OnlyContain(p => p.Second.Timestamp - p.First.Timestamp == 160u);
        }
    }

    [Fact]
    public void Muted_member_hears_and_is_not_heard()
    {
        var (a, b) = (Join(500, Stage.Pcma), Join(900, Stage.Pcma));
        a.Stream.EnterMix(_room, new MixRole { Speaks = false }, _stage.Now);
        Talk(1);
        Level(b, 500).Should().BeLessThan(-40);
        Level(a, 900).Should().BeGreaterThan(-18);
        a.Stream.EnterMix(_room, new MixRole(), _stage.Now);
        b.Socket.Sent.Clear();
        Talk(1);
        Level(b, 500).Should().BeGreaterThan(-18);
    }

    [Fact]
    public void Supervisor_listens_whispers_and_barges_in()
    {
        var (agent, caller, supervisor) = (Join(500, Stage.Pcma), Join(900, Stage.Pcma), Join(1700, Stage.Pcma));
        Hear(supervisor, new MixRole { Speaks = false }, agentHears: false, callerHears: false);
        Hear(supervisor, new MixRole { HeardBy = [agent.Stream.Id] }, agentHears: true, callerHears: false);
        Hear(supervisor, new MixRole(), agentHears: true, callerHears: true);

        // The caller hears the agent only, whoever else speaks.
        caller.Stream.EnterMix(_room, new MixRole { Hears = [agent.Stream.Id] }, _stage.Now);
        Hear(supervisor, new MixRole(), agentHears: true, callerHears: false);

        void Hear(Member who, MixRole role, bool agentHears, bool callerHears)
        {
            who.Stream.EnterMix(_room, role, _stage.Now);
            Talk(0.2);
            _members.ForEach(m => m.Socket.Sent.Clear());
            Talk(1);
            (Level(agent, 1700) > -18).Should().Be(agentHears);
            (Level(caller, 1700) > -18).Should().Be(callerHears);
            Level(caller, 500).Should().BeGreaterThan(-18);
            Level(agent, 900).Should().BeGreaterThan(-18);
            Level(supervisor, 500).Should().BeGreaterThan(-18);
            Level(supervisor, 1700).Should().BeLessThan(-40);
        }
    }

    [Theory]
    [InlineData("PCMA", "PCMA")]
    [InlineData("PCMA", "G722")] // transcoded to each other
    public void A_relayed_pair_hears_each_other_without_a_gap_while_somebody_comes_listens_whispers_barges_in_and_goes(
        string first,
        string second
    )
    {
        var (agent, caller) = (Open(500, new PayloadFormat(8, first, 8000)), Open(900, new PayloadFormat(9, second, 8000)));
        var supervisor = Open(1700, Stage.Pcma);
        agent.Stream.Connect(caller.Stream);
        caller.Stream.Connect(agent.Stream);
        Talk(1);
        var (onlyRelayed, none) = (new MixRole { Hears = [] }, -40);
        Attach(new MixRole { Speaks = false }, onlyRelayed, onlyRelayed, agentHears: none, callerHears: none);
        Attach(new MixRole { HeardBy = [agent.Stream.Id] }, new MixRole(), onlyRelayed, agentHears: -18, callerHears: none);
        Attach(new MixRole(), new MixRole(), new MixRole(), agentHears: -18, callerHears: -18);
        Attach(new MixRole { HeardBy = [agent.Stream.Id] }, new MixRole(), onlyRelayed, agentHears: -18, callerHears: none);
        _members.ForEach(m => m.Stream.LeaveMix());
        _room.IsOver.Should().BeTrue();
        var heard = supervisor.Socket.SentHeaders.Count();
        Talk(1);
        supervisor.Socket.SentHeaders.Count().Should().Be(heard, "who has left gets nothing any more");
        WithoutGap(agent, 900);
        WithoutGap(caller, 500);

        void Attach(MixRole role, MixRole agentRole, MixRole callerRole, double agentHears, double callerHears)
        {
            supervisor.Stream.EnterMix(_room, role, _stage.Now);
            agent.Stream.EnterMix(_room, agentRole, _stage.Now);
            caller.Stream.EnterMix(_room, callerRole, _stage.Now);
            Talk(0.5);
            var sent = _members.ConvertAll(m => m.Socket.Sent.ToList());
            _members.ForEach(m => m.Socket.Sent.Clear());
            Talk(1);
            Hears(agent, agentHears);
            Hears(caller, callerHears);
            Level(supervisor, 500).Should().BeGreaterThan(-18);
            Level(supervisor, 900).Should().BeGreaterThan(-18);
            Level(supervisor, 1700).Should().BeLessThan(-40);
            foreach (var (member, before) in _members.Zip(sent))
            {
                member.Socket.Sent.InsertRange(0, before);
            }
        }

        static void Hears(Member member, double level) =>
            Level(member, 1700).Should().BeInRange(level == -18 ? -18 : -100, level == -18 ? -15 : level);
    }

    /// <summary>One packet each 20 ms, in order, and the tone in each of them.</summary>
    private static void WithoutGap(Member member, int frequency)
    {
        var headers = member.Socket.SentHeaders.Skip(20).ToList();
        headers.Zip(headers.Skip(1)).Count(p => (ushort)(p.Second.SequenceNumber - p.First.SequenceNumber) != 1).Should().Be(0);
        headers.Zip(headers.Skip(1)).Max(p => p.Second.Timestamp - p.First.Timestamp).Should().BeLessThanOrEqualTo(320u);
        using var decoder = AudioCodecs.CreateDecoder(member.Format)!;
        var piece = new short[AudioDecoder.MaximumSamples];
        var (silent, longest) = (0, 0);
        foreach (var (index, (bytes, _)) in member.Socket.Sent.Where(s => !RtpPacket.IsRtcp(s.Bytes)).Index())
        {
            var samples = piece.AsSpan(0, decoder.Decode(bytes.AsSpan(RtpHeader.FixedLength), piece));
            if (index < 30)
            {
                continue; // the jitter buffers and the decoder begin
            }
            silent = LevelOf(samples, frequency, decoder.SampleRate) > -22 ? 0 : silent + 1;
            longest = Math.Max(longest, silent);
        }
        longest
            .Should()
            .BeLessThanOrEqualTo(1, "where one takes the other's place the phase jumps, and one frame may have two halves of a tone");
    }

    [Fact]
    public void Fifty_members_of_whom_three_speak_hear_each_other()
    {
        var members = Enumerable.Range(0, 50).Select(i => Join(i < 3 ? 500 + (400 * i) : 0, i % 2 == 0 ? Stage.Pcma : Pcmu)).ToList();
        Talk(1);
        foreach (var listener in members)
        {
            foreach (var speaker in members.Take(3))
            {
                (Level(listener, speaker.Frequency) > -18).Should().Be(speaker != listener);
            }
        }
    }

    [Fact]
    public void Coming_and_going_is_told_by_two_notes_and_a_closed_stream_leaves()
    {
        var first = Join(0, Stage.Pcma);
        var second = Join(0, Stage.Pcma, new MixRole { Chimes = true });
        Talk(0.3);
        Level(first, 480).Should().BeGreaterThan(-40);
        first.Socket.Sent.Clear();
        Talk(0.3);
        Level(first, 480).Should().BeLessThan(-60);
        second.Stream.Detach();
        _room.Count.Should().Be(1);
        Talk(0.12);
        Level(first, 620).Should().BeGreaterThan(-40);
        first.Stream.LeaveMix();
        _room.IsOver.Should().BeTrue();
    }

    [Fact]
    public async Task Streams_of_several_calls_meet_in_one_mix_of_the_engine()
    {
        await using var relay = new Relay(new MediaOptions { Workers = 2 });
        using var alice = new Peer();
        using var bob = new Peer();
        var (a, b) = (await relay.OpenForAsync(alice, call: 1), await relay.OpenForAsync(bob, call: 2));
        await relay.DoAsync(new JoinMix(new MixId(5), a.Stream, new MixRole()));
        await relay.DoAsync(new JoinMix(new MixId(5), b.Stream, new MixRole()));
        (await relay.AskAsync<MediaRefused>(new JoinMix(new MixId(6), b.Stream, new MixRole()))).Error.Should().Be(MediaError.InvalidValue);
        for (var i = 0; i < 6; i++)
        {
            alice.Send(a.Rtp, Stage.Loud);
        }
        var loud = 0;
        for (var i = 0; i < 50 && loud < 3; i++)
        {
            loud += (await bob.ReceiveAsync()).Payload.SequenceEqual(Stage.Quiet) ? 0 : 1;
        }
        loud.Should().Be(3);
        await relay.DoAsync(new LeaveMix(b.Stream));
        await relay.DoAsync(new JoinMix(new MixId(6), b.Stream, new MixRole()));
        await relay.AskAsync<StatisticsReply>(new CloseStream(b.Stream));
        await relay.AskAsync<StatisticsReply>(new CloseStream(a.Stream));
    }

    [Fact]
    public async Task Mixing_allocates_nothing_on_the_worker()
    {
        await using var relay = new Relay(new MediaOptions { Workers = 1 });
        using var alice = new Peer();
        using var bob = new Peer();
        var (a, b) = (await relay.OpenForAsync(alice), await relay.OpenForAsync(bob));
        await relay.DoAsync(new JoinMix(new MixId(5), a.Stream, new MixRole()));
        await relay.DoAsync(new JoinMix(new MixId(5), b.Stream, new MixRole()));
        await TalkAsync(100);

        var before = relay.Engine.AllocatedByWorkers;
        await TalkAsync(150);

        // One object a frame and member would be 10,000 at least.
        (relay.Engine.AllocatedByWorkers - before)
            .Should()
            .BeLessThan(9_000);

        async Task TalkAsync(int frames)
        {
            for (var i = 0; i < frames; i++)
            {
                alice.Send(a.Rtp, Stage.Loud);
                await bob.ReceiveRawAsync();
            }
            await relay.FiguresAsync(a);
        }
    }

    private Member Join(int frequency, PayloadFormat format, MixRole? role = null)
    {
        var member = Open(frequency, format);
        member.Stream.EnterMix(_room, role ?? new MixRole(), _stage.Now);
        return member;
    }

    private Member Open(int frequency, PayloadFormat format)
    {
        var number = _members.Count + 1;
        var (stream, socket) = _stage.Open(Stage.Settings(number) with { Formats = [format, Stage.Events] });
        var member = new Member(number, stream, socket, format, frequency);
        _members.Add(member);
        return member;
    }

    private void Talk(double seconds)
    {
        for (var end = _stage.Now + TimeSpan.FromSeconds(seconds); _stage.Now < end; _sequence++)
        {
            foreach (var member in _members.Where(m => m.Frequency > 0))
            {
                _stage.Receive(
                    member.Stream,
                    Stage.Remote(member.Number),
                    member.NextPayload(),
                    _sequence,
                    _sequence * 160u,
                    member.Format.PayloadType
                );
            }
            _stage.Pass(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>The level of a tone in what a member heard, the beginning left out.</summary>
    private static double Level(Member member, int frequency)
    {
        using var decoder = AudioCodecs.CreateDecoder(member.Format)!;
        var samples = new List<short>();
        var piece = new short[AudioDecoder.MaximumSamples];
        foreach (var (bytes, _) in member.Socket.Sent.Where(s => !RtpPacket.IsRtcp(s.Bytes)))
        {
            samples.AddRange(piece.AsSpan(0, decoder.Decode(bytes.AsSpan(RtpHeader.FixedLength), piece)));
        }
        var start = Math.Min(samples.Count / 4, decoder.SampleRate / 5);
        return LevelOf(samples.ToArray().AsSpan(start), frequency, decoder.SampleRate);
    }

    private static double LevelOf(ReadOnlySpan<short> samples, int frequency, int rate)
    {
        var (real, imaginary) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            real += samples[i] * Math.Cos(Math.Tau * frequency * i / rate);
            imaginary += samples[i] * Math.Sin(Math.Tau * frequency * i / rate);
        }
        return SignalLevel.FromPower(2 * ((real * real) + (imaginary * imaginary)) / ((double)samples.Length * samples.Length));
    }

    private sealed class Member(int number, MediaStream stream, FakeSocket socket, PayloadFormat format, int frequency)
    {
        private readonly AudioEncoder _encoder = AudioCodecs.CreateEncoder(format)!;
        private readonly Ponte.Media.Tones.ToneGenerator _tone = new(
            Ponte.Media.Tones.Cadence.Steady(Math.Max(1, frequency), -16),
            AudioCodecs.SampleRateOf(format)
        );

        public int Number => number;

        public MediaStream Stream => stream;

        public FakeSocket Socket => socket;

        public PayloadFormat Format => format;

        public int Frequency => frequency;

        public byte[] NextPayload()
        {
            var samples = new short[_encoder.SampleRate / 50];
            _tone.Fill(samples);
            var payload = new byte[160];
            _encoder.Encode(samples, payload);
            return payload;
        }
    }
}
