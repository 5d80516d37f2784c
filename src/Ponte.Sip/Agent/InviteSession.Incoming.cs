using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <content>Requests of the peer inside the dialog (RFC 3261 12.2.2).</content>
public sealed partial class InviteSession
{
    /// <summary>Takes a request whose To tag is ours and that repeats none before.</summary>
    internal void Receive(SipRequest request, SipFlow flow)
    {
        if (Find(request) is not { } dialog)
        {
            ReceiveUnknown(request, flow);
            return;
        }
        Path.Flow = flow;
        if (request.Method == SipMethod.Ack)
        {
            OnAck(request);
            return;
        }
        if (!dialog.TryAdvance(request.CSeq.Number))
        {
            Endpoint.Reply(request, flow, 500, "CSeq Out Of Order");
            return;
        }
        if (State == InviteState.Ended)
        {
            // Both sides hung up: their BYE crossed ours.
            Endpoint.Reply(request, flow, request.Method == SipMethod.Bye ? 200 : 481);
            return;
        }
        if (RequestChecks.Run(Endpoint, request, Settings!.Allow) is { } refusal)
        {
            Endpoint.Reply(request, flow, refusal);
            return;
        }
        switch (request.Method)
        {
            case SipMethod.Bye:
                ReceiveBye(request, flow);
                break;
            case SipMethod.Invite:
                ReceiveReinvite(request, flow, dialog);
                break;
            case SipMethod.Update:
                ReceiveUpdate(request, flow, dialog);
                break;
            case SipMethod.Prack:
                ReceivePrack(request, flow);
                break;
            case SipMethod.Options:
                var transaction = Endpoint.Transactions.Accept(request, flow);
                transaction.Respond(Endpoint.Response(transaction, 200, null).AddCapabilities(Settings).Build());
                break;
            default:
                ReceiveOther(request, flow);
                break;
        }
    }

    private void ReceiveUnknown(SipRequest request, SipFlow flow)
    {
        var ours = string.Equals(request.CallId, CallId, StringComparison.Ordinal);
        if (ours && _uac is not null && State < InviteState.Answered && request.Method is not (SipMethod.Ack or SipMethod.Bye))
        {
            // The 2xx that makes this dialog was lost or overtaken. A 481 would make the peer end the call.
            RefuseForNow(request, flow);
            return;
        }
        Endpoint.ReplyUnlessAck(request, flow, 481);
    }

    private Dialog? Find(SipRequest request)
    {
        if (!string.Equals(request.CallId, CallId, StringComparison.Ordinal))
        {
            return null;
        }
        return _dialog is not null && string.Equals(_dialog.RemoteTag, request.FromTag, StringComparison.Ordinal)
            ? _dialog
            : _uac?.FindEarly(request.FromTag);
    }

    private void ReceiveBye(SipRequest request, SipFlow flow)
    {
        if (State < InviteState.Answered && !IsIncoming)
        {
            // "The callee's UA MUST NOT send a BYE on an early dialog"; its refusal of the INVITE ends it.
            Endpoint.Reply(request, flow, 481);
            return;
        }
        var transaction = Endpoint.Transactions.Accept(request, flow);
        transaction.Respond(Endpoint.Response(transaction, 200, null).Build());
        if (State < InviteState.Answered)
        {
            // A caller may end an early dialog by BYE instead of CANCEL (RFC 3261 15).
            _uas!.Reject(487, null, default);
            var reasons = string.Join(", ", request.Headers.Values(HeaderName.Reason));
            OnCancelled(reasons.Length == 0 ? null : reasons);
            return;
        }
        EndBy(SessionEndReason.RemoteBye, request);
    }

    private void ReceivePrack(SipRequest request, SipFlow flow)
    {
        if (RAck.Parse(request.Headers.First(HeaderName.RAck)) is not { } acknowledged)
        {
            Endpoint.Reply(request, flow, 400, "RAck Missing Or Malformed");
            return;
        }
        if (_uas?.Acknowledge(acknowledged) != true)
        {
            Endpoint.Reply(request, flow, 481);
            return;
        }
        var transaction = Endpoint.Transactions.Accept(request, flow);
        // Our offers and answers are in INVITE and its responses only: a new offer inside the PRACK is refused, the PRACK counts.
        var status = Headers.SdpOf(request).IsEmpty ? 200 : 488;
        transaction.Respond(Endpoint.Response(transaction, status, null).Build());
        _uas.GoOn();
        Rearm();
    }

    private void ReceiveOther(SipRequest request, SipFlow flow)
    {
        var transaction = Endpoint.Transactions.Accept(request, flow);
        var incoming = new IncomingRequest(request, flow, this, new TransactionResponder(Endpoint, transaction, Settings));
        if (Handler is null)
        {
            incoming.Respond(480);
            return;
        }
        Handler.OnRequest(this, incoming);
    }
}
