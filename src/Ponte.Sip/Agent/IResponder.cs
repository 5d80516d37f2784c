using System.Collections.Immutable;

namespace Ponte.Sip.Agent;

/// <summary>Sends the responses to an <see cref="IncomingRequest"/>.</summary>
internal interface IResponder
{
    void Respond(
        IncomingRequest request,
        int status,
        string? reason,
        ImmutableArray<ExtraHeader> headers,
        string contentType,
        ReadOnlyMemory<byte> body
    );
}
