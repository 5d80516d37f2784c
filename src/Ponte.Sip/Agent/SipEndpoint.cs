using Ponte.Sip.Authentication;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Loop;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>The SIP user agent of one loop: its transactions, dialogs and sessions. Made by <see cref="SipNode"/>.</summary>
/// <remarks>Members may be called only on the loop, except where said.</remarks>
public sealed partial class SipEndpoint
{
    internal SipEndpoint(EventLoop loop, ISipTransport transport, SipResolver resolver, SipEndpointOptions options)
    {
        Loop = loop;
        Transport = transport;
        Resolver = resolver;
        Options = options;
    }

    /// <summary>The loop it lives on.</summary>
    public EventLoop Loop { get; }

    /// <summary>Told of INVITEs and requests from outside any dialog; without one they get 480 and 404.</summary>
    public ISipUser? User { get; set; }

    /// <summary>Settings.</summary>
    public SipEndpointOptions Options { get; }

    internal ISipTransport Transport { get; }

    internal SipResolver Resolver { get; }

    /// <summary>Sends a request outside any dialog and gives its final response, after failover and challenges. From any thread.</summary>
    public Task<RequestResult> SendRequestAsync(OutgoingRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Starts a call. The handler is told nothing before this returns.</summary>
    public InviteSession Invite(OutgoingInvite invite, IInviteHandler handler) => throw new NotSupportedException();

    /// <summary>Takes an answered call of a former process over. Null: one with that tag is here already.</summary>
    /// <param name="state">What <see cref="InviteSession.Snapshot"/> gave.</param>
    /// <param name="handler">Told from now on.</param>
    /// <param name="credentials">Answers challenges inside the dialog; they are not part of the state.</param>
    public InviteSession? Restore(DialogState state, IInviteHandler handler, Credentials? credentials = null) =>
        throw new NotSupportedException();
}
