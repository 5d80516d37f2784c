using Ponte.Calls.Live;
using Ponte.Calls.Model;

namespace Ponte.Calls.Journal;

/// <summary>What a parked party waits for.</summary>
/// <param name="Slot">Where it waits.</param>
/// <param name="By">The leg that parked it.</param>
/// <param name="Parker">Who that was.</param>
/// <param name="Timeout">How long it waits; null in a state that an older version left.</param>
public sealed record ParkState(string Slot, LegIdentity By, Party Parker, TimeSpan? Timeout = null);
