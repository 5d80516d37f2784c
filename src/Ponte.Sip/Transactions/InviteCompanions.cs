using Ponte.Sip.Messages;

namespace Ponte.Sip.Transactions;

/// <summary>The two requests that belong to an INVITE's own transaction: ACK of a non-2xx (RFC 3261 17.1.1.3) and CANCEL (9.1).</summary>
internal static class InviteCompanions
{
    /// <summary>The ACK: as the INVITE, with the To of the response.</summary>
    public static SipRequest Ack(SipRequest invite, SipResponse response) =>
        Start(SipMethod.Ack, invite, response.Headers.First(HeaderName.To) ?? invite.Headers.First(HeaderName.To)!).Build();

    /// <summary>The CANCEL: as the INVITE, without Require and Proxy-Require.</summary>
    /// <param name="invite">The INVITE as it was sent.</param>
    /// <param name="reason">The Reason value, or null.</param>
    public static SipRequest Cancel(SipRequest invite, string? reason)
    {
        var builder = Start(SipMethod.Cancel, invite, invite.Headers.First(HeaderName.To)!);
        if (reason is not null)
        {
            builder.Add(HeaderName.Reason, reason);
        }
        return builder.Build();
    }

    private static SipRequestBuilder Start(SipMethod method, SipRequest invite, string to)
    {
        var builder = new SipRequestBuilder(method, invite.RequestUriText);
        foreach (var header in invite.Headers)
        {
            switch (header.Name)
            {
                case HeaderName.To:
                    builder.Add(HeaderName.To, to);
                    break;
                case HeaderName.CSeq:
                    builder.Add(HeaderName.CSeq, new CSeq(invite.CSeq.Number, method, SipMethods.Text(method)).ToString());
                    break;
                case HeaderName.Via or HeaderName.From or HeaderName.CallId or HeaderName.Route or HeaderName.MaxForwards:
                    builder.Add(header);
                    break;
                default:
                    break;
            }
        }
        return builder;
    }
}
