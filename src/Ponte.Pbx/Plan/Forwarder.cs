namespace Ponte.Pbx.Plan;

/// <summary>Who forwarded a call.</summary>
/// <param name="Number">In the inside form; empty where it is withheld.</param>
/// <param name="Name">The name; empty where none is known.</param>
/// <param name="Reason">Why.</param>
public sealed record Forwarder(string Number, string Name, ForwardReason Reason);
