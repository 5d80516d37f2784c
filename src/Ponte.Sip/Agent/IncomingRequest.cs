using System.Collections.Immutable;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>A request that waits for a response: outside any dialog (OPTIONS, REGISTER …) or inside one (INFO, REFER, NOTIFY …).</summary>
public sealed class IncomingRequest
{
    private readonly IResponder _responder;

    internal IncomingRequest(SipRequest request, SipFlow flow, InviteSession? session, IResponder responder)
    {
        Request = request;
        Flow = flow;
        Session = session;
        _responder = responder;
    }

    /// <summary>The request.</summary>
    public SipRequest Request { get; }

    /// <summary>The flow it came on.</summary>
    public SipFlow Flow { get; }

    /// <summary>The session it belongs to; null outside any dialog.</summary>
    public InviteSession? Session { get; }

    /// <summary>The endpoint it came to.</summary>
    internal SipEndpoint Endpoint => _responder.Endpoint;

    /// <summary>Our tag in the responses.</summary>
    internal string LocalTag => _responder.Tag;

    /// <summary>Whether a final response was sent.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Responds, now or later; after a final response further ones are ignored.</summary>
    public void Respond(
        int status,
        string? reason = null,
        ImmutableArray<ExtraHeader> headers = default,
        string contentType = "",
        ReadOnlyMemory<byte> body = default
    )
    {
        if (IsAnswered)
        {
            return;
        }
        IsAnswered = status >= 200;
        _responder.Respond(this, status, reason, headers, contentType, body);
    }
}
