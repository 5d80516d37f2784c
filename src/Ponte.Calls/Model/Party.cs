namespace Ponte.Calls.Model;

/// <summary>A party of a call as shown to the other one and to history.</summary>
/// <param name="Number">E.164 with <c>+</c>, a short number, or empty where it is withheld or unknown.</param>
/// <param name="Name">The name to show; empty where none is known.</param>
/// <param name="IsAnonymous">The party asked for privacy (RFC 3323): number and name go to nobody.</param>
public sealed record Party(string Number, string Name, bool IsAnonymous = false);
