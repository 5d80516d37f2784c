using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Journal;

/// <summary>The supervisor of a call as plain data.</summary>
/// <param name="Leg">The supervisor's leg.</param>
/// <param name="Mode">Who hears the supervisor.</param>
/// <param name="Agent">The leg of the agent.</param>
public sealed record SupervisionState(LegState Leg, SupervisionMode Mode, LegId Agent);
