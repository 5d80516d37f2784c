using System.Collections.Immutable;
using Ponte.Pbx.Plan;

namespace Ponte.Server.Api.Contracts;

/// <summary>One reason of the number plan.</summary>
/// <param name="Code">What was found or decided.</param>
/// <param name="Depth">How many forwards deep.</param>
/// <param name="Values">What it is about.</param>
internal sealed record RouteStep(PlanStepCode Code, int Depth, ImmutableArray<string> Values);
