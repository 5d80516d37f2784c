using System.Text;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Ends;

/// <summary>What a peer's final response, BYE or CANCEL means, as a <see cref="CallEnd"/> (RFC 3398 section 8.2.6.1, RFC 6432).</summary>
public static class EndReader
{
    private const int MaximumDetail = 200;

    /// <summary>The end that a final response other than 2xx brings.</summary>
    /// <param name="side">Who sent it.</param>
    /// <param name="status">Its status, 300 to 699.</param>
    /// <param name="phrase">Its reason phrase.</param>
    /// <param name="reasons">Its <c>Reason</c> values.</param>
    /// <param name="dialect">How the peer uses Q.850 causes.</param>
    public static CallEnd Response(EndSide side, int status, string phrase, IEnumerable<string> reasons, ReasonDialect dialect)
    {
        var (q850, text) = Read(reasons);
        if (dialect == ReasonDialect.Nicc && status == 486 && q850 == Q850Cause.NoCircuit)
        {
            q850 = Q850Cause.UserBusy;
        }
        return new CallEnd(side, CauseOf(status, q850), status, q850, Detail(text.Length > 0 ? text : phrase));
    }

    /// <summary>The end that a BYE brings to an established call.</summary>
    /// <param name="side">Who sent it.</param>
    /// <param name="reasons">Its <c>Reason</c> values.</param>
    public static CallEnd Bye(EndSide side, IEnumerable<string> reasons)
    {
        var (q850, text) = Read(reasons);
        var cause = q850 switch
        {
            Q850Cause.DestinationOutOfOrder
            or Q850Cause.NetworkOutOfOrder
            or Q850Cause.TemporaryFailure
            or Q850Cause.SwitchCongestion
            or Q850Cause.ResourceUnavailable => EndCause.RemoteFailure,
            Q850Cause.TimerExpiry => EndCause.SessionExpired,
            _ => EndCause.Normal,
        };
        return new CallEnd(side, cause, 0, q850, Detail(text));
    }

    /// <summary>The end that the caller's CANCEL brings.</summary>
    /// <param name="reasons">Its <c>Reason</c> values.</param>
    public static CallEnd Cancel(IEnumerable<string> reasons)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        var values = reasons.Select(ReasonValue.Parse).ToList();
        var elsewhere = values.Exists(v => (v.IsSip && v.Cause == 200) || (v.IsQ850 && v.Cause == Q850Cause.AnsweredElsewhere));
        var (q850, text) = Read(values);
        return new CallEnd(EndSide.Caller, elsewhere ? EndCause.AnsweredElsewhere : EndCause.Abandoned, 487, q850, Detail(text));
    }

    private static EndCause CauseOf(int status, int q850) =>
        status switch
        {
            401 or 402 or 403 or 407 => EndCause.Forbidden,
            404 or 410 or 484 or 604 => EndCause.UnknownNumber,
            408 => EndCause.NoAnswer,
            415 or 488 or 606 => EndCause.NoCommonMedia,
            480 => OfUnavailable(q850),
            482 or 483 => EndCause.Loop,
            486 or 600 => EndCause.Busy,
            487 => EndCause.Abandoned,
            603 or 607 or 608 => EndCause.Declined,
            503 when q850 is Q850Cause.NoCircuit or Q850Cause.SwitchCongestion => EndCause.LineFull,
            >= 500 and < 600 => OfFailure(q850),
            >= 300 and < 400 => EndCause.Unreachable,
            _ => EndCause.RemoteFailure,
        };

    /// <summary>480 says only that the party is not to be had; the cause says why (RFC 3398 section 8.2.6.1).</summary>
    private static EndCause OfUnavailable(int q850) =>
        q850 switch
        {
            Q850Cause.NoUserResponding or Q850Cause.NoAnswer => EndCause.NoAnswer,
            Q850Cause.CallRejected => EndCause.Declined,
            Q850Cause.UserBusy => EndCause.Busy,
            _ => EndCause.Unreachable,
        };

    /// <summary>Gateways wrap ends of the called party in a 5xx; its cause then tells the truth.</summary>
    private static EndCause OfFailure(int q850) =>
        q850 switch
        {
            Q850Cause.UnallocatedNumber or Q850Cause.InvalidNumber or Q850Cause.NumberChanged => EndCause.UnknownNumber,
            Q850Cause.UserBusy => EndCause.Busy,
            Q850Cause.NoUserResponding or Q850Cause.NoAnswer => EndCause.NoAnswer,
            Q850Cause.SubscriberAbsent => EndCause.Unreachable,
            Q850Cause.CallRejected => EndCause.Declined,
            _ => EndCause.RemoteFailure,
        };

    private static (int Q850, string Text) Read(IEnumerable<string> reasons) => Read(reasons.Select(ReasonValue.Parse).ToList());

    private static (int Q850, string Text) Read(List<ReasonValue> values)
    {
        var q850 = values.Find(v => v.IsQ850);
        var cause = q850.Cause is > 0 and <= 127 ? q850.Cause : 0;
        return (cause, q850.Text is { Length: > 0 } ? q850.Text : values.Find(v => v.Text.Length > 0).Text ?? "");
    }

    private static string Detail(string text)
    {
        var detail = new StringBuilder(Math.Min(text.Length, MaximumDetail));
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MaximumDetail)))
        {
            detail.Append(char.IsControl(c) ? ' ' : c);
        }
        return detail.ToString().Trim();
    }
}
