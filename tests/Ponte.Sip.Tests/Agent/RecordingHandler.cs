using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Tests.Agent;

/// <summary>Writes down what a session tells, and does what the test wants at each event.</summary>
internal sealed class RecordingHandler : IInviteHandler
{
    public List<string> Events { get; } = [];

    public Action<InviteSession, SipResponse>? Provisional { get; set; }

    public Action<InviteSession, SipResponse>? Answered { get; set; }

    public Action<InviteSession, IncomingOffer>? Offered { get; set; }

    public Action<InviteSession, IncomingRequest>? Requested { get; set; }

    public SipFailure? Failure { get; private set; }

    public SipRequest? Ack { get; private set; }

    public IncomingOffer? Offer { get; private set; }

    public RequestResult? Reinvited { get; private set; }

    public string? CancelReason { get; private set; }

    public SipRequest? Bye { get; private set; }

    public void OnProvisional(InviteSession session, SipResponse response, string toTag)
    {
        Events.Add($"{response.StatusCode} {toTag}");
        Provisional?.Invoke(session, response);
    }

    public void OnAnswered(InviteSession session, SipResponse response)
    {
        Events.Add($"answered {response.ToTag}");
        Answered?.Invoke(session, response);
    }

    public void OnFailed(InviteSession session, SipFailure failure)
    {
        Events.Add($"failed {failure.Kind} {failure.Status}");
        Failure = failure;
    }

    public void OnCancelled(InviteSession session, string? reason)
    {
        Events.Add("cancelled");
        CancelReason = reason;
    }

    public void OnAcknowledged(InviteSession session, SipRequest ack)
    {
        Events.Add("ack");
        Ack = ack;
    }

    public void OnOffer(InviteSession session, IncomingOffer offer)
    {
        Events.Add(offer.IsRefresh ? "refresh" : "offer");
        Offer = offer;
        Offered?.Invoke(session, offer);
    }

    public void OnReinviteResult(InviteSession session, RequestResult result)
    {
        Events.Add($"reinvited {result.Status}");
        Reinvited = result;
    }

    public void OnRequest(InviteSession session, IncomingRequest request)
    {
        Events.Add(request.Request.MethodName);
        Requested?.Invoke(session, request);
    }

    public void OnEnded(InviteSession session, SessionEndReason reason, SipRequest? bye)
    {
        Events.Add($"ended {reason}");
        Bye = bye;
    }
}
