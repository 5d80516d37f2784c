using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Calls;

/// <summary>The calls of one simulated side, found by their dialogs whatever wire a message comes on. For the loop.</summary>
internal sealed class CallTable
{
    private readonly List<SimulatedCall> _calls = [];

    public IReadOnlyList<SimulatedCall> Running => _calls;

    public void Add(SimulatedCall call) => _calls.Add(call);

    public void Remove(SimulatedCall call) => _calls.Remove(call);

    /// <summary>The call of a request within a dialog, or of an ACK.</summary>
    public SimulatedCall? Find(SipRequest request) =>
        _calls.Find(c =>
            string.Equals(c.Dialog.CallId, request.CallId, StringComparison.Ordinal)
            && string.Equals(c.Dialog.LocalTag, request.ToTag, StringComparison.Ordinal)
            && (c.Dialog.RemoteTag.Length == 0 || string.Equals(c.Dialog.RemoteTag, request.FromTag, StringComparison.Ordinal))
        );

    /// <summary>The call that an INVITE exchange began.</summary>
    public SimulatedCall? Find(ServerExchange invite) => _calls.Find(c => c.Invite == invite.Request);

    /// <summary>The call that a response belongs to.</summary>
    public SimulatedCall? Find(SipResponse response) =>
        _calls.Find(c =>
            string.Equals(c.Dialog.CallId, response.CallId, StringComparison.Ordinal)
            && string.Equals(c.Dialog.LocalTag, response.FromTag, StringComparison.Ordinal)
        );
}
