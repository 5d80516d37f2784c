using System.Globalization;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <content>What comes in (RFC 3261 8.2, 17.2.3, 12.2.2): repetition, ACK, CANCEL, inside a dialog, or new.</content>
public sealed partial class SipEndpoint
{
    /// <summary>Takes a message from the transport. On the loop.</summary>
    internal void Receive(SipMessage message, SipFlow flow)
    {
        if (message is SipResponse response)
        {
            Counters.Responses++;
            if (!Transactions.Receive(response))
            {
                Counters.StrayResponses++;
            }
            return;
        }
        Counters.Requests++;
        Receive((SipRequest)message, flow);
    }

    /// <summary>Refuses a request without keeping anything of it (RFC 3261 8.2.7): the same request gets the same answer again.</summary>
    internal void Reply(SipRequest request, SipFlow flow, int status, string? reason = null, ExtraHeader header = default)
    {
        Counters.Refused++;
        SendStateless(request, flow, status, reason, header);
    }

    internal void Reply(SipRequest request, SipFlow flow, Refusal refusal) =>
        Reply(request, flow, refusal.Status, refusal.Reason, refusal.Header);

    /// <summary>Refuses a request; an ACK is never answered.</summary>
    internal void ReplyUnlessAck(SipRequest request, SipFlow flow, int status)
    {
        if (request.Method == SipMethod.Ack)
        {
            Counters.StrayAcks++;
            return;
        }
        Reply(request, flow, status);
    }

    /// <summary>Refuses a request with 503 because there is too much to do. From any thread.</summary>
    internal void Shed(SipRequest request, SipFlow flow)
    {
        Counters.Shed++;
        var seconds = Math.Ceiling(Options.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        SendStateless(request, flow, 503, null, new ExtraHeader("Retry-After", seconds));
    }

    /// <summary>Makes the session of an INVITE.</summary>
    /// <param name="request">The INVITE.</param>
    /// <param name="flow">Its flow.</param>
    /// <param name="taken">Gets the session, and attaches, rejects or drops it.</param>
    internal void Take(SipRequest request, SipFlow flow, Action<InviteSession> taken)
    {
        var transaction = Transactions.Accept(request, flow);
        var session = InviteSession.Incoming(this, transaction, flow);
        _sessions.Add(session.Token, session);
        taken(session);
        if (session.Handler is null)
        {
            session.Reject(480); // nothing happens when it was rejected or dropped already
        }
        else if (session.State == InviteState.Calling)
        {
            session.Provisional(100);
        }
    }

    private void Receive(SipRequest request, SipFlow flow)
    {
        if (Transactions.Find(request) is { } transaction)
        {
            ReceiveAgain(transaction, request);
        }
        else if (Places.Elsewhere(request, this) is { } other)
        {
            other.Loop.Post(() => other.Receive(request, flow));
        }
        else if (request.Method == SipMethod.Cancel)
        {
            ReceiveCancel(request, flow);
        }
        else if (request.ToTag.Length > 0)
        {
            ReceiveInDialog(request, flow);
        }
        else if (request.Method == SipMethod.Ack)
        {
            Counters.StrayAcks++;
        }
        else
        {
            ReceiveInitial(request, flow);
        }
    }

    private void ReceiveInDialog(SipRequest request, SipFlow flow)
    {
        if (!LoopTokens.TryReadTag(request.ToTag, out var token))
        {
            ReplyUnlessAck(request, flow, 481);
        }
        else if (_sessions.TryGetValue(token, out var session))
        {
            session.Receive(request, flow);
        }
        else if (_subscriptions.TryGetValue(token, out var subscription))
        {
            subscription.Receive(request, flow);
        }
        else
        {
            ReplyUnlessAck(request, flow, 481);
        }
    }

    private void ReceiveAgain(ServerTransaction transaction, SipRequest request)
    {
        if (request.Method == SipMethod.Ack)
        {
            transaction.ReceiveAck(request);
            return;
        }
        Counters.Repetitions++;
        transaction.ReceiveAgain();
    }

    /// <summary>RFC 3261 9.2: the CANCEL is answered by itself; what it cancels gets its own final response.</summary>
    private void ReceiveCancel(SipRequest request, SipFlow flow)
    {
        if (Transactions.FindCancelled(request) is not { } cancelled)
        {
            Reply(request, flow, 481);
            return;
        }
        var transaction = Transactions.Accept(request, flow);
        transaction.LocalTag = cancelled.LocalTag; // "the To tag … SHOULD be the same"
        transaction.Respond(Response(transaction, 200, null).Build());
        cancelled.User?.OnCancel(cancelled, request);
    }

    private void ReceiveInitial(SipRequest request, SipFlow flow)
    {
        if (
            Transactions.ServerCount >= Options.MaximumTransactions
            || (request.Method == SipMethod.Invite && _sessions.Count >= Options.MaximumSessions)
            || (request.Method == SipMethod.Subscribe && _subscriptions.Count >= Options.MaximumSubscriptions)
        )
        {
            Shed(request, flow);
        }
        else if (request.Method is SipMethod.Bye or SipMethod.Prack or SipMethod.Update or SipMethod.Info)
        {
            Reply(request, flow, 481); // these live inside a dialog only
        }
        else if ((RequestChecks.Run(this, request, Options.Allow) ?? RequestChecks.RunInitial(request)) is { } refusal)
        {
            Reply(request, flow, refusal);
        }
        else if (Transactions.IsMerged(request))
        {
            Reply(request, flow, 482);
        }
        else if (request.Method == SipMethod.Invite)
        {
            ReceiveInvite(request, flow);
        }
        else
        {
            IResponder responder =
                request.Method == SipMethod.Options
                    ? new StatelessResponder(this, flow, StatelessTag(request))
                    : new TransactionResponder(this, Transactions.Accept(request, flow), null);
            var incoming = new IncomingRequest(request, flow, null, responder);
            if (User is { } user)
            {
                user.OnRequest(incoming);
            }
            else
            {
                incoming.Respond(480);
            }
        }
    }

    private void ReceiveInvite(SipRequest request, SipFlow flow)
    {
        if (RequestChecks.RunInvite(request, Options.LeastSessionInterval) is { } refusal)
        {
            Reply(request, flow, refusal);
            return;
        }
        Places.Enter(request.CallId, this);
        Take(request, flow, session => User?.OnInvite(session));
    }

    private void SendStateless(SipRequest request, SipFlow flow, int status, string? reason, ExtraHeader header)
    {
        var tag = request.ToTag.Length > 0 ? null : StatelessTag(request);
        var builder = SipResponseBuilder.For(request, status, reason, tag, flow.Remote).AddServer(Options);
        if (header.Name is not null)
        {
            builder.Add(header.Name, header.Value);
        }
        new ReplyPath(Transport, request, flow).Send(builder.Build());
    }

    /// <summary>A tag that the same request gets again and that no dialog has (RFC 3261 8.2.7).</summary>
    private static string StatelessTag(SipRequest request) =>
        HashCode.Combine(request.CallId, request.FromTag, request.TopVia!.Branch).ToString("x8", CultureInfo.InvariantCulture);
}
