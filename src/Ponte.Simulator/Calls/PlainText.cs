using System.Globalization;
using System.Net;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Calls;

/// <summary>How a carrier and a phone write: headers in the order of RFC 3261's examples.</summary>
internal static class PlainText
{
    /// <summary>A request of a dialog, up to CSeq.</summary>
    /// <param name="dialog">The dialog.</param>
    /// <param name="parts">What it consists of.</param>
    /// <param name="local">The address in Via.</param>
    public static MessageText Request(Dialog dialog, RequestParts parts, IPEndPoint local)
    {
        var text = new MessageText($"{parts.Method} {dialog.RemoteTarget} SIP/2.0", "application/sdp", parts.Sdp).Add(
            "Via",
            ViaHeader.Format(parts.Wire.Protocol.ViaName(), local.Address.ToString(), local.Port, parts.Branch, rport: true)
        );
        foreach (var route in dialog.Routes)
        {
            text.Add("Route", route);
        }
        return text.Add("Max-Forwards", "70")
            .Add("From", dialog.LocalAddress)
            .Add("To", dialog.RemoteAddress)
            .Add("Call-ID", dialog.CallId)
            .Add("CSeq", $"{parts.Sequence.ToString(CultureInfo.InvariantCulture)} {parts.Method}");
    }

    /// <summary>What a request has at its end.</summary>
    public static MessageText AddRest(this MessageText text, RequestParts parts, string userAgent)
    {
        foreach (var (name, value) in parts.Headers)
        {
            text.Add(name, value);
        }
        return text.AddIf("RAck", parts.RAck).AddIf("Reason", parts.Reason).Add("User-Agent", userAgent);
    }

    /// <summary>A response, up to CSeq.</summary>
    /// <param name="request">The request that it answers.</param>
    /// <param name="status">Its status.</param>
    /// <param name="phrase">Its reason phrase.</param>
    /// <param name="toTag">The To tag where the request has none; empty takes a new one.</param>
    /// <param name="sdp">The description; empty for none.</param>
    public static MessageText Response(SipRequest request, int status, string phrase, string toTag, ReadOnlyMemory<byte> sdp = default)
    {
        var to = request.To is { Tag.Length: 0 } address && status > 100 ? address.WithTag(toTag.Length > 0 ? toTag : Tokens.Tag()) : null;
        return new MessageText($"SIP/2.0 {status.ToString(CultureInfo.InvariantCulture)} {phrase}", "application/sdp", sdp)
            .Copy("Via", request, HeaderName.Via)
            .Copy("Record-Route", request, HeaderName.RecordRoute)
            .Add("From", request.Headers.First(HeaderName.From) ?? "")
            .Add("To", to ?? request.Headers.First(HeaderName.To) ?? "")
            .Add("Call-ID", request.CallId)
            .Add("CSeq", request.CSeq.ToString());
    }
}
