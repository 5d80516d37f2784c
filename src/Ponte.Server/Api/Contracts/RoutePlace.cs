using System.Collections.Immutable;

namespace Ponte.Server.Api.Contracts;

/// <summary>A place that rings.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Name">The user, the device, or the number.</param>
/// <param name="Lines">The lines to the number, in the order in which they are tried.</param>
/// <param name="DelaySeconds">How much later it begins.</param>
internal sealed record RoutePlace(RoutePlaceKind Kind, string Name, ImmutableArray<string> Lines, int DelaySeconds);
