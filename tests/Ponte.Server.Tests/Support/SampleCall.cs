using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Media.Control.Model;

namespace Ponte.Server.Tests.Support;

/// <summary>A call from a carrier to a Teams user, as its events tell it.</summary>
internal sealed class SampleCall(string id = "01JB0000000000000000000001")
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 15, 0, TimeSpan.Zero);
    public static readonly LegId CallerLeg = new(1);
    public static readonly LegId CalledLeg = new(2);

    public CallId Id { get; } = new(id);

    public string CallerSipId => $"{Id.Value}-in@198.51.100.7";

    public string CalledSipId => $"{Id.Value}-out@sbc.example.com";

    public IEnumerable<CallEvent> Began() =>
        [
            new CallStarted(Id, At(0), new Party("+390299999999", "Ada Rossi"), new Party("+390212345601", "Mario Rossi")),
            new LegStarted(Id, At(0), CallerLeg, LegKind.Line, true, "carrier", "198.51.100.7", CallerSipId),
            new LegStarted(Id, At(0.01), CalledLeg, LegKind.Teams, false, "teams", "sip.pstnhub.microsoft.com", CalledSipId, "mrossi"),
        ];

    public IEnumerable<CallEvent> Answered() =>
        [
            .. Began(),
            new LegRinging(Id, At(1), CalledLeg),
            new LegAnswered(Id, At(4), CalledLeg, "sip2.pstnhub.microsoft.com"),
            new LegAnswered(Id, At(4.25), CallerLeg),
            new LegsBridged(Id, At(4.25), CallerLeg, CalledLeg),
        ];

    public IEnumerable<CallEvent> Whole()
    {
        var end = new CallEnd(EndSide.Caller, EndCause.Normal, 0, 16, "");
        return
        [
            .. Answered(),
            new LegEnded(Id, At(64), CallerLeg, end, Media),
            new LegEnded(Id, At(64), CalledLeg, end, Media),
            Ended(end),
        ];
    }

    public CallEnded Ended(CallEnd end) => new(Id, At(64), end);

    public static StreamStatistics Media { get; } =
        new()
        {
            PacketsReceived = 2990,
            PacketsSent = 3000,
            PacketsLost = 10,
            JitterMilliseconds = 1.25,
            RoundTripMilliseconds = 21,
            MeanOpinionScore = 4.3,
            Encoding = "PCMA",
        };

    public static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);
}
