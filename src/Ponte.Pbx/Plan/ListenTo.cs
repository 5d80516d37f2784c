using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Plan;

/// <summary>Somebody wants to listen to a box.</summary>
/// <param name="Box">Which; null where the caller says it by keys.</param>
/// <param name="Caller">The key of the user who calls.</param>
/// <param name="IsProven">Whether it is that user for certain: by a phone of its own, or by Teams.</param>
public sealed record ListenTo(Mailbox? Box, string Caller, bool IsProven);
