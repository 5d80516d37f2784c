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
/// <param name="Room">The room whose conference it is, empty for a conference that grew out of a call of two; null: it is none.</param>
public sealed record LiveCall(
    CallId Id,
    Party Caller,
    Party Called,
    DateTimeOffset StartedAt,
    DateTimeOffset? AnsweredAt,
    ImmutableArray<LiveLeg> Legs,
    string? Room = null
)
{
    internal static LiveCall Of(CallState state) =>
        new(
            state.Id,
            state.Caller,
            state.Called,
            state.StartedAt,
            state.AnsweredAt,
            [
                .. state.Legs.Select(l => LiveLeg.Of(l) with { IsMuted = state.Conference?.Muted.Contains(l.Id) == true }),
                .. state.Supervision is { } s ? [LiveLeg.Of(s.Leg) with { Supervision = s.Mode }] : Array.Empty<LiveLeg>(),
            ],
            state.Conference is { } c ? c.Room?.Name ?? "" : null
        );

    internal LiveCall WithLeg(LegId id, Func<LiveLeg, LiveLeg?> change) =>
        this with
        {
            Legs = [.. Legs.Select(l => l.Id == id ? change(l) : l).OfType<LiveLeg>()],
        };
}
