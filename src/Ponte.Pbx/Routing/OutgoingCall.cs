using Ponte.Pbx.Company;
using Ponte.Pbx.Plan;

namespace Ponte.Pbx.Routing;

/// <summary>What all places that a call rings are told of it.</summary>
/// <param name="Company">The snapshot.</param>
/// <param name="Caller">The caller.</param>
/// <param name="Forwarders">Who forwarded the call, the first one first.</param>
/// <param name="Passes">How often the call had come through when it came in.</param>
internal sealed record OutgoingCall(CompanySnapshot Company, Caller Caller, IReadOnlyList<Forwarder> Forwarders, int Passes);
