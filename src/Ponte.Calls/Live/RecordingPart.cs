using System.Collections.Immutable;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Live;

/// <summary>What was made ready for a recording, beside the scenario.</summary>
/// <param name="Round">For which turn of the recorder; an older one is of no use any more.</param>
/// <param name="Sources">The announcement; default where none is needed.</param>
/// <param name="Place">Where to; null where there is none.</param>
/// <param name="Fault">Why not.</param>
internal sealed record RecordingPart(int Round, ImmutableArray<PlaySource> Sources, RecordingPlace? Place, string Fault);
