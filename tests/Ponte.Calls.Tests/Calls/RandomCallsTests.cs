using System.Net;
using CsCheck;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Events;

namespace Ponte.Calls.Tests.Calls;

/// <summary>
/// Random parties, who do anything at any time: whatever they do, every call has one end, and nothing of it is left.
/// </summary>
public sealed class RandomCallsTests
{
    /// <summary>What a step can be; the second number picks the call, and whether the world runs before the next step.</summary>
    private enum Step
    {
        CarrierCalls,
        CarrierCallsTwin,
        TeamsCalls,
        PhoneCalls,
        PhoneDials,
        CallerRefers,
        CalleeRefers,
        PartyJoins,
        PartyIsReplaced,
        Rings,
        Progresses,
        Answers,
        Refuses,
        LineFails,
        Cancels,
        CallerHangsUp,
        CalleeHangsUp,
        CallerHolds,
        CalleeHolds,
        CallerComesBack,
        Latches,
        Speaks,
        FallsSilent,
        MediaStalls,
        MediaGoesOn,
        MediaIsLost,
        CommandHangsUp,
        Second,
        HalfMinute,
        Minute,
        Restart,
    }

    /// <summary>What makes a call go on comes often, what ends them all comes seldom.</summary>
    private static readonly Gen<Step> AnyStep = Gen.Frequency(
        (12, Of(Step.CarrierCalls, Step.CarrierCallsTwin, Step.TeamsCalls, Step.PhoneCalls)),
        (14, Of(Step.CallerRefers, Step.CalleeRefers, Step.PartyJoins, Step.PartyIsReplaced, Step.PhoneDials)),
        (24, Of(Step.Answers)),
        (10, Of(Step.Rings, Step.Progresses, Step.Latches, Step.Speaks)),
        (10, Of(Step.CallerHolds, Step.CalleeHolds, Step.CallerComesBack)),
        (8, Of(Step.Refuses, Step.LineFails, Step.Cancels, Step.CallerHangsUp, Step.CalleeHangsUp)),
        (4, Of(Step.Second, Step.HalfMinute, Step.MediaStalls, Step.MediaGoesOn)),
        (2, Of(Step.FallsSilent, Step.CommandHangsUp, Step.Minute, Step.Restart)),
        (1, Of(Step.MediaIsLost))
    );

    private static readonly Gen<(Step Step, int Pick)[]> Steps = Gen.Select(AnyStep, Gen.Int[0, 1000]).Array[1, 40];

    [Fact]
    public void Every_call_has_one_end_and_leaves_nothing() => Steps.Sample(Play, iter: 200, threads: 1);

    private static Gen<Step> Of(params Step[] steps) => Gen.Int[0, steps.Length - 1].Select(i => steps[i]);

    private static void Play((Step Step, int Pick)[] steps)
    {
        var run = new Run();
        foreach (var (step, pick) in steps)
        {
            run.Do(step, pick);
            if (pick % 3 != 0)
            {
                run.Settle(); // else the next step happens in the same instant
            }
        }
        run.End();
    }

    private sealed class Run
    {
        private readonly CallsBench _bench = new();
        private readonly AutoPeer _carrier;
        private readonly AutoPeer _second;
        private readonly AutoPeer _teams;
        private readonly AutoPeer _phone;
        private bool _wasRestarted;

        public Run()
        {
            _carrier = new AutoPeer(_bench, _bench.Carrier);
            _second = new AutoPeer(_bench, _bench.Second);
            _teams = new AutoPeer(_bench, _bench.Teams);
            _phone = new AutoPeer(_bench, _bench.Phone);
        }

        private IEnumerable<AutoPeer> Peers => [_carrier, _second, _teams, _phone];

        public void Do(Step step, int pick)
        {
            switch (step)
            {
                case Step.CarrierCalls:
                    _carrier.Call();
                    break;
                case Step.CarrierCallsTwin:
                    _bench.Director.Change = plan => plan with { Ring = Twin(pick) };
                    _carrier.Call();
                    _bench.World.Run();
                    _bench.Director.Change = plan => plan;
                    break;
                case Step.TeamsCalls:
                    _teams.Call();
                    break;
                case Step.PhoneCalls:
                    _phone.Call(pick % 2 == 0 ? "second" : "carrier");
                    break;
                case Step.PhoneDials:
                    _phone.Call(Codes[pick % Codes.Length]);
                    break;
                case Step.CallerRefers:
                    Made(pick, (peer, call) => peer.Post(call.BuildRefer(Targets[pick % Targets.Length])));
                    break;
                case Step.CalleeRefers:
                    Given(pick, (peer, call) => peer.Post(call.BuildRefer(Targets[pick % Targets.Length])));
                    break;
                case Step.PartyJoins:
                    Given(pick, (peer, call) => peer.Post(call.BuildRefer(Other(pick).ReplacingUri("second"))));
                    break;
                case Step.PartyIsReplaced:
                    Given(pick, (peer, call) => peer.Call(headers: $"Replaces: {call.Replaces()}"));
                    break;
                case Step.Rings:
                    Given(pick, (peer, call) => peer.Post(call.BuildResponse(180)));
                    break;
                case Step.Progresses:
                    Given(pick, (peer, call) => peer.Post(call.BuildResponse(183, call.Sdp, "early")));
                    break;
                case Step.Answers:
                    Given(pick, (peer, call) => peer.Post(call.BuildResponse(200, call.Sdp)));
                    break;
                case Step.Refuses:
                    Given(pick, (peer, call) => peer.Post(call.BuildResponse(486)));
                    break;
                case Step.LineFails:
                    Given(pick, (peer, call) => peer.Post(call.BuildResponse(503)));
                    break;
                case Step.Cancels:
                    Made(pick, (peer, call) => peer.Post(call.BuildCancel()));
                    break;
                case Step.CallerHangsUp:
                    Made(pick, (peer, call) => peer.Post(call.BuildBye()));
                    break;
                case Step.CalleeHangsUp:
                    Given(pick, (peer, call) => peer.Post(call.BuildBye()));
                    break;
                case Step.CallerHolds:
                    Made(
                        pick,
                        (peer, call) =>
                            peer.Post(call.BuildReinvite(call.Sdp with { Version = call.Sdp.Version + 1, Direction = "inactive" }))
                    );
                    break;
                case Step.CalleeHolds:
                    Given(
                        pick,
                        (peer, call) =>
                            peer.Post(call.BuildReinvite(call.Sdp with { Version = call.Sdp.Version + 1, Direction = "sendonly" }))
                    );
                    break;
                case Step.CallerComesBack:
                    Made(
                        pick,
                        (peer, call) =>
                            peer.Post(call.BuildReinvite(call.Sdp with { Version = call.Sdp.Version + 1, Direction = "sendrecv" }))
                    );
                    break;
                case Step.Latches:
                    Stream(pick, s => new StreamLatched(s, IPEndPoint.Parse("198.51.100.7:20000")));
                    break;
                case Step.Speaks:
                    Stream(pick, s => new AudioStarted(s));
                    break;
                case Step.FallsSilent:
                    Stream(pick, s => new StreamSilent(s, TimeSpan.FromSeconds(30)));
                    break;
                case Step.MediaStalls:
                    _bench.Media.Hold();
                    break;
                case Step.MediaGoesOn:
                    _bench.Media.Release();
                    break;
                case Step.MediaIsLost:
                    _bench.Media.Release();
                    _bench.Media.Lose("lost");
                    Settle();
                    _bench.Media.Restore();
                    _bench.Media.Refusals.Clear();
                    break;
                case Step.CommandHangsUp:
                    if (Pick(_bench.Node.Calls.ToList(), pick) is { } call)
                    {
                        _bench.Node.HangUp(call.Id, "command");
                    }
                    break;
                case Step.Second:
                    Pass(1);
                    break;
                case Step.HalfMinute:
                    Pass(30);
                    break;
                case Step.Minute:
                    Pass(60);
                    break;
                case Step.Restart:
                    _bench.Media.Release();
                    Pass(3); // who has handed a call over hangs up by itself, or within two seconds by us
                    _bench.Director.Taken.Clear();
                    _bench.Restart();
                    _wasRestarted = true;
                    break;
            }
        }

        /// <summary>Teams and a device in all their variants, and a stage behind them.</summary>
        private RingStage Twin(int pick)
        {
            var teams = new RingBranch
            {
                Attempts = [_bench.Director.Target("teams")],
                MissedWhenAnsweredElsewhere = pick % 2 == 0,
                EarliestAnswer = TimeSpan.FromSeconds(pick % 7 == 0 ? 2 : 0),
                DeclineEndsStage = pick % 5 == 0,
            };
            var device = new RingBranch
            {
                Attempts =
                    pick % 4 == 0
                        ? [_bench.Director.Target("second"), _bench.Director.Target("teams")]
                        : [_bench.Director.Target("second")],
                Delay = TimeSpan.FromSeconds(pick % 3),
                BusyEndsStage = pick % 11 == 0,
            };
            return new RingStage
            {
                Branches = [teams, device],
                Timeout = TimeSpan.FromSeconds(20),
                OnNoAnswer = RingStage.Of(_bench.Director.Target("second")),
                OnBusy = pick % 2 == 0 ? RingStage.Of(_bench.Director.Target("second")) : null,
            };
        }

        /// <summary>Lets all that follows happen, until nobody has anything to say.</summary>
        public void Settle()
        {
            _bench.World.Run();
            while (ReactAll()) { }
        }

        public void End()
        {
            _bench.Media.Release();
            Settle();
            foreach (var call in _bench.Node.Calls)
            {
                _bench.Node.HangUp(call.Id, "end of the test");
            }
            Settle();
            Pass(200);
            // Who hears a tone that confirms or refuses is forgotten by a restart: it lasts seconds, and is no conversation.
            var toned = _wasRestarted ? _phone.Made.Where(c => Codes.Contains(c.Number, StringComparer.Ordinal)).Select(c => c.CallId) : [];
            Peers
                .SelectMany(p => p.Talking)
                .Except(toned, StringComparer.Ordinal)
                .Should()
                .BeEmpty("who was left talking to nobody would pay for it");
            CheckEvents();
            _bench.Media.Refusals.Clear(); // a lost or restarted process may have refused what was under way
            if (_wasRestarted)
            {
                // Calls that only rang at the kill have no end in the events: the event log marks them. Their channels died with the process.
                var open = _bench
                    .Sink.All<CallStarted>()
                    .Select(e => e.Call)
                    .Except(_bench.Sink.All<CallEnded>().Select(e => e.Call))
                    .ToHashSet();
                var ended = _bench.Sink.All<LegEnded>().Select(e => (e.Call, e.Leg)).ToHashSet();
                _bench.Sink.Events.RemoveAll(e => open.Contains(e.Call) || (e is LegStarted leg && !ended.Contains((leg.Call, leg.Leg))));
            }
            _bench.ExpectNothingLeft();
        }

        private void CheckEvents()
        {
            foreach (var call in _bench.Sink.Events.GroupBy(e => e.Call))
            {
                var events = call.ToList();
                events[0].Should().BeOfType<CallStarted>();
                var ends = events.OfType<CallEnded>().ToList();
                ends.Count.Should().BeLessThanOrEqualTo(1);
                if (ends.Count == 1)
                {
                    events[^1].Should().Be(ends[0], "nothing comes after the end");
                    CheckAnswers(events, ends[0].End);
                    ends[0].End.Cause.Should().NotBe(EndCause.Unknown).And.NotBe(EndCause.InternalError);
                    // What only rang for a transfer at a kill has no end of its own; history gives it that of its call.
                    var started = events.OfType<LegStarted>().Select(e => e.Leg).ToList();
                    var ended = events.OfType<LegEnded>().Select(e => e.Leg).ToList();
                    ended.Should().OnlyHaveUniqueItems().And.BeSubsetOf(started);
                    (_wasRestarted ? ended : started).Should().BeEquivalentTo(ended);
                }
            }
        }

        /// <summary>Of the places of a call one wins, as long as its parties stay who they are.</summary>
        private void CheckAnswers(List<CallEvent> events, CallEnd end)
        {
            var merged = _bench.Sink.All<CallMerged>().Any(e => e.Into == events[0].Call);
            var isJoined = events.OfType<LegStarted>().Count(e => e.IsIncoming) > 1;
            if (merged || isJoined || events.Exists(e => e is CallTransferred or CallParked) || end.Cause == EndCause.AnsweredElsewhere)
            {
                return;
            }
            var answers = events.OfType<LegAnswered>().Select(e => e.Leg).ToList();
            answers.Count.Should().BeLessThanOrEqualTo(1, "one place wins");
            events
                .OfType<LegEnded>()
                .Where(e => e.End.Cause == EndCause.AnsweredElsewhere)
                .Should()
                .OnlyContain(e => answers.Count == 1 && e.Leg != answers[0], "who loses has lost to somebody");
        }

        private bool ReactAll() => _carrier.React() | _second.React() | _teams.React() | _phone.React();

        private void Pass(double seconds)
        {
            for (var passed = 0.0; passed < seconds; passed += 0.5)
            {
                Settle();
                _bench.Advance(0.5);
            }
            Settle();
        }

        private void Made(int pick, Action<AutoPeer, PeerCall> act)
        {
            var all = Peers.SelectMany(p => p.Made.Select(c => (p, c))).ToList();
            if (all.Count > 0)
            {
                var (peer, call) = all[pick % all.Count];
                act(peer, call);
            }
        }

        private void Given(int pick, Action<AutoPeer, PeerCall> act)
        {
            _bench.World.Run();
            ReactAll(); // what was under way is given by now
            var all = Peers.SelectMany(p => p.Given.Select(c => (p, c))).Where(g => !g.p.IsCancelled(g.c)).ToList();
            if (all.Count > 0)
            {
                var (peer, call) = all[pick % all.Count];
                act(peer, call);
            }
        }

        private void Stream(int pick, Func<Ponte.Media.Control.Model.StreamId, MediaEvent> make)
        {
            var all = _bench.Media.Streams.Keys.OrderBy(s => s.Value).ToList();
            if (all.Count > 0)
            {
                _bench.Media.Raise(make(all[pick % all.Count]));
            }
        }

        private static readonly string[] Codes = ["*8", "*9", "*70", "*71", "*11"];

        private static readonly string[] Targets = [Referring.TeamsUri, "sip:second@192.0.2.1", "sip:phone@192.0.2.1", "sip:*70@192.0.2.1"];

        private PeerCall Other(int pick)
        {
            var all = Peers.SelectMany(p => p.Made.Concat(p.Given)).ToList();
            return all[pick * 7 % all.Count];
        }

        private static T? Pick<T>(List<T> all, int pick)
            where T : class => all.Count > 0 ? all[pick % all.Count] : null;
    }
}
