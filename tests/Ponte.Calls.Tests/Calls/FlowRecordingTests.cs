using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Routing;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Tests.Calls;

/// <summary>A caller of a flow is recorded: what was said is kept once, however the recording or the call ends.</summary>
public sealed class FlowRecordingTests : CallTests
{
    private static readonly RecordingPlace Place = new(
        "/voicemail/sales/1.rec",
        new RecordingSeal
        {
            KeyId = "k1",
            Salt = [.. new byte[32]],
            Key = [.. new byte[32]],
        },
        8000
    );

    private readonly List<FlowTake> _kept = [];
    private readonly FlowRecord _record;
    private readonly ScriptedFlow _flow;

    public FlowRecordingTests()
    {
        Bench = new CallsBench(new CallsOptions { FlowTimeout = TimeSpan.FromMinutes(5) });
        _record = new FlowRecord(
            _ => ValueTask.FromResult<RecordingPlace?>(Place),
            take =>
            {
                _kept.Add(take);
                return ValueTask.FromResult(
                    new FlowRecorded(FlowTakeOutcome.Kept)
                    {
                        Box = "sales",
                        Message = "1",
                        Length = take.Length ?? TimeSpan.Zero,
                    }
                );
            }
        )
        {
            MaximumLength = TimeSpan.FromMinutes(3),
            StopAfterSilence = TimeSpan.FromSeconds(6),
        };
        _flow = new ScriptedFlow(Bench, _record)
        {
            OnNews = n => n is FlowRecorded ? ScriptedFlow.Play("/thanks.wav") : ScriptedFlow.End(),
        };
    }

    [Fact]
    public void Key_ends_the_message_which_is_kept_and_told()
    {
        var caller = Enters();
        var recording = Bench.Stream(1).Recording!;
        (recording.Path, recording.Beep, recording.Partner, recording.Seal).Should().Be((Place.Path, true, null, Place.Seal));
        (recording.MaximumLength, recording.StopAfterSilence).Should().Be((TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(6)));
        Presses('5');
        Bench.Stream(1).Recording.Should().NotBeNull("only # ends it");

        Presses('#');
        Bench.Stream(1).Recording.Should().BeNull();
        _kept.Should().BeEmpty("the file is not closed yet");
        Ends(recording.Recording, RecordingEnd.Stopped, 7);

        _kept.Should().Equal(new FlowTake(Call, Place, RecordingEnd.Stopped, TimeSpan.FromSeconds(7), IsCallerGone: false));
        _flow.News.Should().ContainSingle().Which.Should().BeOfType<FlowRecorded>().Which.Key.Should().Be('#');
        Bench
            .Sink.Single<MessageLeft>()
            .Should()
            .BeEquivalentTo(
                new
                {
                    Call,
                    Box = "sales",
                    Message = "1",
                    Length = TimeSpan.FromSeconds(7),
                }
            );
        Bench.Stream(1).Playing.Should().NotBeNull();
        caller.Bye();
    }

    [Fact]
    public void Caller_who_hangs_up_has_left_the_message()
    {
        var caller = Enters();
        var recording = Bench.Stream(1).Recording!;

        caller.Bye();
        Bench.Sink.All<CallEnded>().Should().BeEmpty("the message is not kept yet");
        Ends(recording.Recording, RecordingEnd.Stopped, 3);

        _kept.Should().Equal(new FlowTake(Call, Place, RecordingEnd.Stopped, TimeSpan.FromSeconds(3), IsCallerGone: true));
        Bench.End.Should().Be(new CallEnd(EndSide.Caller, EndCause.Normal));
        Bench.Sink.All<MessageLeft>().Should().ContainSingle();
    }

    [Fact]
    public void Message_is_kept_when_the_media_dies_or_never_tells_the_end()
    {
        var caller = Enters();
        caller.Bye();
        Bench.Advance(3.1);
        _kept.Should().Equal(new FlowTake(Call, Place, RecordingEnd.Stopped, null, IsCallerGone: true));

        _kept.Clear();
        caller = Enters();
        Bench.Media.Lose("gone");
        Bench.Advance(0.1);
        _kept.Should().ContainSingle().Which.IsCallerGone.Should().BeTrue();
        caller.TakesBye();
        Bench.Media.Restore();
        Bench.Media.Refusals.Clear();
    }

    [Fact]
    public void Message_is_kept_when_the_node_stops()
    {
        var caller = Enters();
        var recording = Bench.Stream(1).Recording!;
        var stopped = Bench.Node.StopAsync(keepEstablished: true);
        Bench.Advance(0.01);
        (stopped.IsCompleted, Bench.Sink.All<CallEnded>().Any()).Should().Be((false, false));
        Ends(recording.Recording, RecordingEnd.Stopped, 4);

        _kept.Should().ContainSingle();
        Bench.Sink.All<CallEnded>().Should().ContainSingle();
        caller.TakesBye();
    }

    [Theory]
    [InlineData(RecordingEnd.Silence)]
    [InlineData(RecordingEnd.MaximumLength)]
    [InlineData(RecordingEnd.FileError)]
    public void Whatever_ends_it_is_told_to_who_keeps_it(RecordingEnd reason)
    {
        var caller = Enters();
        Ends(Bench.Stream(1).Recording!.Recording, reason, 9);

        _kept.Should().ContainSingle().Which.End.Should().Be(reason);
        Bench.Stream(1).Playing.Should().NotBeNull("the call goes on");
        caller.Bye();
    }

    [Fact]
    public void Without_a_place_nothing_is_recorded_and_the_call_goes_on()
    {
        var caller = Enters(_record with { Place = _ => ValueTask.FromResult<RecordingPlace?>(null) });

        Bench.Stream(1).Recording.Should().BeNull();
        _kept.Should().BeEmpty();
        _flow.News.Should().Equal(new FlowRecorded(FlowTakeOutcome.Failed));
        caller.Bye();
    }

    [Fact]
    public void Keeping_that_fails_or_hangs_is_told_as_failed()
    {
        var caller = Enters(_record with { Keep = _ => throw new IOException("the disk is full") });
        Ends(Bench.Stream(1).Recording!.Recording, RecordingEnd.Silence, 9);
        _flow.News.Should().Equal(new FlowRecorded(FlowTakeOutcome.Failed));
        caller.Bye();

        var never = new TaskCompletionSource<FlowRecorded>();
        caller = Enters(_record with { Keep = _ => new ValueTask<FlowRecorded>(never.Task) });
        Ends(Bench.Stream(1).Recording!.Recording, RecordingEnd.Silence, 9);
        Bench.Advance(10.1);
        _flow.News.Should().HaveCount(2);
        caller.Bye();
        Bench.Sink.All<MessageLeft>().Should().BeEmpty();
    }

    [Fact]
    public void Who_is_rung_in_vain_gives_the_caller_to_what_the_stage_says()
    {
        Bench.Director.Change = plan =>
            plan with
            {
                Ring = plan.Ring! with
                {
                    OnBusy = new RingStage { Branches = [], Flow = _flow },
                },
            };
        var caller = Carrier.Call();
        Carrier.Take(100);
        Teams.Called().Refuses(486);
        caller.TakesAnswer();

        var stream = Bench.Stream(1);
        stream.Tone.Should().BeNull();
        var recording = stream.Recording!.Recording;
        caller.Bye();
        Ends(recording, RecordingEnd.Stopped, 5);
        _kept.Should().ContainSingle();
        Bench.End.Should().Be(new CallEnd(EndSide.Caller, EndCause.Normal));
    }

    [Fact]
    public void Party_that_is_handed_over_goes_through_what_its_target_has_and_who_handed_over_is_released()
    {
        var (outside, transferor) = Bench.Established();
        Bench.Director.ChangeTransfer = (_, plan) =>
            plan with
            {
                Ring = new RingStage { Branches = [], Flow = _flow },
            };
        transferor.Refers(Teams, Referring.TeamsUri);
        Teams.TakesOutcome(200);
        transferor.Bye();

        var stream = Bench.Stream(1);
        stream.Tone.Should().BeNull("the hold tone is over");
        var recording = stream.Recording!.Recording;
        outside.Bye();
        Ends(recording, RecordingEnd.Stopped, 5);
        _kept.Should().ContainSingle();
        Bench.End.Cause.Should().Be(EndCause.Normal);
    }

    private CallId Call => Bench.Sink.All<CallStarted>().Last().Call;

    private PeerCall Enters(FlowRecord? record = null)
    {
        var flow = record is null ? _flow : new ScriptedFlow(Bench, record) { OnNews = n => _flow.Take(n, default) };
        Bench.Director.Change = plan => plan with { Ring = null, Flow = flow };
        var caller = Carrier.Call();
        caller.TakesAnswerAfterTrying();
        return caller;
    }

    private void Presses(char key)
    {
        Bench.Media.Raise(new DigitReceived(Bench.Stream(1).Id, key, TimeSpan.FromMilliseconds(100)));
        Bench.Advance(0.01);
    }

    private void Ends(uint recording, RecordingEnd reason, double seconds)
    {
        var stream = Bench.Stream(1).Id;
        Bench.Media.Raise(new RecordingEnded(stream, recording, reason, TimeSpan.FromSeconds(seconds), ""));
        Bench.Advance(0.01);
    }
}
