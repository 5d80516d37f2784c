using Ponte.Sip.Messages;

namespace Ponte.Simulator.Calls;

/// <summary>A provisional response that Ponte sent to a call of ours.</summary>
/// <param name="Status">101 to 199.</param>
/// <param name="ToTag">Its To tag.</param>
/// <param name="HasMedia">Whether it carried a description.</param>
/// <param name="Response">The response.</param>
public sealed record EarlyAnswer(int Status, string ToTag, bool HasMedia, SipResponse Response);
