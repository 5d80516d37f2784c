namespace Ponte.Pbx.Plan;

/// <summary>Who forwarded a call.</summary>
/// <param name="Number">In the inside form; empty where it is withheld.</param>
/// <param name="Name">The name; empty where none is known.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsPrivate">Whether number and name are for nobody else; they still tell a circle.</param>
public sealed record Forwarder(string Number, string Name, ForwardReason Reason, bool IsPrivate = false);
