using System.Collections.Immutable;

namespace Ponte.Server.Api.Contracts;

/// <summary>Places that ring together, and what comes after.</summary>
/// <param name="Places">The places.</param>
/// <param name="RingSeconds">How long they ring; null: as long as a call may.</param>
/// <param name="OnNoAnswer">What comes when nobody answers.</param>
/// <param name="OnBusy">What comes when busy or declined.</param>
/// <param name="OnUnreachable">What comes when nothing can be reached.</param>
internal sealed record RouteStage(
    ImmutableArray<RoutePlace> Places,
    int? RingSeconds,
    RouteStage? OnNoAnswer,
    RouteStage? OnBusy,
    RouteStage? OnUnreachable
);
