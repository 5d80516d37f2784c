using Ponte.Sip.Loop;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Dialogs;

/// <summary>
/// The 2xx of a UAS until its ACK (RFC 3261 13.3.1.4): repeated at T1, doubling up to T2, whatever the transport, since a hop
/// further on may be unreliable. Pure.
/// </summary>
internal sealed class AnswerRetransmission
{
    private readonly TimeSpan _longest;
    private readonly Instant _timeOutAt;
    private Instant _retransmitAt;
    private TimeSpan _interval;

    /// <summary>The 2xx goes out now.</summary>
    public AnswerRetransmission(SipTimers timers, Instant now)
    {
        _longest = timers.T2;
        _interval = timers.T1;
        _retransmitAt = now + _interval;
        _timeOutAt = now + timers.TimeOut;
    }

    /// <summary>When <see cref="Wake"/> wants to be called.</summary>
    public Instant NextWake => _retransmitAt < _timeOutAt ? _retransmitAt : _timeOutAt;

    /// <summary>The time of <see cref="NextWake"/> has come.</summary>
    public AnswerAction Wake(Instant now)
    {
        if (_timeOutAt <= now)
        {
            return AnswerAction.TimedOut;
        }
        if (_retransmitAt > now)
        {
            return AnswerAction.None;
        }
        var doubled = _interval * 2;
        _interval = doubled > _longest ? _longest : doubled;
        _retransmitAt = now + _interval;
        return AnswerAction.Retransmit;
    }
}
