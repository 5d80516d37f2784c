using System.Collections.Immutable;
using Ponte.Calls.Model;

namespace Ponte.Server.Api.Contracts;

/// <summary>What would become of a call, and why. One of the last four says it.</summary>
/// <param name="At">When the call would come; UTC.</param>
/// <param name="Caller">The caller.</param>
/// <param name="Called">The called party.</param>
/// <param name="Steps">The reasons in their order.</param>
/// <param name="Refusal">Why it would be refused.</param>
/// <param name="Ring">Where it would ring.</param>
/// <param name="Confirms">Whether what was dialled would be done: the confirmation is heard, or the error tone.</param>
/// <param name="Action">What else would be done.</param>
internal sealed record RouteReply(
    DateTimeOffset At,
    Party Caller,
    Party Called,
    ImmutableArray<RouteStep> Steps,
    CallEnd? Refusal,
    RouteStage? Ring,
    bool? Confirms,
    string? Action
);
