using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Srtp;
using Ponte.Media.Tests.Engine;

namespace Ponte.Media.Tests.Recording;

/// <summary>Recordings by a real engine, written by its own thread.</summary>
public sealed class RecordingEngineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ponte-recording-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Protected_leg_is_recorded_in_the_clear_after_a_beep_and_the_relay_goes_on()
    {
        await using var relay = new Relay();
        using var line = new Peer();
        using var teams = new Peer();
        var key = new SrtpKey(SrtpSuite.AesCm128HmacSha180, [.. Enumerable.Repeat((byte)7, 30)], []);
        using var sender = new SrtpSender(key);
        teams.OnSend = (bytes, length) => sender.Protect(bytes, length);
        var a = await relay.OpenForAsync(line, call: 1);
        var b = await relay.OpenForAsync(teams, new StreamSettings { ReceiveKey = key }, call: 2);
        await relay.BridgeAsync(a, b);
        var path = Path.Combine(_folder, "call.wav");
        var start = new StartRecording(b.Stream, 4, path)
        {
            Partner = a.Stream,
            Beep = true,
            MaximumLength = TimeSpan.FromSeconds(0.6),
        };
        await relay.DoAsync(start);
        (await relay.AskAsync<MediaRefused>(start)).Error.Should().Be(MediaError.InvalidValue, "it is recorded already");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var i = 0; i < 60; i++)
        {
            teams.Send(b.Rtp, Stage.Loud);
            (await line.ReceiveAsync()).Payload.Should().Equal(Stage.Loud);
            await timer.WaitForNextTickAsync();
        }

        (await relay.NextEventAsync<RecordingEnded>())
            .Should()
            .Be(new RecordingEnded(b.Stream, 4, RecordingEnd.MaximumLength, TimeSpan.FromSeconds(0.6), ""));
        var bytes = await File.ReadAllBytesAsync(path);
        bytes.Length.Should().Be(44 + (4800 * 4));
        BitConverter.ToUInt32(bytes, 40).Should().Be(4800 * 4);
        var samples = Enumerable.Range(0, 4800).Select(i => (int)BitConverter.ToInt16(bytes, 44 + (4 * i))).ToList();
        samples.Count(s => Math.Abs(s) == 32256).Should().BeGreaterThan(4000, "the left channel has what was said, as it was said");
    }

    [Fact]
    public async Task Engine_that_stops_closes_its_recordings()
    {
        var path = Path.Combine(_folder, "last.wav");
        await using (var relay = new Relay())
        {
            using var alice = new Peer();
            var a = await relay.OpenForAsync(alice);
            await relay.DoAsync(new StartRecording(a.Stream, 1, path));
            await relay.DoAsync(new PauseRecording(a.Stream, IsPaused: true));
            await relay.DoAsync(new PauseRecording(a.Stream, IsPaused: false));
            await relay.DoAsync(new StopRecording(a.Stream));
            (await relay.NextEventAsync<RecordingEnded>()).Reason.Should().Be(RecordingEnd.Stopped);
            await relay.DoAsync(new StartRecording(a.Stream, 2, path));
        }
        (await File.ReadAllBytesAsync(path)).AsSpan(0, 4).SequenceEqual("RIFF"u8).Should().BeTrue();
    }
}
