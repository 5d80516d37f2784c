using System.Collections.Immutable;
using Ponte.Calls.Journal;
using Ponte.Calls.Model;

namespace Ponte.Calls.Node;

/// <summary>A call at one moment, as its events tell it.</summary>
/// <param name="Id">The call.</param>
/// <param name="Caller">The party that called.</param>
/// <param name="Called">The party that was called.</param>
/// <param name="StartedAt">When it began; UTC.</param>
/// <param name="AnsweredAt">When both were joined; null while it rings.</param>
/// <param name="Legs">Its legs that still live.</param>
public sealed record LiveCall(
    CallId Id,
    Party Caller,
    Party Called,
    DateTimeOffset StartedAt,
    DateTimeOffset? AnsweredAt,
    ImmutableArray<LiveLeg> Legs
)
{
    internal static LiveCall Of(CallState state) =>
        new(state.Id, state.Caller, state.Called, state.StartedAt, state.AnsweredAt, [.. state.Legs.Select(LiveLeg.Of)]);

    internal LiveCall WithLeg(LegId id, Func<LiveLeg, LiveLeg?> change) =>
        this with
        {
            Legs = [.. Legs.Select(l => l.Id == id ? change(l) : l).OfType<LiveLeg>()],
        };
}
