using Ponte.Calls.Model;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Routing;

/// <summary>What a caller of a flow said.</summary>
/// <param name="Call">The call.</param>
/// <param name="Place">Where it lies.</param>
/// <param name="End">Why it ended.</param>
/// <param name="Length">How long it is; null where the media could not tell any more.</param>
/// <param name="IsCallerGone">Whether nobody is there any more to hear what became of it.</param>
public sealed record FlowTake(CallId Call, RecordingPlace Place, RecordingEnd End, TimeSpan? Length, bool IsCallerGone);
