using Ponte.Sip.Loop;

namespace Ponte.Sip.Transactions;

/// <summary>The INVITE client transaction of RFC 3261 17.1.1 with the Accepted state of RFC 6026 7.2. Pure: no clock, no socket.</summary>
/// <param name="timers">T1 and what derives from it.</param>
/// <param name="reliable">Whether the transport is reliable (TCP, TLS): then nothing is retransmitted.</param>
internal sealed class InviteClientTransaction(SipTimers timers, bool reliable)
{
    private Instant _timerA = Instant.Never;
    private Instant _timeOut = Instant.Never; // B, D or M: never two of them at once
    private TimeSpan _interval;
    private bool _failed;

    public InviteClientState State { get; private set; }

    /// <summary>When <see cref="Wake"/> wants to be called.</summary>
    public Instant NextWake => _timerA < _timeOut ? _timerA : _timeOut;

    /// <summary>Sends the INVITE and starts timers A and B.</summary>
    public TransactionAction Start(Instant now)
    {
        _interval = timers.T1;
        _timerA = reliable ? Instant.Never : now + _interval;
        _timeOut = now + timers.TimeOut;
        return TransactionAction.SendRequest;
    }

    /// <summary>A response with this branch and CSeq method came.</summary>
    public TransactionAction Receive(int status, Instant now)
    {
        switch (State)
        {
            case InviteClientState.Calling or InviteClientState.Proceeding when status < 200:
                State = InviteClientState.Proceeding;
                _timerA = _timeOut = Instant.Never; // from here on the user decides how long to wait
                return TransactionAction.PassUp;
            case InviteClientState.Calling or InviteClientState.Proceeding when status < 300:
                State = InviteClientState.Accepted;
                _timerA = Instant.Never;
                _timeOut = now + timers.TimeOut; // M
                return TransactionAction.PassUp;
            case InviteClientState.Calling or InviteClientState.Proceeding:
                return Complete(now);
            case InviteClientState.Completed when status >= 300:
                return TransactionAction.SendAck;
            case InviteClientState.Accepted when status is >= 200 and < 300:
                return TransactionAction.PassUp;
            default:
                return TransactionAction.None;
        }
    }

    /// <summary>The time of <see cref="NextWake"/> has come.</summary>
    public TransactionAction Wake(Instant now)
    {
        if (_timeOut <= now)
        {
            var timedOut = State == InviteClientState.Calling && !_failed;
            End();
            return timedOut ? TransactionAction.TimedOut | TransactionAction.Terminated : TransactionAction.Terminated;
        }
        if (_timerA <= now)
        {
            // Timer A doubles without a ceiling: 0, T1, 3·T1, 7·T1 … 63·T1, seven requests before timer B.
            _interval *= 2;
            _timerA = now + _interval;
            return TransactionAction.SendRequest;
        }
        return TransactionAction.None;
    }

    /// <summary>
    /// The transport says that nothing can be sent or received any more (RFC 3261 17.1.4). The user is told, but until timer B the
    /// transaction still takes what comes: the INVITE may have arrived, and a server whose connection broke answers on a new one
    /// (18.2.2). An answer that found nobody would leave it with a call that we do not know.
    /// </summary>
    public TransactionAction TransportFailed()
    {
        switch (State)
        {
            case InviteClientState.Calling when !_failed:
                _failed = true;
                Quieten();
                return TransactionAction.TransportFailed;
            case InviteClientState.Completed:
                // The ACK could not be sent. The final response is known, so the user has no more to learn.
                End();
                return TransactionAction.Terminated;
            default:
                return TransactionAction.None;
        }
    }

    /// <summary>The user tries another address: the request is not repeated any more, but a late answer still counts.</summary>
    public void Quieten() => _timerA = Instant.Never;

    /// <summary>The user gives the transaction up (a CANCEL was not answered, RFC 3261 9.1).</summary>
    public TransactionAction Abandon()
    {
        End();
        return TransactionAction.Terminated;
    }

    private TransactionAction Complete(Instant now)
    {
        _timerA = Instant.Never;
        if (reliable)
        {
            // Timer D is zero for reliable transports.
            End();
            return TransactionAction.SendAck | TransactionAction.PassUp | TransactionAction.Terminated;
        }
        State = InviteClientState.Completed;
        _timeOut = now + timers.TimerD;
        return TransactionAction.SendAck | TransactionAction.PassUp;
    }

    private void End()
    {
        State = InviteClientState.Terminated;
        _timerA = _timeOut = Instant.Never;
    }
}
