using Ponte.Calls.Model;

namespace Ponte.Calls.Routing;

/// <summary>Who called us.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Name">The line's name in the company document, or the device's: <c>201-cordless</c>.</param>
/// <param name="Peer">The peer or hub, for people.</param>
/// <param name="Profile">How its legs behave.</param>
/// <param name="User">The user in the company document whose device or Teams it is; null where it is nobody's.</param>
public sealed record LegOrigin(LegKind Kind, string Name, string Peer, LegProfile Profile, string? User = null);
