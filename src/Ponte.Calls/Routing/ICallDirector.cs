using Ponte.Calls.Model;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Calls.Routing;

/// <summary>Knows the company: who calls, and what shall become of a call. Called on any loop at the same time; members must not block the loop.</summary>
public interface ICallDirector
{
    /// <summary>Whether a conference that a user makes of its calls ends when that user leaves; else the others go on.</summary>
    bool EndsConferenceWithInitiator { get; }

    /// <summary>Who sent this INVITE.</summary>
    Identification Identify(SipRequest invite, SipFlow flow);

    /// <summary>Number and name of who sent an INVITE, as others are shown them; both empty where the line or device is no longer known.</summary>
    /// <param name="invite">The INVITE.</param>
    /// <param name="origin">What <see cref="Identify"/> said of it.</param>
    Party CallerOf(SipRequest invite, LegOrigin origin);

    /// <summary>What shall become of the call, by the snapshot in force now. It may ask directories: 200 ms at most.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">The call is over: a plan is wanted at once, with what is known of both parties.</param>
    ValueTask<CallPlan> PlanAsync(IncomingCall call, CancellationToken cancellationToken);

    /// <summary>What shall become of a party whose call another one hands over: whom to ring, by the rights of the party that hands over.</summary>
    /// <param name="request">Who, whom and where to.</param>
    /// <param name="cancellationToken">Nobody waits for the plan any more.</param>
    ValueTask<CallPlan> PlanTransferAsync(TransferRequest request, CancellationToken cancellationToken);

    /// <summary>Takes the channel of a leg that lives on after a restart, over the line's limit if need be, and finds its credentials.</summary>
    ReclaimedLeg Reclaim(LegKind kind, string name);
}
