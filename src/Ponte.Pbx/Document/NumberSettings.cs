namespace Ponte.Pbx.Document;

/// <summary>A number of the section <c>numbers</c> and where calls to it go: one of user and flow.</summary>
/// <param name="Number"><c>+E.164</c> or a short number.</param>
/// <param name="User">The user's key; empty for a flow.</param>
/// <param name="Flow">The flow's key; empty for a user.</param>
public sealed record NumberSettings(string Number, string User, string Flow = "");
