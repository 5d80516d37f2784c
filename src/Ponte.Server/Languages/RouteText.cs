using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Languages;

/// <summary>What would become of a call, for people.</summary>
internal static class RouteText
{
    /// <summary>The decision in one line.</summary>
    public static string Result(RouteReply reply, Words words) =>
        reply switch
        {
            { Refusal: { } refusal } => words.Why(refusal),
            { Ring: { } ring } => Stage(ring, words),
            { Confirms: { } done } => done ? words.RouteConfirms : words.RouteErrorTone,
            _ => reply.Action ?? "",
        };

    private static string Stage(RouteStage stage, Words words)
    {
        var time = stage.RingSeconds is { } seconds ? $" {words.ForSeconds(seconds)}" : "";
        var places = $"{words.RouteRings} {string.Join(" + ", stage.Places.Select(words.Place))}{time}";
        return string.Concat(
            places,
            Then(words.RouteOnBusy, stage.OnBusy, words),
            Then(words.RouteOnNoAnswer, stage.OnNoAnswer, words),
            Then(words.RouteOnUnreachable, stage.OnUnreachable, words)
        );
    }

    private static string Then(string when, RouteStage? stage, Words words) => stage is null ? "" : $"; {when}: ({Stage(stage, words)})";
}
