using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Calls.Tests.Calls;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Tests.Bench;

/// <summary>The carrier calls a Twin user: Teams and the cordless (the second peer) ring.</summary>
public abstract class TwinTestBase : CallTests
{
    private protected const string Elsewhere = "SIP;cause=200;text=\"Call completed elsewhere\"";

    private protected TwinTestBase() => Bench.Director.Change = plan => plan with { Ring = Stage };

    private protected Peer Cordless => Bench.Second;

    private protected RingBranch TeamsBranch { get; set; } = new() { Attempts = [], MissedWhenAnsweredElsewhere = true };

    private protected RingBranch CordlessBranch { get; set; } = new() { Attempts = [] };

    /// <summary>Changes the stage that both are in.</summary>
    private protected Func<RingStage, RingStage> Change { get; set; } = stage => stage;

    private protected LegTarget ToTeams => Bench.Director.Target("teams") with { User = "mrossi" };

    private protected LegTarget ToCordless =>
        Bench.Director.Target("second") with
        {
            Kind = LegKind.Phone,
            Name = "201-cordless",
            User = "mrossi",
        };

    private RingStage Stage =>
        Change(
            new RingStage
            {
                Branches = [TeamsBranch with { Attempts = [ToTeams] }, CordlessBranch with { Attempts = [ToCordless] }],
                Timeout = TimeSpan.FromSeconds(30),
            }
        );

    /// <summary>The carrier's call has reached both, who said nothing yet.</summary>
    private protected (PeerCall Caller, PeerCall InTeams, PeerCall OnCordless) Called()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        return (caller, Teams.Called(), Cordless.Called());
    }

    /// <summary>Both ring.</summary>
    private protected (PeerCall Caller, PeerCall InTeams, PeerCall OnCordless) Ringing()
    {
        var (caller, inTeams, onCordless) = Called();
        inTeams.Responds(180);
        onCordless.Responds(180);
        caller.TakesRinging();
        return (caller, inTeams, onCordless);
    }

    /// <summary>One answered; the caller has the answer and ends the call after a while.</summary>
    private protected void Talk(PeerCall caller, PeerCall with)
    {
        caller.TakesAnswer();
        Bench.Advance(10);
        caller.Bye();
        with.TakesBye();
    }

    private protected CallEnd EndOf(string leg)
    {
        var started = Bench.Sink.All<LegStarted>().Single(e => string.Equals(e.Name, leg, StringComparison.Ordinal));
        return Bench.Sink.All<LegEnded>().Single(e => e.Leg == started.Leg).End;
    }

    private protected static string? Reason(SipRequest request) => request.Headers.First(HeaderName.Reason);
}
