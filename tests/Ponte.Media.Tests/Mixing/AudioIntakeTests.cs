using Ponte.Media.Codecs;
using Ponte.Media.Control.Model;
using Ponte.Media.Engine;
using Ponte.Media.Metering;
using Ponte.Media.Mixing;
using Ponte.Media.Rtp;
using Ponte.Media.Tests.Engine;
using Ponte.Media.Tests.Playing;

namespace Ponte.Media.Tests.Mixing;

/// <summary>The even flow that is made of packets as networks deliver them.</summary>
public sealed class AudioIntakeTests : IDisposable
{
    private readonly ToneMeter _meter = new(400, 8000);
    private readonly AudioIntake _intake = new(8000);

    public void Dispose() => _intake.Dispose();

    [Fact]
    public void Jitter_and_reordering_are_not_heard()
    {
        var random = new Random(1);
        Play(500, number => 20 * number + random.Next(0, 35), _ => false);
        _meter.Report().Gaps.Should().Be(0);
        _meter.Report().ToneFrames.Should().BeGreaterThan(485);
    }

    [Fact]
    public void Losses_are_made_up_for()
    {
        var random = new Random(2);
        Play(1000, number => 20 * number, _ => random.Next(20) == 0);
        _intake.Concealed.Should().BeInRange(160 * 25, 160 * 80);
        var report = _meter.Report();
        report.Presence.Should().BeGreaterThan(0.98);
        report.Gaps.Should().BeLessThan(8, "only where two and more follow each other it is heard");
    }

    [Fact]
    public void Clock_of_the_sender_may_run_fast_or_slow()
    {
        foreach (var milliseconds in new[] { 19.8, 20.2 })
        {
            var intake = new AudioIntake(8000);
            var frame = new short[160];
            var (due, silent) = (0.0, 0);
            ushort sequence = 0;
            for (var now = 0; now < 60_000; now += 20)
            {
                for (; due <= now; due += milliseconds)
                {
                    Give(intake, sequence++, Stage.Loud);
                }
                silent += intake.Pull(frame) ? 0 : 1;
            }
            silent.Should().BeLessThan(30, "{0} ms", milliseconds);
            intake.Waiting.Should().BeLessThan(12, "a fast sender must not fill the buffer");
        }
    }

    [Fact]
    public void Silence_after_the_last_packet_is_silence_and_talk_begins_again()
    {
        var frame = new short[160];
        ushort sequence = 0;
        for (var i = 0; i < 10; i++)
        {
            Give(_intake, sequence++, Stage.Loud);
            _intake.Pull(frame);
        }
        var heard = Enumerable.Range(0, 20).Count(_ => _intake.Pull(frame));
        heard.Should().BeInRange(2, 6, "what waited, and a fade");
        frame.Should().AllBeEquivalentTo((short)0);
        for (var i = 0; i < 10; i++)
        {
            Give(_intake, sequence++, Stage.Loud);
        }
        Enumerable.Range(0, 10).Count(_ => _intake.Pull(frame)).Should().Be(10);
    }

    [Theory]
    [InlineData("G722", 16000)]
    [InlineData("G722", 8000)]
    [InlineData("PCMU", 16000)]
    public void Other_codecs_and_rates_give_the_same_tone(string encoding, int rate)
    {
        var format = new PayloadFormat(9, encoding, 8000);
        using var encoder = AudioCodecs.CreateEncoder(format)!;
        var samples = WavFile.ToneSamples(1000, 2, encoder.SampleRate);
        var piece = encoder.SampleRate / 50;
        var intake = new AudioIntake(rate);
        var meter = new ToneMeter(1000, rate);
        var frame = new short[rate / 50];
        for (var i = 0; i < 100; i++)
        {
            var payload = new byte[160];
            encoder.Encode(samples.AsSpan(i * piece, piece), payload);
            Give(intake, (ushort)i, payload, format);
            intake.Pull(frame);
            meter.Add(frame);
        }
        meter.Report().Gaps.Should().Be(0);
        meter.Report().ToneFrames.Should().BeGreaterThan(96);
        meter.Report().Level.Should().BeApproximately(-10, 0.5);
    }

    private void Play(int packets, Func<int, int> arrival, Func<int, bool> isLost)
    {
        var samples = WavFile.ToneSamples(400, packets * 0.02, 8000);
        var due = Enumerable.Range(0, packets).Where(n => !isLost(n)).Select(n => (Number: n, At: arrival(n))).OrderBy(p => p.At).ToList();
        var frame = new short[160];
        var payload = new byte[160];
        var next = 0;
        for (var now = 0; now < packets * 20; now += 20)
        {
            for (; next < due.Count && due[next].At <= now; next++)
            {
                G711.EncodeA(samples.AsSpan(due[next].Number * 160, 160), payload);
                Give(_intake, (ushort)(65000 + due[next].Number), payload);
            }
            _intake.Pull(frame);
            if (now > 200)
            {
                _meter.Add(frame);
            }
        }
    }

    private static void Give(AudioIntake intake, ushort sequence, ReadOnlySpan<byte> payload, PayloadFormat? format = null)
    {
        Span<byte> packet = stackalloc byte[RtpHeader.FixedLength + payload.Length];
        RtpPacket.WriteHeader(packet, 8, marker: false, sequence, sequence * 160u, 77);
        RtpHeader.TryParse(packet, out var header).Should().BeTrue();
        intake.Take(new AcceptedPacket(header, format ?? Stage.Pcma, PayloadKind.Audio, IsNewSource: false), payload, TimeSpan.Zero);
    }
}
