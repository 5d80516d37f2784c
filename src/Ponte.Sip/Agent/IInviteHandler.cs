using Ponte.Sip.Messages;

namespace Ponte.Sip.Agent;

/// <summary>Told of what happens to a session. Called on the session's loop, never while a call of the handler into the session runs
/// unless said there; must not block.</summary>
public interface IInviteHandler
{
    /// <summary>UAC: a 101 to 199 came. Its SDP is in the body; a PRACK that it asks for was sent.</summary>
    /// <param name="session">The session.</param>
    /// <param name="response">The response.</param>
    /// <param name="toTag">Which of the forked early dialogs speaks; empty when the peer gave no tag.</param>
    void OnProvisional(InviteSession session, SipResponse response, string toTag);

    /// <summary>UAC: the call is answered; the ACK is on its way. Answers of other forks are ended by the stack.</summary>
    void OnAnswered(InviteSession session, SipResponse response);

    /// <summary>
    /// UAC: there will be no call: a final refusal after all addresses were tried, a time-out, no address, or our own
    /// <see cref="InviteSession.Cancel"/> took effect. Comes once and nothing comes after it.
    /// </summary>
    void OnFailed(InviteSession session, SipFailure failure);

    /// <summary>UAS: the caller gave up before the answer; 487 was sent. Comes once and nothing comes after it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="reason">The values of the CANCEL's Reason headers, null without.</param>
    void OnCancelled(InviteSession session, string? reason);

    /// <summary>UAS: the session is answered and its 200 leaves when this returns: the last moment to keep what must outlive the process.</summary>
    void OnAnswering(InviteSession session) { }

    /// <summary>UAS: the ACK for our 2xx to an INVITE or re-INVITE came. It carries the answer when the 2xx carried the offer.</summary>
    void OnAcknowledged(InviteSession session, SipRequest ack);

    /// <summary>The peer sent a re-INVITE or UPDATE.</summary>
    void OnOffer(InviteSession session, IncomingOffer offer);

    /// <summary>Our <see cref="InviteSession.Reinvite"/> was answered. After a failure the session is as it was before.</summary>
    void OnReinviteResult(InviteSession session, RequestResult result);

    /// <summary>Another request inside the dialog came: INFO, REFER, NOTIFY …</summary>
    void OnRequest(InviteSession session, IncomingRequest request);

    /// <summary>The answered session is over, and not by <see cref="InviteSession.Bye"/>. Comes once and nothing comes after it.</summary>
    void OnEnded(InviteSession session, SessionEndReason reason, SipRequest? bye);
}
