using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Agent;

/// <content>Dialogs that others name: Replaces in an INVITE or inside a Refer-To (RFC 3891).</content>
public sealed partial class SipEndpoint
{
    /// <summary>The session of a dialog, early or confirmed, on this loop; null when there is none.</summary>
    /// <param name="callId">The Call-ID.</param>
    /// <param name="localTag">Our tag.</param>
    /// <param name="remoteTag">The peer's tag.</param>
    public InviteSession? FindSession(string callId, string localTag, string remoteTag) =>
        LoopTokens.TryReadTag(localTag, out var token)
        && _sessions.TryGetValue(token, out var session)
        && string.Equals(session.CallId, callId, StringComparison.Ordinal)
        && session.HasDialog(remoteTag)
            ? session
            : null;

    /// <summary>The endpoint of the node on whose loop a dialog is, if it is anywhere; null: the tag is not of our making.</summary>
    /// <param name="localTag">Our tag.</param>
    public SipEndpoint? EndpointOf(string localTag) => LoopTokens.TryReadTag(localTag, out var token) ? Places.Of(token) : null;

    /// <summary>The session whose place an INVITE with Replaces takes, or the status that refuses it.</summary>
    public ReplacedSession FindReplaced(SipRequest invite)
    {
        ArgumentNullException.ThrowIfNull(invite);
        var values = invite.Headers.All(HeaderName.Replaces).ToList();
        if (values.Count != 1 || !ReplacesHeader.TryParse(values[0], out var replaces) || invite.Headers.Contains(HeaderName.Join))
        {
            return new ReplacedSession(null, 400);
        }
        var session = FindSession(replaces.CallId, replaces.ToTag, replaces.FromTag);
        return session switch
        {
            null => new ReplacedSession(null, 481),
            // "If the Replaces header field matches a dialog which has already terminated, the UA SHOULD decline."
            { State: InviteState.Ended } => new ReplacedSession(null, 603),
            // "… matches an early dialog that was not initiated by this UA": only who rings a party may hand the ringing over.
            { State: < InviteState.Answered, IsIncoming: true } => new ReplacedSession(null, 481),
            { State: >= InviteState.Answered } when replaces.EarlyOnly => new ReplacedSession(null, 486),
            _ => new ReplacedSession(session, 0),
        };
    }
}
