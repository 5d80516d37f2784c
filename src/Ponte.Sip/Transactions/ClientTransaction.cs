using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Transactions;

/// <summary>A client transaction at work: the pure machine, its request, flow, timer and user. Made by <see cref="TransactionLayer"/>.</summary>
internal sealed class ClientTransaction
{
    private readonly TransactionLayer _layer;
    private readonly IClientTransactionUser _user;
    private readonly InviteClientTransaction? _invite;
    private readonly NonInviteClientTransaction? _other;
    private readonly DeadlineTimer _timer;
    private bool _isLost;
    private SipRequest? _ack;

    internal ClientTransaction(TransactionLayer layer, ulong key, SipRequest request, SipFlow flow, IClientTransactionUser user)
    {
        _layer = layer;
        _user = user;
        Key = key;
        Request = request;
        Flow = flow;
        var reliable = flow.Protocol.IsReliable();
        if (request.Method == SipMethod.Invite)
        {
            _invite = new InviteClientTransaction(layer.Timers, reliable);
        }
        else
        {
            _other = new NonInviteClientTransaction(layer.Timers, reliable);
        }
        _timer = new DeadlineTimer(layer.Loop, OnTimer);
    }

    /// <summary>The number in the branch; odd for a CANCEL.</summary>
    public ulong Key { get; }

    /// <summary>The request.</summary>
    public SipRequest Request { get; }

    /// <summary>The flow it goes out on.</summary>
    public SipFlow Flow { get; }

    /// <summary>Whether a provisional response came and no final one.</summary>
    public bool IsProceeding =>
        _invite is null ? _other!.State == NonInviteClientState.Proceeding : _invite.State == InviteClientState.Proceeding;

    /// <summary>Whether nothing came back yet.</summary>
    public bool IsUnanswered => _invite is null ? _other!.State == NonInviteClientState.Trying : _invite.State == InviteClientState.Calling;

    private Instant NextWake => _invite?.NextWake ?? _other!.NextWake;

    /// <summary>Gives up: nothing is sent or told any more, except <see cref="IClientTransactionUser.OnTerminated"/>.</summary>
    public void Abandon() => Do(_invite?.Abandon() ?? _other!.Abandon(), null, "");

    /// <summary>Stops repeating the request, but still takes what comes back: another address is tried now.</summary>
    public void Quieten()
    {
        _invite?.Quieten();
        _other?.Quieten();
        _timer.Set(NextWake);
    }

    internal void Start() => Do(_invite?.Start(_layer.Loop.Now) ?? _other!.Start(_layer.Loop.Now), null, "");

    internal void Receive(SipResponse response)
    {
        var now = _layer.Loop.Now;
        Do(_invite?.Receive(response.StatusCode, now) ?? _other!.Receive(response.StatusCode, now), response, "");
    }

    internal void TransportFailed(string detail)
    {
        if (_invite is not { State: InviteClientState.Proceeding } || !Flow.IsInbound)
        {
            Do(_invite?.TransportFailed() ?? _other!.TransportFailed(), null, detail);
        }
        else if (!_isLost)
        {
            // A phone that rang is out of reach. Should it come back and answer, it is told that nobody waits any more.
            _isLost = true;
            _layer.Loop.Schedule(_layer.Timers.TimeOut, GiveUp);
            _user.OnNoResponse(this, timedOut: false, detail);
        }
    }

    private void GiveUp()
    {
        if (IsProceeding)
        {
            Abandon();
        }
    }

    private void OnTimer()
    {
        var now = _layer.Loop.Now;
        Do(_invite?.Wake(now) ?? _other!.Wake(now), null, "");
    }

    private void Do(TransactionAction action, SipResponse? response, string detail)
    {
        if ((action & TransactionAction.SendRequest) != 0)
        {
            _layer.Transport.Send(Flow, Request);
        }
        if ((action & TransactionAction.SendAck) != 0)
        {
            _layer.Transport.Send(Flow, _ack ??= InviteCompanions.Ack(Request, response!));
        }
        _timer.Set(NextWake);
        // The user may do anything, also abandon this transaction, so all of our own is done before.
        var terminated = (action & TransactionAction.Terminated) != 0 && _layer.Forget(this);
        if ((action & TransactionAction.PassUp) != 0)
        {
            _user.OnResponse(this, response!);
        }
        if ((action & (TransactionAction.TimedOut | TransactionAction.TransportFailed)) != 0)
        {
            _user.OnNoResponse(this, (action & TransactionAction.TimedOut) != 0, detail);
        }
        if (terminated)
        {
            _user.OnTerminated(this);
        }
    }
}
