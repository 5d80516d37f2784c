namespace Ponte.Sip.Agent;

/// <summary>Where a registration stands.</summary>
/// <param name="IsRegistered">Whether a binding of ours is in force.</param>
/// <param name="Detail">Since the last answer: the status and phrase, or the failure in words; empty before the first.</param>
/// <param name="Result">The last answer; null before the first.</param>
public sealed record RegistrationState(bool IsRegistered, string Detail, RequestResult? Result);
