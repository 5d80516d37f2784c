using Ponte.Sip.Loop;

namespace Ponte.Sip.Transactions;

/// <summary>The INVITE server transaction of RFC 3261 17.2.1 with the Accepted state of RFC 6026 7.1. Pure: no clock, no socket.</summary>
/// <param name="timers">T1, T2, T4 and what derives from them.</param>
/// <param name="reliable">Whether the transport is reliable (TCP, TLS): then a final response is not retransmitted here.</param>
internal sealed class InviteServerTransaction(SipTimers timers, bool reliable)
{
    private Instant _timerG = Instant.Never;
    private Instant _timeOut = Instant.Never; // H, I or L
    private TimeSpan _interval;
    private bool _responded;

    public InviteServerState State { get; private set; }

    /// <summary>When <see cref="Wake"/> wants to be called.</summary>
    public Instant NextWake => _timerG < _timeOut ? _timerG : _timeOut;

    /// <summary>The INVITE came again.</summary>
    public TransactionAction ReceiveInvite() =>
        State switch
        {
            InviteServerState.Proceeding when _responded => TransactionAction.SendResponse,
            InviteServerState.Completed => TransactionAction.SendResponse,
            _ => TransactionAction.None,
        };

    /// <summary>An ACK with the branch of the INVITE came.</summary>
    public TransactionAction ReceiveAck(Instant now)
    {
        switch (State)
        {
            case InviteServerState.Completed:
                _timerG = Instant.Never;
                if (reliable)
                {
                    // Timer I is zero for reliable transports.
                    End();
                    return TransactionAction.Terminated;
                }
                State = InviteServerState.Confirmed;
                _timeOut = now + timers.T4;
                return TransactionAction.None;
            case InviteServerState.Accepted:
                return TransactionAction.PassUp; // RFC 6026 7.1: an old peer may acknowledge a 2xx with the same branch
            default:
                return TransactionAction.None;
        }
    }

    /// <summary>The user responds.</summary>
    public TransactionAction Send(int status, Instant now)
    {
        switch (State)
        {
            case InviteServerState.Proceeding when status < 200:
                _responded = true;
                return TransactionAction.SendResponse;
            case InviteServerState.Proceeding when status < 300:
                State = InviteServerState.Accepted;
                _timeOut = now + timers.TimeOut; // L
                return TransactionAction.SendResponse;
            case InviteServerState.Proceeding:
                State = InviteServerState.Completed;
                _interval = timers.T1;
                _timerG = reliable ? Instant.Never : now + _interval;
                _timeOut = now + timers.TimeOut; // H
                return TransactionAction.SendResponse;
            case InviteServerState.Accepted when status is >= 200 and < 300:
                return TransactionAction.SendResponse; // the user repeats its 2xx
            default:
                return TransactionAction.None;
        }
    }

    /// <summary>The time of <see cref="NextWake"/> has come.</summary>
    public TransactionAction Wake(Instant now)
    {
        if (_timeOut <= now)
        {
            var timedOut = State == InviteServerState.Completed;
            End();
            return timedOut ? TransactionAction.TimedOut | TransactionAction.Terminated : TransactionAction.Terminated;
        }
        if (_timerG <= now)
        {
            var doubled = _interval * 2;
            _interval = doubled > timers.T2 ? timers.T2 : doubled;
            _timerG = now + _interval;
            return TransactionAction.SendResponse;
        }
        return TransactionAction.None;
    }

    /// <summary>The user gives the transaction up without a final response.</summary>
    public TransactionAction Abandon()
    {
        End();
        return TransactionAction.Terminated;
    }

    private void End()
    {
        State = InviteServerState.Terminated;
        _timerG = _timeOut = Instant.Never;
    }
}
