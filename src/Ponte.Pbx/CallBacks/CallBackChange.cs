namespace Ponte.Pbx.CallBacks;

/// <summary>A user asks to be called back, or takes that back.</summary>
/// <param name="Requester">The user's key.</param>
/// <param name="Wanted">The key of the user who is wanted; null to take all requests back.</param>
/// <param name="Number">What is dialled when both are free; empty to take a request back.</param>
/// <param name="IsArmed">Whether the wanted user is known to be busy.</param>
/// <param name="IsOn">Whether it is asked for.</param>
public sealed record CallBackChange(string Requester, string? Wanted, string Number, bool IsArmed, bool IsOn);
