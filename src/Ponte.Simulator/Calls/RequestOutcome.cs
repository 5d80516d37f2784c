using Ponte.Sip.Messages;

namespace Ponte.Simulator.Calls;

/// <summary>What Ponte answered to a request within a call.</summary>
/// <param name="Status">The final status; 408 for silence, 503 if there was no way.</param>
/// <param name="Detail">The reason phrase, or the failure in words.</param>
/// <param name="Response">The response; null without.</param>
public sealed record RequestOutcome(int Status, string Detail, SipResponse? Response)
{
    /// <summary>Whether it was a 2xx.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;
}
