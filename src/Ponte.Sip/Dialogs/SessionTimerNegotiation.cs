namespace Ponte.Sip.Dialogs;

/// <summary>The decisions of RFC 4028 sections 7 and 9, as functions of the headers and of our settings.</summary>
internal static class SessionTimerNegotiation
{
    /// <summary>UAS, RFC 4028 9: the answer to the timer of an INVITE, re-INVITE or UPDATE.</summary>
    /// <param name="asked">The request's Session-Expires, null without.</param>
    /// <param name="minimumSeconds">The request's Min-SE in seconds, null without.</param>
    /// <param name="peerSupports">Whether the request says <c>Supported: timer</c>.</param>
    /// <param name="settings">Our wishes; null: we take no part in session timers.</param>
    /// <param name="current">What is in force in the dialog: it goes on when the request is silent about timers, and the role stays.</param>
    public static SessionTimerAnswer Answer(
        SessionExpires? asked,
        uint? minimumSeconds,
        bool peerSupports,
        SessionTimerSettings? settings,
        SessionTimerAgreement? current = null
    )
    {
        if (settings is null || (asked is null && current is null && !settings.Ask))
        {
            return default;
        }
        var ours = (uint)(current?.Interval ?? settings.Interval).TotalSeconds;
        var least = (uint)settings.Minimum.TotalSeconds;
        if (asked is { } tooSmall && tooSmall.Seconds < least && peerSupports)
        {
            // A 422 to one who does not know the extension would be the end of the call: only then it is let pass.
            return new SessionTimerAnswer(least, null, null, false);
        }
        // The interval may be lowered by us, never below a Min-SE, and never raised above what was asked.
        var floor = Math.Max(least, minimumSeconds ?? 0);
        var seconds = asked is { } wish ? Math.Min(wish.Seconds, Math.Max(ours, floor)) : Math.Max(ours, floor);
        seconds = Math.Max(seconds, least);
        // Table 2 of RFC 4028: without support the peer cannot refresh; a choice in the request stands; else the role stays,
        // and at the start the asking side gets it, for it is the one that wants the timer.
        var refresher =
            !peerSupports ? SessionRefresher.Uas
            : asked?.Refresher is { } chosen ? chosen
            : current is { WeRefresh: true } ? SessionRefresher.Uas
            : SessionRefresher.Uac;
        var header = new SessionExpires(seconds, refresher).ToString();
        var agreed = new SessionTimerAgreement(TimeSpan.FromSeconds(seconds), refresher == SessionRefresher.Uas);
        return new SessionTimerAnswer(null, agreed, header, refresher == SessionRefresher.Uac);
    }

    /// <summary>UAC, RFC 4028 7.2: what a 2xx says. Null: the session has no timer.</summary>
    public static SessionTimerAgreement? Conclude(SessionExpires? answered)
    {
        if (answered is not { Seconds: > 0 } value)
        {
            return null;
        }
        // A 2xx without refresher breaks 4028 9; refreshing ourselves is then safe for both sides.
        return new SessionTimerAgreement(TimeSpan.FromSeconds(value.Seconds), value.Refresher != SessionRefresher.Uas);
    }
}
