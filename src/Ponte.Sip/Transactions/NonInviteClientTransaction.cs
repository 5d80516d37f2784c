using Ponte.Sip.Loop;

namespace Ponte.Sip.Transactions;

/// <summary>The non-INVITE client transaction of RFC 3261 17.1.2. Pure: no clock, no socket.</summary>
/// <param name="timers">T1, T2, T4 and what derives from them.</param>
/// <param name="reliable">Whether the transport is reliable (TCP, TLS): then nothing is retransmitted.</param>
internal sealed class NonInviteClientTransaction(SipTimers timers, bool reliable)
{
    private Instant _timerE = Instant.Never;
    private Instant _timeOut = Instant.Never; // F or K
    private TimeSpan _interval;

    public NonInviteClientState State { get; private set; }

    /// <summary>When <see cref="Wake"/> wants to be called.</summary>
    public Instant NextWake => _timerE < _timeOut ? _timerE : _timeOut;

    /// <summary>Sends the request and starts timers E and F.</summary>
    public TransactionAction Start(Instant now)
    {
        _interval = timers.T1;
        _timerE = reliable ? Instant.Never : now + _interval;
        _timeOut = now + timers.TimeOut;
        return TransactionAction.SendRequest;
    }

    /// <summary>A response with this branch and CSeq method came.</summary>
    public TransactionAction Receive(int status, Instant now)
    {
        if (State is NonInviteClientState.Completed or NonInviteClientState.Terminated)
        {
            return TransactionAction.None;
        }
        if (status < 200)
        {
            State = NonInviteClientState.Proceeding; // E and F go on
            return TransactionAction.PassUp;
        }
        _timerE = Instant.Never;
        if (reliable)
        {
            // Timer K is zero for reliable transports.
            End();
            return TransactionAction.PassUp | TransactionAction.Terminated;
        }
        State = NonInviteClientState.Completed;
        _timeOut = now + timers.T4;
        return TransactionAction.PassUp;
    }

    /// <summary>The time of <see cref="NextWake"/> has come.</summary>
    public TransactionAction Wake(Instant now)
    {
        if (_timeOut <= now)
        {
            var timedOut = State is NonInviteClientState.Trying or NonInviteClientState.Proceeding;
            End();
            return timedOut ? TransactionAction.TimedOut | TransactionAction.Terminated : TransactionAction.Terminated;
        }
        if (_timerE <= now)
        {
            var doubled = _interval * 2;
            _interval = State == NonInviteClientState.Proceeding || doubled > timers.T2 ? timers.T2 : doubled;
            _timerE = now + _interval;
            return TransactionAction.SendRequest;
        }
        return TransactionAction.None;
    }

    /// <summary>The transport says that nothing can be sent or received any more (RFC 3261 17.1.4).</summary>
    public TransactionAction TransportFailed()
    {
        if (State is NonInviteClientState.Completed or NonInviteClientState.Terminated)
        {
            return TransactionAction.None;
        }
        End();
        return TransactionAction.TransportFailed | TransactionAction.Terminated;
    }

    /// <summary>The user tries another address: the request is not repeated any more, but a late answer still counts.</summary>
    public void Quieten() => _timerE = Instant.Never;

    /// <summary>The user gives the transaction up.</summary>
    public TransactionAction Abandon()
    {
        End();
        return TransactionAction.Terminated;
    }

    private void End()
    {
        State = NonInviteClientState.Terminated;
        _timerE = _timeOut = Instant.Never;
    }
}
