using System.Text;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Tests.Bench;

/// <summary>How a peer hands its call over, and is told what becomes of it.</summary>
internal static class Referring
{
    /// <summary>The Refer-To of Teams: no user, and parameters that nobody else knows.</summary>
    public const string TeamsUri = "sip:sip.pstnhub.microsoft.com:5061;transport=tls;x-m=8:orgid:1A2b;x-t=%7e9";

    public const string ReferredBy =
        "<sip:sip.pstnhub.microsoft.com:5061;x-m=8:orgid:3C;x-t=9;x-ti=%c3%A4;x-tt=aHR0cHM6Ly8_eD0x>  ;cid=\"q\"";

    /// <summary>Sends a REFER, takes the 202 and the NOTIFY that says 100.</summary>
    public static void Refers(this PeerCall call, Peer peer, string referTo, params string[] headers)
    {
        call.Sends(SipMethod.Refer, null, [$"Refer-To: <{referTo}>", .. headers]);
        peer.Take(202);
        peer.TakesNotify(100, "active;expires=600");
    }

    /// <summary>The dialog as its own side names it to others.</summary>
    public static string Replaces(this PeerCall call) => $"{call.CallId};to-tag={call.RemoteTag};from-tag={call.LocalTag}";

    /// <summary>A Refer-To with the dialog of another call.</summary>
    public static string ReplacingUri(this PeerCall call, string user) =>
        $"sip:{user}@192.0.2.1?Replaces={Uri.EscapeDataString(call.Replaces())}";

    /// <summary>Takes the NOTIFY that must come next, and answers it.</summary>
    public static SipRequest TakesNotify(this Peer peer, int status, string state, string name = "refer", bool answer = true)
    {
        var notify = peer.Take(SipMethod.Notify);
        notify.Headers.First(HeaderName.Event).Should().Be(name);
        notify.Headers.First(HeaderName.SubscriptionState).Should().Be(state);
        notify.Headers.First(HeaderName.ContentType).Should().Be("message/sipfrag;version=2.0");
        Encoding.ASCII.GetString(notify.Body.Span).Should().Be($"SIP/2.0 {status} {ReasonPhrases.For(status)}\r\n");
        if (answer)
        {
            peer.Send(SipResponseBuilder.For(notify, 200).Build());
        }
        return notify;
    }

    /// <summary>Takes the last NOTIFY.</summary>
    public static void TakesOutcome(this Peer peer, int status, string name = "refer") =>
        peer.TakesNotify(status, "terminated;reason=noresource", name);
}
