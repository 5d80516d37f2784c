using Ponte.Calls.Model;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Calls.Routing;

/// <summary>Knows the company: who calls, and what shall become of a call. Called on any loop at the same time; members must not block.</summary>
public interface ICallDirector
{
    /// <summary>Who sent this INVITE; null: nobody we know, who gets no service.</summary>
    LegOrigin? Identify(SipRequest invite, SipFlow flow);

    /// <summary>What shall become of the call, by the snapshot in force now.</summary>
    CallPlan Plan(IncomingCall call);

    /// <summary>Takes the channel of a leg that lives on after a restart, over the line's limit if need be, and finds its credentials.</summary>
    ReclaimedLeg Reclaim(LegKind kind, string name);
}
