namespace Ponte.Pbx.Document;

/// <summary>A number of the section <c>numbers</c> and where calls to it go: one of user, flow and room.</summary>
/// <param name="Number"><c>+E.164</c> or a short number.</param>
/// <param name="User">The user's key; empty for others.</param>
/// <param name="Flow">The flow's key; empty for others.</param>
/// <param name="Room">The room's key; empty for others.</param>
public sealed record NumberSettings(string Number, string User, string Flow = "", string Room = "");
