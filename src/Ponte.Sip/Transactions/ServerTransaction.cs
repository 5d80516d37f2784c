using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Transactions;

/// <summary>A server transaction at work: the pure machine, its request, latest response and timer. Made by <see cref="TransactionLayer"/>.</summary>
internal sealed class ServerTransaction
{
    private readonly TransactionLayer _layer;
    private readonly InviteServerTransaction? _invite;
    private readonly NonInviteServerTransaction? _other;
    private readonly DeadlineTimer _timer;
    private SipResponse? _response;

    internal ServerTransaction(TransactionLayer layer, ServerKey key, SipRequest request, SipFlow flow)
    {
        _layer = layer;
        Key = key;
        Request = request;
        Reply = new ReplyPath(layer.Transport, request, flow);
        var reliable = flow.Protocol.IsReliable();
        if (request.Method == SipMethod.Invite)
        {
            _invite = new InviteServerTransaction(layer.Timers, reliable);
        }
        else
        {
            _other = new NonInviteServerTransaction(layer.Timers, reliable, layer.Loop.Now);
        }
        _timer = new DeadlineTimer(layer.Loop, OnTimer);
        _timer.Set(NextWake);
    }

    /// <summary>By what repetitions find it.</summary>
    public ServerKey Key { get; }

    /// <summary>The request.</summary>
    public SipRequest Request { get; }

    /// <summary>The way responses go.</summary>
    public ReplyPath Reply { get; }

    /// <summary>Told of CANCEL and ACK; null when nobody needs to know.</summary>
    public IServerTransactionUser? User { get; set; }

    /// <summary>The tag that our responses add to To; made when first needed.</summary>
    public string LocalTag { get; set; } = "";

    /// <summary>Whether a final response was sent, or none will be.</summary>
    public bool IsFinal =>
        _invite is null
            ? _other!.State is NonInviteServerState.Completed or NonInviteServerState.Terminated
            : _invite.State != InviteServerState.Proceeding;

    private Instant NextWake => _invite?.NextWake ?? _other!.NextWake;

    /// <summary>Sends a response, unless a final one was sent before.</summary>
    public void Respond(SipResponse response)
    {
        var now = _layer.Loop.Now;
        var action = _invite?.Send(response.StatusCode, now) ?? _other!.Send(response.StatusCode, now);
        if ((action & TransactionAction.SendResponse) != 0)
        {
            _response = response;
        }
        Do(action, null);
    }

    /// <summary>Gives up without a final response.</summary>
    public void Abandon() => Do(_invite?.Abandon() ?? _other!.Abandon(), null);

    internal void ReceiveAgain() => Do(_invite?.ReceiveInvite() ?? _other!.ReceiveRequest(), null);

    internal void ReceiveAck(SipRequest ack) => Do(_invite?.ReceiveAck(_layer.Loop.Now) ?? TransactionAction.None, ack);

    private void OnTimer()
    {
        var now = _layer.Loop.Now;
        Do(_invite?.Wake(now) ?? _other!.Wake(now), null);
    }

    private void Do(TransactionAction action, SipRequest? ack)
    {
        if ((action & TransactionAction.SendResponse) != 0)
        {
            Reply.Send(_response!);
        }
        _timer.Set(NextWake);
        if ((action & TransactionAction.Terminated) != 0)
        {
            _layer.Forget(this);
        }
        if ((action & TransactionAction.PassUp) != 0)
        {
            User?.OnAck(this, ack!);
        }
        // Timer H without ACK needs no telling: the refusal stands, and there is nothing else to undo (RFC 3261 17.2.1).
    }
}
