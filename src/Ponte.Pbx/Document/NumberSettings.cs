namespace Ponte.Pbx.Document;

/// <summary>A number of the section <c>numbers</c> and where calls to it go.</summary>
/// <param name="Number"><c>+E.164</c> or a short number.</param>
/// <param name="User">The user's key.</param>
public sealed record NumberSettings(string Number, string User);
