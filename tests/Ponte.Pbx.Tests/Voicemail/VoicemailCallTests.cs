using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Pbx.Prompts;
using Ponte.Pbx.Tests.Phones;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Tests.Voicemail;

/// <summary>Calls that reach a box: document, number plan, box and calls together.</summary>
public sealed class VoicemailCallTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ponte-boxes-").FullName;
    private readonly CompanyBench _bench;

    public VoicemailCallTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "en"));
        foreach (var prompt in new[] { "vm-no-answer", "vm-after-beep", "vm-kept", "digit-2", "digit-0" })
        {
            File.WriteAllText(Path.Combine(_folder, "en", $"{prompt}.wav"), "");
        }
        _bench = new CompanyBench(
            CompanyBench.Text.Replace(
                "name: Gaia Bianchi",
                "name: Gaia Bianchi\n    voicemail: { pin: \"4711\" }\n    forward: { noAnswer: { to: voicemail, after: 10s } }",
                StringComparison.Ordinal
            ),
            new PromptFiles(_folder, null, NullLogger.Instance)
        );
    }

    [Fact]
    public void Nobody_answers_and_the_caller_leaves_a_message_by_hanging_up()
    {
        var (caller, called) = Rings();
        _bench.World.Advance(TimeSpan.FromSeconds(11));

        called.Log.Should().Contain(l => l.StartsWith("cancelled", StringComparison.Ordinal));
        caller.Log.Should().Contain("answered");
        Stream
            .Playing!.Sources.OfType<FileSource>()
            .Select(s => Path.GetFileNameWithoutExtension(s.Path))
            .Should()
            .Equal("vm-no-answer", "digit-2", "digit-0", "digit-2", "vm-after-beep");
        Played();
        var recording = Stream.Recording!;
        recording.Path.Should().StartWith("/gbianchi/");
        caller.HangUp();
        Ended(recording.Recording, 5);

        var message = _bench.Voicemail.MessagesOf("gbianchi").Should().ContainSingle().Subject;
        (message.CallerNumber, message.CallerName, message.Length).Should().Be(("201", "Mario Rossi", TimeSpan.FromSeconds(5)));
        _bench.Voicemail.Open.Should().BeEmpty();
        _bench.Events.OfType<MessageLeft>().Should().ContainSingle().Which.Box.Should().Be("gbianchi");
        Way().Should().Equal("deposit gbianchi ", "deposit gbianchi kept");
        _bench.Events.OfType<CallEnded>().Single().End.Should().Be(new CallEnd(EndSide.Caller, EndCause.Normal));
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void A_caller_who_is_silent_hears_thanks_or_goodbye_and_is_released()
    {
        var (caller, _) = Rings();
        _bench.World.Advance(TimeSpan.FromSeconds(11));
        Played();
        Ended(Stream.Recording!.Recording, 1, RecordingEnd.Silence);

        caller.Log.Should().Contain("ended", "goodbye was not recorded, and is passed over");
        _bench.Voicemail.MessagesOf("gbianchi").Should().BeEmpty();
        Way().Should().Equal("deposit gbianchi ", "deposit gbianchi tooShort");
        _bench.ExpectNothingLeft();
    }

    [Theory]
    [InlineData("greeting")]
    [InlineData("recording")]
    [InlineData("thanks")]
    [InlineData("full disk")]
    public void A_caller_who_hangs_up_at_any_moment_leaves_nothing_open(string when)
    {
        _bench.Voicemail.IsFull = when is "full disk";
        var (caller, _) = Rings();
        _bench.World.Advance(TimeSpan.FromSeconds(11));
        if (when is not "greeting")
        {
            Played();
        }
        if (when is "thanks")
        {
            Ended(Stream.Recording!.Recording, 9, RecordingEnd.Silence);
        }

        caller.HangUp();
        _bench.World.Advance(TimeSpan.FromSeconds(20));

        _bench.Voicemail.Open.Should().BeEmpty();
        _bench.ExpectNothingLeft();
    }

    public void Dispose()
    {
        _bench.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Ponte.TestKit.Media.FakeStream Stream => _bench.Media.Streams.Values.Single();

    private (SoftPhone Caller, SoftPhone Called) Rings()
    {
        var caller = _bench.Phone("192.0.2.8", TransportProtocol.Udp, "201-cordless", "secret-2x");
        var called = _bench.Phone("192.0.2.9", TransportProtocol.Udp, "202-desk", "secret-3x");
        called.IsSecure = true;
        caller.Call("202");
        called.Ring();
        return (caller, called);
    }

    private void Played()
    {
        _bench.Media.Raise(new PlaybackEnded(Stream.Id, Stream.Playing!.Playback, PlaybackEnd.Finished, TimeSpan.FromSeconds(1), ""));
        _bench.World.Run();
    }

    private void Ended(uint recording, double seconds, RecordingEnd reason = RecordingEnd.Stopped)
    {
        _bench.Media.Raise(new RecordingEnded(Stream.Id, recording, reason, TimeSpan.FromSeconds(seconds), ""));
        _bench.World.Run();
    }

    private IEnumerable<string> Way() => _bench.Events.OfType<FlowStepTaken>().Select(e => $"{e.Step} {e.Value} {e.Result}");
}
