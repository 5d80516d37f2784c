using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Ends;

/// <summary>How a <see cref="CallEnd"/> is told to the other party: status and <c>Reason</c> (RFC 3398 section 7.2.4.1, RFC 6432, RFC 3326).</summary>
public static class EndWriter
{
    /// <summary>The <c>Reason</c> by which a phone that is cancelled shows no missed call.</summary>
    public const string CompletedElsewhere = "SIP;cause=200;text=\"Call completed elsewhere\"";

    /// <summary>The status for a caller who has no answer yet.</summary>
    public static int Status(CallEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        var ownChoice = end.Side == EndSide.System && end.SipStatus is >= 400 and < 700;
        return ownChoice || IsRelayed(end.SipStatus) ? end.SipStatus : Defaults(end.Cause).Status;
    }

    /// <summary>The Q.850 cause: the one that was told, else the one that belongs to the end.</summary>
    public static int Q850(CallEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        return end.Q850 > 0 ? end.Q850 : Defaults(end.Cause).Q850;
    }

    /// <summary>The <c>Reason</c> of a final response; null where the peer wants none. The other side's text stays here.</summary>
    public static string? ResponseReason(CallEnd end, ReasonDialect dialect) => Reason(Q850(end), Status(end), dialect);

    /// <summary>The <c>Reason</c> of a BYE; null where the peer wants none. Who answered, but after another, is told as a CANCEL would have.</summary>
    public static string? ByeReason(CallEnd end, ReasonDialect dialect) => CancelReason(end) ?? Reason(Q850(end), 0, dialect);

    /// <summary>
    /// The <c>Reason</c> of a CANCEL. Only "answered elsewhere" has one: a plain CANCEL is what makes the called party's phone
    /// show a missed call, which an abandoned or timed-out call is.
    /// </summary>
    public static string? CancelReason(CallEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        return end.Cause == EndCause.AnsweredElsewhere ? CompletedElsewhere : null;
    }

    private static string? Reason(int q850, int status, ReasonDialect dialect)
    {
        if (dialect == ReasonDialect.None)
        {
            return null;
        }
        var cause = dialect == ReasonDialect.Nicc && status == 486 && q850 == Q850Cause.UserBusy ? Q850Cause.NoCircuit : q850;
        return new ReasonValue("Q.850", cause, "").ToString();
    }

    /// <summary>Statuses that speak of the called party or the network, not of our own request, and so mean the same to the caller.</summary>
    private static bool IsRelayed(int status) =>
        status is 403 or 404 or 410 or 480 or 484 or 486 or 488 or 500 or 502 or 503 or 504 or 600 or 603 or 604 or 606 or 607 or 608;

    private static (int Status, int Q850) Defaults(EndCause cause) =>
        cause switch
        {
            EndCause.Normal => (480, Q850Cause.NormalClearing),
            EndCause.Abandoned => (487, Q850Cause.NormalClearing),
            EndCause.AnsweredElsewhere => (487, Q850Cause.AnsweredElsewhere),
            EndCause.Transferred or EndCause.Merged => (487, Q850Cause.NormalClearing),
            EndCause.Busy => (486, Q850Cause.UserBusy),
            EndCause.Declined => (603, Q850Cause.CallRejected),
            // Not 408: Teams takes a 408 for a failed line and rings again by the next one.
            EndCause.NoAnswer => (480, Q850Cause.NoAnswer),
            EndCause.UnknownNumber => (404, Q850Cause.UnallocatedNumber),
            EndCause.Unreachable => (480, Q850Cause.SubscriberAbsent),
            EndCause.Forbidden => (403, Q850Cause.CallRejected),
            EndCause.LineFull => (503, Q850Cause.NoCircuit),
            EndCause.LineDown => (503, Q850Cause.NetworkOutOfOrder),
            EndCause.NoCommonMedia => (488, Q850Cause.BearerNotImplemented),
            EndCause.MediaTimeout or EndCause.SessionExpired or EndCause.MaximumDuration => (480, Q850Cause.TimerExpiry),
            EndCause.MediaLost or EndCause.Shutdown => (503, Q850Cause.TemporaryFailure),
            EndCause.ProtocolError => (400, Q850Cause.ProtocolError),
            EndCause.Overload => (503, Q850Cause.SwitchCongestion),
            EndCause.InternalError => (500, Q850Cause.TemporaryFailure),
            EndCause.Loop => (482, Q850Cause.ExchangeRoutingError),
            EndCause.RemoteFailure => (502, Q850Cause.NetworkOutOfOrder),
            _ => (500, Q850Cause.NormalUnspecified),
        };
}
