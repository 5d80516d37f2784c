using Ponte.Calls.Model;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Routing;

/// <summary>A call that came in and has no plan yet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">Wall-clock time, UTC.</param>
/// <param name="Origin">Who called us.</param>
/// <param name="Invite">The INVITE as it came; numbers in it are in the line's own format.</param>
public sealed record IncomingCall(CallId Id, DateTimeOffset At, LegOrigin Origin, SipRequest Invite);
