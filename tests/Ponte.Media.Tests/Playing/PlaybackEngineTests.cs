using Ponte.Media.Codecs;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Metering;
using Ponte.Media.Tests.Engine;

namespace Ponte.Media.Tests.Playing;

/// <summary>Files through a real engine, read by its own thread.</summary>
public sealed class PlaybackEngineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ponte-playback-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Peer_hears_files_one_after_the_other_and_their_end_is_told()
    {
        await using var relay = new Relay();
        using var alice = new Peer();
        var a = await relay.OpenForAsync(alice);
        var file = new FileSource(WavFile.Tone(_folder, 1000, 0.4, 16000));
        await relay.DoAsync(new Play(a.Stream, 7, [file, file, file]));
        var meter = new ToneMeter(1000, 8000);
        var samples = new short[160];
        for (var i = 0; i < 60; i++)
        {
            G711.DecodeA((await alice.ReceiveAsync()).Payload, samples);
            meter.Add(samples);
        }
        meter.Report().Gaps.Should().Be(0);
        meter.Report().ToneFrames.Should().BeGreaterThan(55);
        var ended = await relay.NextEventAsync<PlaybackEnded>();
        (ended.Stream, ended.Playback, ended.Reason).Should().Be((a.Stream, 7u, PlaybackEnd.Finished));
    }

    [Fact]
    public async Task Audio_of_the_partner_ends_music_and_is_heard()
    {
        await using var relay = new Relay();
        using var alice = new Peer();
        using var bob = new Peer();
        var a = await relay.OpenForAsync(alice);
        var b = await relay.OpenForAsync(bob, call: 2);
        await relay.BridgeAsync(a, b);
        var file = new FileSource(WavFile.Tone(_folder, 1000, 20, 8000));
        await relay.DoAsync(new Play(a.Stream, 1, [file]) { Loop = true, UntilAudioFrom = b.Stream });
        await alice.ReceiveAsync();
        bob.Send(b.Rtp, Stage.Loud);
        bob.Send(b.Rtp, Stage.Loud);
        (await relay.NextEventAsync<PlaybackEnded>()).Reason.Should().Be(PlaybackEnd.Stopped);
        bob.Send(b.Rtp, [1, 2, 3]);
        while ((await alice.ReceiveAsync()).Payload.Length != 3)
        {
            // What was played before.
        }
    }
}
