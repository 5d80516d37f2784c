using System.Collections.Immutable;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>
/// Answers an <see cref="IncomingRequest"/> without a transaction, as RFC 3261 8.2.7 allows where the same answer can be given again: OPTIONS
/// changes nothing, comes from every hub and line all day, and would be remembered for 32 s each time.
/// </summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="flow">The flow that it came on.</param>
/// <param name="tag">Our tag: the same for the same request.</param>
internal sealed class StatelessResponder(SipEndpoint endpoint, SipFlow flow, string tag) : IResponder
{
    /// <inheritdoc/>
    public SipEndpoint Endpoint => endpoint;

    /// <inheritdoc/>
    public string Tag => tag;

    /// <inheritdoc/>
    public void Respond(
        IncomingRequest request,
        int status,
        string? reason,
        ImmutableArray<ExtraHeader> headers,
        string contentType,
        ReadOnlyMemory<byte> body
    )
    {
        if (status < 200)
        {
            return; // "MUST NOT send provisional (1xx) responses"
        }
        var builder = SipResponseBuilder.For(request.Request, status, reason, tag, flow.Remote).AddServer(endpoint.Options).AddAll(headers);
        if (!body.IsEmpty)
        {
            builder.Body(contentType, body);
        }
        new ReplyPath(endpoint.Transport, request.Request, flow).Send(builder.Build());
    }
}
