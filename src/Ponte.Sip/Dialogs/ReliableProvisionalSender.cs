using Ponte.Sip.Loop;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Dialogs;

/// <summary>
/// The UAS side of RFC 3262: numbers reliable provisional responses of one INVITE, repeats the one that is not acknowledged
/// yet and matches PRACKs. One at a time is under way, which the RFC demands for the first and advises for the rest. Pure.
/// </summary>
/// <param name="timers">T1 and what derives from it.</param>
/// <param name="firstNumber">The first RSeq, "chosen uniformly between 1 and 2**31 - 1".</param>
/// <param name="cseq">The CSeq number of the INVITE.</param>
internal sealed class ReliableProvisionalSender(SipTimers timers, uint firstNumber, uint cseq)
{
    private uint _next = firstNumber;
    private uint _outstanding;
    private Instant _retransmitAt = Instant.Never;
    private Instant _timeOutAt = Instant.Never;
    private TimeSpan _interval;

    /// <summary>Whether a response waits for its PRACK.</summary>
    public bool IsWaiting => _timeOutAt != Instant.Never;

    /// <summary>When <see cref="Wake"/> wants to be called.</summary>
    public Instant NextWake => _retransmitAt < _timeOutAt ? _retransmitAt : _timeOutAt;

    /// <summary>A response goes out: gives its RSeq. Not to be called while <see cref="IsWaiting"/>.</summary>
    public uint Send(Instant now)
    {
        _outstanding = _next++;
        _interval = timers.T1;
        _retransmitAt = now + _interval;
        _timeOutAt = now + timers.TimeOut;
        return _outstanding;
    }

    /// <summary>A PRACK came. True: it acknowledges the response under way; false: it matches none (481).</summary>
    public bool Acknowledge(RAck acknowledged)
    {
        if (
            !IsWaiting
            || acknowledged.ResponseNumber != _outstanding
            || acknowledged.CSeq != cseq
            || !acknowledged.Method.Equals("INVITE", StringComparison.Ordinal)
        )
        {
            return false;
        }
        Stop();
        return true;
    }

    /// <summary>The time of <see cref="NextWake"/> has come.</summary>
    public ReliableProvisionalAction Wake(Instant now)
    {
        if (_timeOutAt <= now)
        {
            Stop();
            return ReliableProvisionalAction.TimedOut;
        }
        if (_retransmitAt <= now)
        {
            _interval *= 2; // without a ceiling, unlike a 2xx
            _retransmitAt = now + _interval;
            return ReliableProvisionalAction.Retransmit;
        }
        return ReliableProvisionalAction.None;
    }

    /// <summary>A final response was sent: provisional ones are not repeated any more.</summary>
    public void Stop() => _retransmitAt = _timeOutAt = Instant.Never;
}
