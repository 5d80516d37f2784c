namespace Ponte.Pbx.CallBacks;

/// <summary>A call to a user of the company that was not answered.</summary>
/// <param name="Wanted">The key of the user who was called.</param>
/// <param name="Number">What was dialled, in the inside form.</param>
/// <param name="At">When it ended; wall-clock time, UTC.</param>
/// <param name="WasBusy">Whether the user was in a call, as far as we see.</param>
public sealed record MissedCall(string Wanted, string Number, DateTimeOffset At, bool WasBusy);
