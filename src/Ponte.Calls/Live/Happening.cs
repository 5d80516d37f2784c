using Ponte.Calls.Model;

namespace Ponte.Calls.Live;

/// <summary>Something that happened to a call, as its scenario sees it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Leg">To which leg; null where it concerns the whole call.</param>
/// <param name="End">How the leg or call ended, or why something failed; null where nothing ended.</param>
internal readonly record struct Happening(HappeningKind Kind, Leg? Leg = null, CallEnd? End = null);
