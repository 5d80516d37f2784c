using Ponte.Sip.Dialogs;
using Ponte.Sip.Loop;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>
/// All endpoints of a node over one transport. Each message goes to its loop without a lock: the branches and tags that we write carry
/// the loop's number, and what is new is spread by its Call-ID. Under too much load new requests get 503 before they reach a loop.
/// </summary>
public sealed class SipNode : IDisposable
{
    /// <summary>Creates the endpoints and listens to the transport.</summary>
    public SipNode(ISipTransport transport, SipResolver resolver, IReadOnlyList<EventLoop> loops, SipEndpointOptions options) =>
        throw new NotSupportedException();

    /// <summary>The endpoints, one for each loop in their order.</summary>
    public IReadOnlyList<SipEndpoint> Endpoints => throw new NotSupportedException();

    /// <summary>The endpoint that a dialog's messages go to: where to restore it.</summary>
    public SipEndpoint EndpointOf(DialogState state) => throw new NotSupportedException();

    /// <summary>Listens no more. Sessions are left as they are.</summary>
    public void Dispose() => throw new NotSupportedException();
}
