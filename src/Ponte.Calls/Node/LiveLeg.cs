using Ponte.Calls.Journal;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Node;

/// <summary>A leg at one moment.</summary>
/// <param name="Id">The leg.</param>
/// <param name="Kind">What stands at its far end.</param>
/// <param name="IsIncoming">Whether the far end called us.</param>
/// <param name="Name">The line's or device's name.</param>
/// <param name="Peer">The far end's host or hub.</param>
/// <param name="SipCallId">Its Call-ID.</param>
/// <param name="State">How far it is.</param>
/// <param name="User">The user in the company document whose leg it is; null where it is nobody's.</param>
/// <param name="IsFirst">Whether we rang it first, to make a call for it.</param>
/// <param name="IsMuted">Whether the others of a conference do not hear it.</param>
/// <param name="Supervision">Who hears it, where it supervises the others; null: it does not.</param>
public sealed record LiveLeg(
    LegId Id,
    LegKind Kind,
    bool IsIncoming,
    string Name,
    string Peer,
    string SipCallId,
    LiveLegState State,
    string? User = null,
    bool IsFirst = false,
    bool IsMuted = false,
    SupervisionMode? Supervision = null
)
{
    internal static LiveLeg Of(LegState state) =>
        new(
            state.Id,
            state.Identity.Kind,
            state.Identity.IsIncoming,
            state.Identity.Name,
            state.Identity.Peer,
            state.Dialog.CallId,
            state.Agreed.IsHeldByPeer ? LiveLegState.Held : LiveLegState.Talking,
            state.Identity.User,
            state.Identity.IsFirst
        );
}
