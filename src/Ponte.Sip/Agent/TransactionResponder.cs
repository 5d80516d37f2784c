using System.Collections.Immutable;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Agent;

/// <summary>Answers an <see cref="IncomingRequest"/> in its transaction.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="transaction">The transaction.</param>
/// <param name="settings">Inside a dialog: whose Contact a target refresh's 2xx carries; else null.</param>
internal sealed class TransactionResponder(SipEndpoint endpoint, ServerTransaction transaction, SessionSettings? settings) : IResponder
{
    /// <inheritdoc/>
    public SipEndpoint Endpoint => endpoint;

    /// <inheritdoc/>
    public string Tag => endpoint.TagOf(transaction);

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
        var builder = endpoint.Response(transaction, status, reason);
        // RFC 3515 2.2, RFC 6665 4.1.2: these requests refresh or make a target, so their 2xx has a Contact.
        var refreshes = request.Request.Method is SipMethod.Refer or SipMethod.Notify or SipMethod.Subscribe;
        if (settings is not null && refreshes && status is >= 200 and < 300)
        {
            builder.Add(HeaderName.Contact, settings.Contact);
        }
        builder.AddAll(headers);
        if (!body.IsEmpty)
        {
            builder.Body(contentType, body);
        }
        transaction.Respond(builder.Build());
    }
}
