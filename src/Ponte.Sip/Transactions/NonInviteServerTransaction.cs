using Ponte.Sip.Loop;

namespace Ponte.Sip.Transactions;

/// <summary>The non-INVITE server transaction of RFC 3261 17.2.2. Pure: no clock, no socket.</summary>
/// <param name="timers">T1 and what derives from it.</param>
/// <param name="reliable">Whether the transport is reliable (TCP, TLS): then the request is not expected again.</param>
/// <param name="now">When the request came.</param>
internal sealed class NonInviteServerTransaction(SipTimers timers, bool reliable, Instant now)
{
    // Until the final response it is the client's timer F: later nobody waits for one (RFC 4320 4.2), and a user that never
    // responds leaves nothing behind. After it, it is timer J.
    private Instant _timeOut = now + timers.TimeOut;

    public NonInviteServerState State { get; private set; }

    /// <summary>When <see cref="Wake"/> wants to be called.</summary>
    public Instant NextWake => _timeOut;

    /// <summary>The request came again.</summary>
    public TransactionAction ReceiveRequest() =>
        State is NonInviteServerState.Proceeding or NonInviteServerState.Completed
            ? TransactionAction.SendResponse
            : TransactionAction.None;

    /// <summary>The user responds.</summary>
    public TransactionAction Send(int status, Instant at)
    {
        if (State is NonInviteServerState.Completed or NonInviteServerState.Terminated)
        {
            return TransactionAction.None; // "any other final responses passed by the TU … MUST be discarded"
        }
        if (status < 200)
        {
            State = NonInviteServerState.Proceeding;
            return TransactionAction.SendResponse;
        }
        if (reliable)
        {
            // Timer J is zero for reliable transports.
            return TransactionAction.SendResponse | Abandon();
        }
        State = NonInviteServerState.Completed;
        _timeOut = at + timers.TimeOut;
        return TransactionAction.SendResponse;
    }

    /// <summary>The time of <see cref="NextWake"/> has come.</summary>
    public TransactionAction Wake(Instant at) => _timeOut <= at ? Abandon() : TransactionAction.None;

    /// <summary>The user gives the transaction up without a final response.</summary>
    public TransactionAction Abandon()
    {
        State = NonInviteServerState.Terminated;
        _timeOut = Instant.Never;
        return TransactionAction.Terminated;
    }
}
