using Ponte.Calls.Events;

namespace Ponte.Calls.Tests.Bench;

/// <summary>Keeps the events.</summary>
internal sealed class RecordingSink : ICallEventSink
{
    public List<CallEvent> Events { get; } = [];

    public void Publish(CallEvent callEvent) => Events.Add(callEvent);

    public T Single<T>()
        where T : CallEvent => Events.OfType<T>().Should().ContainSingle().Subject;

    public IEnumerable<T> All<T>()
        where T : CallEvent => Events.OfType<T>();

    /// <summary>The events in short: <c>LegRinging 2</c>.</summary>
    public IEnumerable<string> Story() =>
        Events.Select(e =>
            e switch
            {
                LegStarted l => $"LegStarted {l.Leg}",
                LegRinging l => $"LegRinging {l.Leg}",
                LegEarlyMedia l => $"LegEarlyMedia {l.Leg}",
                LegAnswered l => $"LegAnswered {l.Leg}",
                LegHeld l => $"LegHeld {l.Leg} {l.IsHeld}",
                LegEnded l => $"LegEnded {l.Leg}",
                LegDigit l => $"LegDigit {l.Leg} {l.Digit}",
                _ => e.GetType().Name,
            }
        );
}
