namespace Ponte.Calls.Routing;

/// <summary>How a supervisor comes to a call.</summary>
/// <param name="Mode">Who hears the supervisor at first.</param>
/// <param name="Agent">The user of the company document who is helped; null: the party of the call who is a user, the called one of two.</param>
public sealed record SupervisionPlan(SupervisionMode Mode, string? Agent);
