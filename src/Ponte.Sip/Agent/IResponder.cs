using System.Collections.Immutable;

namespace Ponte.Sip.Agent;

/// <summary>Sends the responses to an <see cref="IncomingRequest"/>.</summary>
internal interface IResponder
{
    /// <summary>The endpoint of the request.</summary>
    SipEndpoint Endpoint { get; }

    /// <summary>Our tag in the responses: that of the dialog, if one is made.</summary>
    string Tag { get; }

    void Respond(
        IncomingRequest request,
        int status,
        string? reason,
        ImmutableArray<ExtraHeader> headers,
        string contentType,
        ReadOnlyMemory<byte> body
    );
}
