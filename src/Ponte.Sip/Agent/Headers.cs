using System.Collections.Immutable;
using System.Globalization;
using Ponte.Sip.Authentication;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Agent;

/// <summary>Headers that several kinds of message share.</summary>
internal static class Headers
{
    private const string Sdp = "application/sdp";

    /// <summary>The SDP of a message; empty when it has none.</summary>
    public static ReadOnlyMemory<byte> SdpOf(SipMessage message) =>
        message.Body.Length > 0 && message.ContentType.Equals(Sdp, StringComparison.Ordinal) ? message.Body : default;

    public static SipRequestBuilder AddAll(this SipRequestBuilder builder, ImmutableArray<ExtraHeader> headers)
    {
        foreach (var header in headers.IsDefault ? [] : headers)
        {
            builder.Add(header.Name, header.Value);
        }
        return builder;
    }

    public static SipResponseBuilder AddAll(this SipResponseBuilder builder, ImmutableArray<ExtraHeader> headers)
    {
        foreach (var header in headers.IsDefault ? [] : headers)
        {
            builder.Add(header.Name, header.Value);
        }
        return builder;
    }

    public static SipRequestBuilder AddSdp(this SipRequestBuilder builder, ReadOnlyMemory<byte> sdp) =>
        sdp.IsEmpty ? builder : builder.Body(Sdp, sdp);

    public static SipResponseBuilder AddSdp(this SipResponseBuilder builder, ReadOnlyMemory<byte> sdp) =>
        sdp.IsEmpty ? builder : builder.Body(Sdp, sdp);

    /// <summary>User-Agent, unless we have no name.</summary>
    public static SipRequestBuilder AddAgent(this SipRequestBuilder builder, SipEndpointOptions options) =>
        options.UserAgent.Length == 0 ? builder : builder.Add(HeaderName.UserAgent, options.UserAgent);

    /// <summary>Server, unless we have no name.</summary>
    public static SipResponseBuilder AddServer(this SipResponseBuilder builder, SipEndpointOptions options) =>
        options.UserAgent.Length == 0 ? builder : builder.Add(HeaderName.Server, options.UserAgent);

    /// <summary>Credentials for the challenges met so far.</summary>
    public static SipRequestBuilder AddCredentials(this SipRequestBuilder builder, DigestExchange? digest, SipMethod method, string uri)
    {
        if (digest is null)
        {
            return builder;
        }
        foreach (var (proxy, value) in digest.Authorize(SipMethods.Text(method), uri))
        {
            builder.Add(proxy ? HeaderName.ProxyAuthorization : HeaderName.Authorization, value);
        }
        return builder;
    }

    /// <summary>Contact, Allow and Supported of an INVITE, UPDATE or their 2xx.</summary>
    public static SipRequestBuilder AddCapabilities(this SipRequestBuilder builder, SessionSettings settings)
    {
        builder.Add(HeaderName.Contact, settings.Contact).Add(HeaderName.Allow, MethodList(settings.Allow));
        var supported = SupportedOf(settings);
        return supported.Length == 0 ? builder : builder.Add(HeaderName.Supported, supported);
    }

    /// <summary>Contact, Allow and Supported of an INVITE, UPDATE or their 2xx.</summary>
    public static SipResponseBuilder AddCapabilities(this SipResponseBuilder builder, SessionSettings settings)
    {
        builder.Add(HeaderName.Contact, settings.Contact).Add(HeaderName.Allow, MethodList(settings.Allow));
        var supported = SupportedOf(settings);
        return supported.Length == 0 ? builder : builder.Add(HeaderName.Supported, supported);
    }

    /// <summary>Session-Expires and Min-SE of a request of ours that makes or refreshes a session (RFC 4028 7.1, 7.4).</summary>
    /// <param name="builder">The request.</param>
    /// <param name="settings">Our wishes.</param>
    /// <param name="seconds">The interval to ask for, 0 for none.</param>
    /// <param name="refresher">Who refreshes, when that is agreed already.</param>
    public static SipRequestBuilder AddSessionTimer(
        this SipRequestBuilder builder,
        SessionTimerSettings settings,
        uint seconds,
        SessionRefresher? refresher
    )
    {
        if (seconds == 0)
        {
            return builder;
        }
        builder.Add(HeaderName.SessionExpires, new SessionExpires(seconds, refresher).ToString());
        var minimum = (uint)settings.Minimum.TotalSeconds;
        // 90 s is what a missing Min-SE means.
        return minimum > 90 ? builder.Add(HeaderName.MinSe, minimum.ToString(CultureInfo.InvariantCulture)) : builder;
    }

    /// <summary>Session-Expires and Require of a 2xx (RFC 4028 9).</summary>
    public static SipResponseBuilder AddSessionTimer(this SipResponseBuilder builder, in SessionTimerAnswer answer)
    {
        if (answer.Header is { } header)
        {
            builder.Add(HeaderName.SessionExpires, header);
        }
        return answer.RequireTimer ? builder.Add(HeaderName.Require, "timer") : builder;
    }

    /// <summary>The answer to a received request's session timer.</summary>
    public static SessionTimerAnswer AnswerSessionTimer(
        SipRequest request,
        SessionTimerSettings? settings,
        SessionTimerAgreement? current
    ) =>
        SessionTimerNegotiation.Answer(
            SessionExpires.Parse(request.Headers.First(HeaderName.SessionExpires)),
            request.Headers.Number(HeaderName.MinSe),
            request.Headers.HasToken(HeaderName.Supported, "timer"),
            settings,
            current
        );

    /// <summary>Methods as a header lists them.</summary>
    public static string MethodList(ImmutableArray<SipMethod> methods) => string.Join(", ", methods.Select(SipMethods.Text));

    private static string SupportedOf(SessionSettings settings)
    {
        var timer = settings.SessionTimer is null ? "" : "timer";
        var reliable = settings.ReliableProvisionals == ReliableProvisionalUse.Never ? "" : "100rel";
        var own = settings.Supported.IsDefault ? [] : settings.Supported;
        return string.Join(", ", own.Append(reliable).Append(timer).Where(t => t.Length > 0));
    }
}
