using Ponte.Calls.Model;

namespace Ponte.Calls.Routing;

/// <summary>Who called us.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Name">The line's name in the company document.</param>
/// <param name="Peer">The peer or hub, for people.</param>
/// <param name="Profile">How its legs behave.</param>
public sealed record LegOrigin(LegKind Kind, string Name, string Peer, LegProfile Profile);
