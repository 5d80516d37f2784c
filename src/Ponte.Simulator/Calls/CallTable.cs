using System.Collections.Immutable;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Calls;

/// <summary>The calls of one simulated side, found by their dialogs whatever wire a message comes on. For the loop, but for what is said otherwise.</summary>
internal sealed class CallTable
{
    /// <summary>How many calls are remembered after they ended.</summary>
    private const int MaxRecent = 200;

    private readonly List<SimulatedCall> _calls = [];
    private ImmutableArray<SimulatedCall> _recent = [];
    private int _lastNumber;

    public IReadOnlyList<SimulatedCall> Running => _calls;

    /// <summary>The calls that are going on and those that ended lately, oldest first. From any thread.</summary>
    public IReadOnlyList<SimulatedCall> Recent => _recent;

    public void Add(SimulatedCall call)
    {
        call.Number = ++_lastNumber;
        _calls.Add(call);
        _recent = (_recent.Length < MaxRecent ? _recent : _recent.RemoveAt(0)).Add(call);
    }

    public void Remove(SimulatedCall call) => _calls.Remove(call);

    /// <summary>A call by its number. From any thread.</summary>
    public SimulatedCall? Find(int number) => _recent.FirstOrDefault(c => c.Number == number);

    /// <summary>The call of a request within a dialog, or of an ACK.</summary>
    public SimulatedCall? Find(SipRequest request) =>
        _calls.Find(c =>
            string.Equals(c.Dialog.CallId, request.CallId, StringComparison.Ordinal)
            && c.HasTag(request.ToTag)
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
