using System.Collections.Immutable;
using System.Globalization;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Agent;

/// <summary>The checks of RFC 3261 8.2 in their order, as functions of a request and our options.</summary>
internal static class RequestChecks
{
    /// <summary>8.2.1 and 8.2.2 to 8.2.3: method, Require, body. For requests inside and outside dialogs.</summary>
    public static Refusal? Run(SipEndpoint endpoint, SipRequest request, ImmutableArray<SipMethod> allow)
    {
        var alwaysKnown = request.Method is SipMethod.Bye or SipMethod.Prack or SipMethod.Invite;
        if (!alwaysKnown && !allow.Contains(request.Method))
        {
            return new Refusal(405, new ExtraHeader("Allow", Headers.MethodList(allow)));
        }
        return CheckRequire(request, endpoint.Options.Supported) ?? CheckBody(request);
    }

    /// <summary>8.2.2.1, 16.3: Request-URI and hops left. For requests outside dialogs.</summary>
    public static Refusal? RunInitial(SipRequest request)
    {
        if (request.RequestUri is not { } uri)
        {
            return new Refusal(400, Reason: "Malformed Request-URI");
        }
        if (!uri.IsSip && !uri.Scheme.Equals("tel", StringComparison.Ordinal))
        {
            return new Refusal(416);
        }
        // A B2BUA sends the call on, so it counts hops like a proxy; OPTIONS and REGISTER end here.
        return request.Method is not (SipMethod.Options or SipMethod.Register) && request.Headers.Number(HeaderName.MaxForwards) == 0
            ? new Refusal(483)
            : null;
    }

    /// <summary>What an INVITE outside dialogs must have: a Contact (8.1.1.8), and no session interval below ours (RFC 4028 9).</summary>
    public static Refusal? RunInvite(SipRequest request, TimeSpan leastInterval)
    {
        if (request.Headers.First(HeaderName.Contact) is not { } contact || NameAddress.ParseList(contact).Count == 0)
        {
            return new Refusal(400, Reason: "Contact Missing Or Malformed");
        }
        var least = (uint)leastInterval.TotalSeconds;
        return request.Headers.Number(HeaderName.SessionExpires) < least && request.Headers.HasToken(HeaderName.Supported, "timer")
            ? new Refusal(422, new ExtraHeader("Min-SE", least.ToString(CultureInfo.InvariantCulture)))
            : null;
    }

    private static Refusal? CheckRequire(SipRequest request, ImmutableArray<string> supported)
    {
        if (!request.Headers.Contains(HeaderName.Require))
        {
            return null;
        }
        var missing = string.Join(
            ", ",
            request.Headers.Values(HeaderName.Require).Where(r => !supported.Contains(r, StringComparer.OrdinalIgnoreCase))
        );
        return missing.Length == 0 ? null : new Refusal(420, new ExtraHeader("Unsupported", missing));
    }

    private static Refusal? CheckBody(SipRequest request)
    {
        if (request.Body.IsEmpty)
        {
            return null;
        }
        if (
            request.Headers.First(HeaderName.ContentEncoding) is { } encoding
            && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)
        )
        {
            return new Refusal(415, new ExtraHeader("Accept-Encoding", "identity"));
        }
        var needsSdp = request.Method is SipMethod.Invite or SipMethod.Update or SipMethod.Prack;
        return needsSdp && Headers.SdpOf(request).IsEmpty && !IsOptional(request)
            ? new Refusal(415, new ExtraHeader("Accept", "application/sdp"))
            : null;
    }

    /// <summary>8.2.3: a body that the sender calls optional is ignored when it is not understood.</summary>
    private static bool IsOptional(SipRequest request) =>
        request.Headers.First(HeaderName.ContentDisposition)?.Contains("handling=optional", StringComparison.OrdinalIgnoreCase) == true;
}
