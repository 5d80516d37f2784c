using Ponte.Calls.Routing;
using Ponte.Pbx.CallBacks;
using Ponte.Pbx.People;

namespace Ponte.Pbx.Plan;

/// <summary>What a short code does.</summary>
/// <param name="Action">What the call does.</param>
/// <param name="Change">What must be kept first; null: nothing.</param>
/// <param name="CallBack">What must be asked for first; null: nothing.</param>
/// <param name="About">The name of the person whom it is about, for history; empty for none.</param>
internal sealed record CodeResult(CallAction Action, PersonChange? Change = null, CallBackChange? CallBack = null, string About = "");
