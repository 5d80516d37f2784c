using Ponte.Pbx.Document;

namespace Ponte.Pbx.Company;

/// <summary>A line that a number may leave by.</summary>
/// <param name="Line">The line.</param>
/// <param name="By">The prefix or range that fits; empty for a carrier that takes every number.</param>
/// <param name="Length">How exactly it fits: the digits of the prefix; a range fits whole.</param>
/// <param name="Cost">What the call costs there.</param>
public sealed record LineMatch(TrunkSettings Line, string By, int Length, int Cost);
