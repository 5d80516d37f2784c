using System.Collections.Immutable;
using Ponte.Calls.Routing;
using Ponte.Pbx.Plan;
using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Api;

/// <summary>Decisions of the number plan on their way through the API.</summary>
internal static class RouteCodec
{
    /// <summary>For the reply.</summary>
    public static RouteReply ToReply(PlanDecision decision, DateTimeOffset at) =>
        new(
            at,
            decision.Caller.Shown,
            decision.Called,
            [.. decision.Steps.Select(s => new RouteStep(s.Code, s.Depth, [.. s.Values]))],
            decision.Refusal,
            Stage(decision.Ring),
            decision.Action is Confirm confirm ? confirm.Done : null,
            decision.Listen is { } listen ? $"voicemail {listen.Box?.Id}".TrimEnd()
                : decision.Flow is { } flow ? $"flow {flow}"
                : decision.Action is null or Confirm ? null
                : decision.Action.GetType().Name
        );

    private static RouteStage? Stage(PlanStage? stage) =>
        stage is null
            ? null
            : new RouteStage(
                [.. stage.Places.Select(Place)],
                stage.RingTime is { } time ? (int)time.TotalSeconds : null,
                Stage(stage.OnNoAnswer),
                Stage(stage.OnBusy),
                Stage(stage.OnUnreachable)
            );

    private static RoutePlace Place(PlanPlace place)
    {
        var (kind, name, lines) = place switch
        {
            TeamsPlace t => (t.IsVoicemail ? RoutePlaceKind.Voicemail : RoutePlaceKind.Teams, t.User.Id, ImmutableArray<string>.Empty),
            DevicePlace d => (RoutePlaceKind.Device, d.Device.Login, []),
            BoxPlace b => (RoutePlaceKind.Voicemail, b.Box.Id, []),
            LinePlace l => (RoutePlaceKind.Number, l.Number, [.. l.Lines.Select(c => c.Line.Name)]),
            _ => throw new ArgumentOutOfRangeException(nameof(place), place, "A kind of place is not told."),
        };
        return new RoutePlace(kind, name, lines, (int)place.Delay.TotalSeconds);
    }
}
