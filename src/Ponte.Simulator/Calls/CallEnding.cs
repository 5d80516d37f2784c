using Ponte.Sip.Messages;

namespace Ponte.Simulator.Calls;

/// <summary>How a simulated call ended.</summary>
/// <param name="ByPonte">Whether Ponte ended it: by BYE, CANCEL or a refusal.</param>
/// <param name="WasAnswered">Whether it was answered before.</param>
/// <param name="Status">The final status of the INVITE; 200 for an answered call, 0 if there was none.</param>
/// <param name="Reason">The values of the Reason header of what ended it; empty without.</param>
/// <param name="Detail">In words.</param>
/// <param name="Message">The message that ended it; null if there was none.</param>
public sealed record CallEnding(bool ByPonte, bool WasAnswered, int Status, string Reason, string Detail, SipMessage? Message);
