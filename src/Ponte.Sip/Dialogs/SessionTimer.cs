using Ponte.Sip.Loop;

namespace Ponte.Sip.Dialogs;

/// <summary>The clock of one session (RFC 4028 10). Pure: takes the time, says when to refresh and when it is over.</summary>
internal sealed class SessionTimer
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(32);

    private Instant _refreshAt = Instant.Never;
    private Instant _expiresAt = Instant.Never;

    /// <summary>What is in force; null for no timer.</summary>
    public SessionTimerAgreement? Agreed { get; private set; }

    /// <summary>When <see cref="Wake"/> wants to be called.</summary>
    public Instant NextWake => _refreshAt < _expiresAt ? _refreshAt : _expiresAt;

    /// <summary>A 2xx to an INVITE, re-INVITE or UPDATE set the session's interval anew, or took it away.</summary>
    public void Set(SessionTimerAgreement? agreed, Instant now)
    {
        Agreed = agreed;
        if (agreed is not { } value)
        {
            Stop();
            return;
        }
        // "It is RECOMMENDED that this refresh be sent once half the session interval has elapsed."
        _refreshAt = value.WeRefresh ? now + (value.Interval / 2) : Instant.Never;
        // "… a BYE … slightly before the session expiration. The minimum of 32 seconds and one third of the session interval."
        var third = value.Interval / 3;
        _expiresAt = now + (value.Interval - (third < LongestMargin ? third : LongestMargin));
    }

    /// <summary>After a restart the time of the last refresh is not known: refresh soon, or give the peer a whole interval.</summary>
    public void Resume(SessionTimerAgreement? agreed, TimeSpan refreshAfter, Instant now)
    {
        Set(agreed, now);
        if (agreed is { WeRefresh: true } && now + refreshAfter < _refreshAt)
        {
            _refreshAt = now + refreshAfter;
        }
    }

    /// <summary>The time of <see cref="NextWake"/> has come.</summary>
    public SessionTimerAction Wake(Instant now)
    {
        if (_expiresAt <= now)
        {
            Stop();
            return SessionTimerAction.Expired;
        }
        if (_refreshAt <= now)
        {
            _refreshAt = Instant.Never; // set again by the answer; without one the session expires
            return SessionTimerAction.Refresh;
        }
        return SessionTimerAction.None;
    }

    /// <summary>A refresh could not be sent or was refused for a while: try again then, unless the session expires before.</summary>
    public void RetryRefresh(TimeSpan delay, Instant now) => _refreshAt = now + delay;

    /// <summary>The session is over.</summary>
    public void Stop() => _refreshAt = _expiresAt = Instant.Never;
}
