using Ponte.Simulator.Calls;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;

namespace Ponte.Simulator.Microsoft;

/// <summary>Media bypass (reference section 16).</summary>
public sealed partial class MicrosoftSide
{
    /// <summary>Why a call to a bypass user is refused; null if it is not.</summary>
    private static MicrosoftRefusal? CheckBypass(TeamsUser user, SipRequest invite) =>
        user.Behaviour.Bypass
        && SessionDescription.TryParse(invite.Body.Span, SdpLimits.Default, out var offer, out _)
        && BypassRules.Fault(offer) is { } fault
            ? MicrosoftRefusals.NoIce($"Media bypass: {fault}")
            : null;

    private static void UseBypass(SimulatedCall call, TeamsUser user)
    {
        if (user.Behaviour is { Bypass: true } behaviour)
        {
            call.UseBypass(new BypassPlan(behaviour.OtherClients, behaviour.NominatesEarly));
        }
    }
}
