using System.Collections.Immutable;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Routing;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Tests.Calls;

/// <summary>A caller goes through a flow: hears, presses keys, is connected, hangs up at any moment.</summary>
public sealed class FlowCallTests : CallTests
{
    private ScriptedFlow _flow = null!;

    public FlowCallTests() => Bench = new CallsBench(new CallsOptions { FlowTimeout = TimeSpan.FromMinutes(5) });

    [Fact]
    public void Caller_is_answered_and_hears_what_the_flow_says_until_a_key_connects_it()
    {
        var caller = Enters(ScriptedFlow.Play("/welcome.wav"));
        caller.TakesAnswerAfterTrying();
        Bench.Stream(1).Playing!.Sources.Should().Equal(new FileSource("/welcome.wav"));
        Bench.Sink.Single<LegAnswered>().Leg.Number.Should().Be(1);
        _flow.OnNews = n => n is FlowKey('1') ? _flow.Ring("teams") : null;

        Presses('9');
        Bench.Stream(1).Playing.Should().NotBeNull("this key means nothing here");
        Presses('1');
        Bench.Stream(1).Playing.Should().BeNull();
        var callee = Teams.Called();
        callee.Responds(180);
        Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Ringback, "it is answered already, and hears the ringing from us");
        callee.Answers();

        Bench.Stream(1).Tone.Should().BeNull();
        Bench.Stream(1).Listeners.Should().Equal(Bench.Stream(2).Id);
        Bench.Stream(2).Listeners.Should().Equal(Bench.Stream(1).Id);
        _flow.News.Should().Equal(new FlowKey('9'), new FlowKey('1'));
        Bench.Sink.All<FlowStepTaken>().Should().HaveCount(2).And.OnlyContain(e => e.Flow == "test" && e.Step == "FlowKey");
        Presses('5');
        _flow.News.Should().HaveCount(2, "both talk");
        caller.Bye();
        callee.TakesBye();
        Bench.End.Should().Be(new CallEnd(EndSide.Caller, EndCause.Normal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Keys_in_the_band_are_looked_for_where_there_are_no_telephone_events(bool hasEvents)
    {
        var sdp = new PeerSdp { Formats = hasEvents ? [(8, "PCMA/8000"), (101, "telephone-event/8000")] : [(8, "PCMA/8000")] };
        var caller = Enters(
            ScriptedFlow.Play("/welcome.wav"),
            n => n is FlowKey ? _flow.Ring("teams") : ScriptedFlow.Play("/nobody.wav"),
            sdp
        );
        caller.TakesAnswerAfterTrying();
        Bench.Stream(1).HearsKeyTones.Should().Be(!hasEvents);

        Presses('1');
        var callee = Teams.Called();
        Bench.Stream(1).HearsKeyTones.Should().BeFalse("nobody takes keys while somebody rings");
        callee.Refuses(486);
        Bench.Stream(1).HearsKeyTones.Should().Be(!hasEvents);
        caller.Bye();
    }

    [Fact]
    public void Announcement_is_heard_before_the_answer_which_is_the_targets()
    {
        var caller = Enters(ScriptedFlow.Play("/hold.wav", beforeAnswer: true));
        caller.Takes(183).Body.IsEmpty.Should().BeFalse();
        _flow.OnNews = n => n is FlowPlayed ? _flow.Ring("teams") : null;

        Played();
        var callee = Teams.Called();
        Carrier.TakesNothing();
        callee.Answers();
        caller.TakesAnswer();

        Bench.Sink.All<LegsBridged>().Should().ContainSingle();
        callee.Bye();
        caller.TakesBye();
    }

    [Theory]
    [InlineData(486, EndCause.Busy)]
    [InlineData(603, EndCause.Declined)]
    [InlineData(480, EndCause.Unreachable)]
    [InlineData(0, EndCause.NoAnswer)]
    public void Target_that_does_not_answer_gives_the_caller_back_to_the_flow(int status, EndCause cause)
    {
        var caller = Enters(ScriptedFlow.Play("/welcome.wav"));
        caller.TakesAnswerAfterTrying();
        _flow.OnNews = n =>
            n is FlowKey ? _flow.Ring("teams")
            : n is FlowNobody ? ScriptedFlow.Play("/nobody.wav")
            : ScriptedFlow.End();
        Presses('1');
        var callee = Teams.Called();
        callee.Responds(180);
        if (status > 0)
        {
            callee.Refuses(status);
        }
        else
        {
            Bench.Advance(20);
            callee.TakesCancel();
        }

        _flow.News[^1].Should().Be(new FlowNobody(cause));
        Bench.Stream(1).Tone.Should().BeNull();
        Bench.Stream(1).Playing!.Sources.Should().Equal(new FileSource("/nobody.wav"));
        Played();
        caller.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.Normal);
    }

    [Fact]
    public void Plan_that_refuses_counts_as_nobody()
    {
        var caller = Enters(
            new FlowCallOut(_ =>
                ValueTask.FromResult(
                    new CallPlan
                    {
                        Caller = new Party("", ""),
                        Called = new Party("", ""),
                        Refusal = new CallEnd(EndSide.System, EndCause.Busy, 486),
                    }
                )
            ),
            n => ScriptedFlow.End(n is FlowNobody(var cause) ? cause : EndCause.InternalError)
        );

        caller.TakesRefusal(486);
    }

    [Fact]
    public void A_key_by_INFO_counts_like_any_other()
    {
        var caller = Enters(new FlowAwait(TimeSpan.FromSeconds(5)), n => n is FlowKey('9') ? ScriptedFlow.End() : null);
        caller.TakesAnswerAfterTrying();

        caller.SendsInfo("application/dtmf-relay", "Signal=9\r\nDuration=160\r\n");
        Carrier.Take(200);

        caller.TakesBye();
    }

    [Fact]
    public void What_is_looked_up_is_told_and_what_cannot_be_is_told_as_failed()
    {
        var answer = new TaskCompletionSource<FlowFound>();
        var caller = Enters(
            new FlowAsk(_ => new ValueTask<FlowFound>(answer.Task)),
            n =>
                n is FlowFound { HasFailed: false } ? new FlowAsk(_ => throw new IOException("gone"))
                : n is FlowFound ? ScriptedFlow.End(EndCause.Busy)
                : null
        );
        Carrier.Take(100);
        Carrier.TakesNothing();
        answer.SetResult(new FlowFound("Anna"));
        Bench.Advance(0.01);

        caller.TakesRefusal(486);
        _flow.News.Should().Equal(new FlowFound("Anna"), new FlowFound(null, HasFailed: true));
    }

    [Fact]
    public void Key_is_awaited_as_long_as_the_flow_says()
    {
        var caller = Enters(new FlowAwait(TimeSpan.FromSeconds(5)));
        caller.TakesAnswerAfterTrying();
        _flow.OnNews = n => n is FlowKey ? new FlowAwait(TimeSpan.FromSeconds(5)) : ScriptedFlow.End();

        Bench.Advance(4);
        Presses('1');
        Bench.Advance(4);
        _flow.News.Should().Equal([new FlowKey('1')], "the key began the time anew");
        Bench.Advance(1.1);
        _flow.News[^1].Should().Be(new FlowSilence());
        caller.TakesBye();
    }

    [Fact]
    public void Prompts_that_cannot_be_found_or_read_are_passed_over()
    {
        var caller = Enters(
            new FlowPlay(_ => throw new IOException("gone"), BeforeAnswer: false),
            n => _flow.News.Count == 1 ? ScriptedFlow.Play("/broken.wav") : ScriptedFlow.End()
        );
        caller.TakesAnswerAfterTrying();
        _flow.News.Should().Equal(new FlowPlayed());

        var stream = Bench.Stream(1);
        Bench.Media.Raise(new PlaybackEnded(stream.Id, stream.Playing!.Playback, PlaybackEnd.FileError, TimeSpan.Zero, "no WAV file"));
        Bench.Advance(0.01);

        caller.TakesBye();
        _flow.News.Should().HaveCount(2);
    }

    [Fact]
    public void End_of_a_playback_that_was_left_means_nothing()
    {
        var caller = Enters(ScriptedFlow.Play("/a.wav"));
        caller.TakesAnswerAfterTrying();
        var (stream, first) = (Bench.Stream(1).Id, Bench.Stream(1).Playing!.Playback);
        _flow.OnNews = n => n is FlowKey ? ScriptedFlow.Play("/b.wav") : ScriptedFlow.End();

        Presses('1');
        Bench.Media.Raise(new PlaybackEnded(stream, first, PlaybackEnd.Stopped, TimeSpan.Zero, ""));
        Bench.Advance(0.01);
        _flow.News.Should().HaveCount(1);
        Played();
        caller.TakesBye();
    }

    [Fact]
    public void Caller_whose_codec_cannot_be_played_to_is_refused()
    {
        var sdp = new PeerSdp { Formats = [(18, "G729/8000")] };
        Bench.Director.Carrier = Bench.Director.Carrier with
        {
            Media = Bench.Director.Carrier.Media with { Codecs = [new Ponte.Sip.Sdp.Negotiation.CodecOffer("G729", 8000, 18)] },
        };
        Enters(ScriptedFlow.Play("/welcome.wav"), sdp: sdp).TakesRefusal(488);
    }

    [Theory]
    [InlineData(EndCause.Busy, 486)]
    [InlineData(EndCause.Declined, 603)]
    [InlineData(EndCause.Unreachable, 480)]
    public void Flow_that_ends_the_call_before_an_answer_refuses_it(EndCause cause, int status) =>
        Enters(ScriptedFlow.End(cause)).TakesRefusal(status);

    [Fact]
    public void Flow_does_not_keep_a_caller_for_ever()
    {
        var caller = Enters(ScriptedFlow.Play("/music.wav"));
        caller.TakesAnswerAfterTrying();
        Bench.Advance(300.1);
        caller.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.MaximumDuration);
    }

    [Theory]
    [InlineData("playing")]
    [InlineData("waiting")]
    [InlineData("finding")]
    [InlineData("asking")]
    [InlineData("planning")]
    [InlineData("ringing")]
    public void Caller_who_hangs_up_leaves_nothing_behind(string when)
    {
        var never = new TaskCompletionSource();
        async ValueTask<T> WhenEver<T>(CancellationToken token)
        {
            await never.Task.WaitAsync(token);
            throw new InvalidOperationException();
        }
        var caller = Enters(ScriptedFlow.Play("/welcome.wav"));
        caller.TakesAnswerAfterTrying();
        _flow.OnNews = _ =>
            when switch
            {
                "waiting" => new FlowAwait(TimeSpan.FromSeconds(5)),
                "finding" => new FlowPlay(WhenEver<ImmutableArray<PlaySource>>, BeforeAnswer: false),
                "asking" => new FlowAsk(WhenEver<FlowFound>),
                "planning" => new FlowCallOut(WhenEver<CallPlan>),
                "ringing" => _flow.Ring("teams"),
                _ => null,
            };
        Presses('1');
        var callee = when is "ringing" ? Teams.Called() : null;
        callee?.Responds(180);

        caller.Bye();

        callee?.TakesCancel();
        Bench.End.Should().Be(new CallEnd(EndSide.Caller, EndCause.Normal));
        Bench.Media.Streams.Should().BeEmpty();
    }

    [Fact]
    public void Target_with_another_codec_has_the_caller_asked_to_change()
    {
        var caller = Enters(ScriptedFlow.Play("/welcome.wav"));
        caller.TakesAnswerAfterTrying();
        _flow.OnNews = _ => _flow.Ring("teams");
        Presses('1');
        var callee = Teams.Called();
        callee.Answers(PeerSdp.Teams with { Formats = [(0, "PCMU/8000"), (101, "telephone-event/8000")] });

        caller.AnswersReinvite(
            Carrier.Take(Ponte.Sip.Messages.SipMethod.Invite),
            new PeerSdp { Version = 2, Formats = [(0, "PCMU/8000"), (101, "telephone-event/8000")] }
        );

        Bench.Stream(1).Settings!.Formats.Should().OnlyContain(f => f.Encoding != "PCMA");
        caller.Bye();
        callee.TakesBye();
    }

    private PeerCall Enters(FlowMove first, Func<FlowNews, FlowMove?>? onNews = null, PeerSdp? sdp = null)
    {
        _flow = new ScriptedFlow(Bench, first);
        _flow.OnNews = onNews ?? _flow.OnNews;
        Bench.Director.Change = plan => plan with { Ring = null, Flow = _flow };
        return Carrier.Call(sdp: sdp);
    }

    private void Presses(char key)
    {
        Bench.Media.Raise(new DigitReceived(Bench.Stream(1).Id, key, TimeSpan.FromMilliseconds(100)));
        Bench.Advance(0.01);
    }

    private void Played()
    {
        var stream = Bench.Stream(1);
        Bench.Media.Raise(new PlaybackEnded(stream.Id, stream.Playing!.Playback, PlaybackEnd.Finished, TimeSpan.FromSeconds(2), ""));
        Bench.Advance(0.01);
    }
}
