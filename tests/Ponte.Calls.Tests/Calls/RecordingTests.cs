using Ponte.Calls.Events;
using Ponte.Calls.Routing;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Tests.Calls;

/// <summary>When calls are recorded, and above all when not.</summary>
public sealed class RecordingTests : CallTests
{
    private const string Announced = "recorded";

    [Fact]
    public void Rule_without_announcement_records_both_from_the_answer_to_the_end()
    {
        Bench.Recordings.Rule = new RecordingRule(RecordingMode.Always);
        var (caller, callee) = Established();

        var start = Bench.Stream(1).Recording!;
        start.Partner.Should().Be(Bench.Stream(2).Id);
        start.Seal!.Append.Should().BeFalse();
        Steps().Should().Equal(RecordingStep.Started);
        End(caller, callee);
        Bench.Media.Commands.OfType<StopRecording>().Should().ContainSingle();
        Steps().Should().Equal(RecordingStep.Started, RecordingStep.Stopped);
    }

    [Fact]
    public void Nothing_is_recorded_before_the_outside_party_heard_the_announcement_to_its_end()
    {
        Bench.Recordings.Rule = new RecordingRule(RecordingMode.Always, Announced);
        var (caller, callee) = Established();
        Bench.Stream(1).Playing!.Sources.Should().Equal(new FileSource("/recorded.wav"));
        Bench.Stream(2).Playing.Should().BeNull("who is in the house knows it");
        Recordings().Should().BeEmpty();

        Heard(PlaybackEnd.Finished);
        Recordings().Should().ContainSingle();
        End(caller, callee);
        Steps().Should().Equal(RecordingStep.Started, RecordingStep.Stopped);
    }

    [Fact]
    public void Caller_who_hangs_up_during_the_announcement_was_not_recorded()
    {
        Bench.Recordings.Rule = new RecordingRule(RecordingMode.Always, Announced);
        var (caller, callee) = Established();
        End(caller, callee);
        Recordings().Should().BeEmpty();
        Steps().Should().Equal(RecordingStep.Refused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Announcement_that_cannot_be_played_means_no_recording_and_the_call_goes_on(bool isKnown)
    {
        Bench.Recordings.Rule = new RecordingRule(RecordingMode.Always, Announced);
        Bench.Recordings.Announcement = isKnown ? Bench.Recordings.Announcement : [];
        var (caller, callee) = Established();
        if (isKnown)
        {
            Heard(PlaybackEnd.FileError);
        }
        Wish(RecordingWish.Start);
        Recordings().Should().BeEmpty("also when somebody asks for it");
        Steps().Should().Equal(RecordingStep.Refused);
        Bench.Stream(1).Listeners.Should().Equal(Bench.Stream(2).Id);
        End(caller, callee);
    }

    [Fact]
    public void Announcement_that_a_hold_cut_off_begins_anew()
    {
        Bench.Recordings.Rule = new RecordingRule(RecordingMode.Always, Announced);
        var (caller, callee) = Established();
        caller.ReinvitesWith(new PeerSdp { Version = 2, Direction = "inactive" });
        Heard(PlaybackEnd.Stopped);
        Recordings().Should().BeEmpty();
        caller.ReinvitesWith(new PeerSdp { Version = 3 });
        Bench.Advance(0.01);
        Recordings().Should().BeEmpty();
        Heard(PlaybackEnd.Finished);
        Recordings().Should().ContainSingle();
        End(caller, callee);
    }

    [Fact]
    public void Pause_ends_the_segment_and_another_one_follows_in_the_same_file()
    {
        Bench.Recordings.Rule = new RecordingRule(RecordingMode.Always);
        var (caller, callee) = Established();
        Wish(RecordingWish.Stop);
        Bench.Stream(1).Recording.Should().NotBeNull("the rule says always");
        Wish(RecordingWish.Pause);
        Bench.Stream(1).Recording.Should().BeNull();
        Wish(RecordingWish.Resume);
        Bench.Stream(1).Recording!.Seal!.Append.Should().BeTrue();
        Recordings().Select(r => r.Path).Distinct(StringComparer.Ordinal).Should().ContainSingle();
        Bench.Recordings.Opened.Should().ContainSingle();
        End(caller, callee);
        Steps().Should().Equal(RecordingStep.Started, RecordingStep.Paused, RecordingStep.Started, RecordingStep.Stopped);
    }

    [Fact]
    public void User_begins_and_ends_by_keys_where_the_rule_allows_it()
    {
        Bench.Recordings.Rule = new RecordingRule(RecordingMode.OnDemand);
        var (caller, callee) = Established();
        Recordings().Should().BeEmpty();
        Press(1, RecordingRule.RecordKeys);
        Recordings().Should().BeEmpty("who is outside has no say");
        Press(2, "1" + RecordingRule.RecordKeys);
        Recordings().Should().ContainSingle();
        Press(2, RecordingRule.PauseKeys);
        Bench.Stream(1).Recording.Should().BeNull();
        Press(2, RecordingRule.PauseKeys);
        Bench.Stream(1).Recording.Should().NotBeNull();
        Press(2, RecordingRule.RecordKeys);
        Bench.Stream(1).Recording.Should().BeNull();
        End(caller, callee);
    }

    [Fact]
    public void Never_is_never()
    {
        var (caller, callee) = Established();
        Wish(RecordingWish.Start);
        Press(2, RecordingRule.RecordKeys);
        Recordings().Should().BeEmpty();
        Steps().Should().BeEmpty();
        End(caller, callee);
    }

    [Fact]
    public void After_a_restart_it_goes_on_in_the_same_file_and_nobody_hears_the_announcement_again()
    {
        Bench.Recordings.Rule = new RecordingRule(RecordingMode.Always, Announced);
        var (caller, callee) = Established();
        Heard(PlaybackEnd.Finished);
        var first = Recordings().Single();
        Restart();

        Bench.Media.Commands.OfType<Play>().Should().ContainSingle();
        Bench.Media.Commands.OfType<StopRecording>().Should().ContainSingle().Which.Stream.Should().Be(first.Stream);
        var second = Recordings().Should().HaveCount(2).And.Subject.Last();
        second.Should().BeEquivalentTo(first with { Recording = 2, Seal = first.Seal! with { Append = true } });
        Bench.Recordings.Opened.Should().ContainSingle();
        End(caller, callee);
    }

    [Fact]
    public void After_a_restart_a_pause_is_still_one_and_can_be_ended()
    {
        Bench.Recordings.Rule = new RecordingRule(RecordingMode.OnDemand);
        var (caller, callee) = Established();
        Wish(RecordingWish.Start);
        Wish(RecordingWish.Pause);
        Restart();
        Recordings().Should().ContainSingle();
        Wish(RecordingWish.Resume);
        Recordings().Should().HaveCount(2).And.Subject.Last().Seal!.Append.Should().BeTrue();
        Wish(RecordingWish.Stop);
        Restart();
        Recordings().Should().HaveCount(2, "nobody wants it any more");
        End(caller, callee);
    }

    [Fact]
    public void Restart_during_the_announcement_records_nothing_before_it_is_heard()
    {
        Bench.Recordings.Rule = new RecordingRule(RecordingMode.Always, Announced);
        var (caller, callee) = Established();
        Restart();
        Recordings().Should().BeEmpty();
        Heard(PlaybackEnd.Finished);
        Recordings().Should().ContainSingle();
        End(caller, callee);
    }

    [Fact]
    public void Key_that_is_gone_after_a_restart_ends_the_recording_and_not_the_call()
    {
        Bench.Recordings.Rule = new RecordingRule(RecordingMode.Always);
        var (caller, callee) = Established();
        Bench.Recordings.Fault = "the key k1 is not there";
        Restart();
        Steps().Should().Equal(RecordingStep.Started, RecordingStep.Refused);
        Bench.Media.Commands.OfType<StopRecording>().Should().ContainSingle("what nobody could read is not written");
        End(caller, callee);
    }

    [Fact]
    public void Full_disk_ends_the_recording_and_not_the_call()
    {
        Bench.Recordings.Rule = new RecordingRule(RecordingMode.Always);
        var (caller, callee) = Established();
        var start = Bench.Stream(1).Recording!;
        var full = new RecordingEnded(start.Stream, start.Recording, RecordingEnd.FileError, TimeSpan.FromSeconds(3), "no space left");
        Bench.Media.Raise(full);
        Bench.Advance(0.01);
        Steps().Should().Equal(RecordingStep.Started, RecordingStep.Failed);
        Bench.Sink.All<RecordingChanged>().Last().Detail.Should().Be("no space left");
        Bench.Node.Calls.Should().ContainSingle();
        End(caller, callee);
    }

    [Fact]
    public void No_place_for_the_file_is_told()
    {
        Bench.Recordings.Rule = new RecordingRule(RecordingMode.Always);
        Bench.Recordings.Fault = "the folder is not there";
        var (caller, callee) = Established();
        Recordings().Should().BeEmpty();
        Bench.Sink.Single<RecordingChanged>().Detail.Should().Be("the folder is not there");
        End(caller, callee);
    }

    private (PeerCall Caller, PeerCall Callee) Established()
    {
        var both = Bench.Established();
        Bench.Advance(0.01);
        return both;
    }

    private void End(PeerCall caller, PeerCall callee)
    {
        caller.Bye();
        callee.TakesBye();
        Bench.Advance(0.01);
    }

    private void Restart()
    {
        Bench.Director.Taken.Clear();
        Bench.Restart().Should().Be(1);
        Bench.Advance(0.01);
    }

    private void Heard(PlaybackEnd reason)
    {
        var stream = Bench.Stream(1);
        var number = Bench.Media.Commands.OfType<Play>().Last(p => p.Stream == stream.Id).Playback;
        Bench.Media.Raise(new PlaybackEnded(stream.Id, number, reason, TimeSpan.FromSeconds(1), "no file"));
        Bench.Advance(0.01);
    }

    private void Wish(RecordingWish wish)
    {
        Bench.Node.Record(Bench.Node.Calls.Single().Id, wish).Should().BeTrue();
        Bench.Advance(0.01);
    }

    private void Press(int leg, string keys)
    {
        foreach (var key in keys)
        {
            Bench.Media.Raise(new DigitReceived(Bench.Stream(leg).Id, key, TimeSpan.FromMilliseconds(100)));
        }
        Bench.Advance(0.01);
    }

    private List<StartRecording> Recordings() => [.. Bench.Media.Commands.OfType<StartRecording>()];

    private IEnumerable<RecordingStep> Steps() => Bench.Sink.All<RecordingChanged>().Select(e => e.Step);
}
