using System.Collections.Immutable;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Lines;

/// <summary>A line as screens show it: a picture of one moment.</summary>
/// <param name="Name">The line's name in the document.</param>
/// <param name="Kind">What it leads to.</param>
/// <param name="ChannelsInUse">Calls on it now.</param>
/// <param name="ChannelLimit">How many it carries; null for no limit.</param>
/// <param name="Peers">Its peers or hubs in the order of the document.</param>
/// <param name="Registration">Where our registration stands.</param>
public sealed record LineStatus(
    string Name,
    LineKind Kind,
    int ChannelsInUse,
    int? ChannelLimit,
    ImmutableArray<PeerStatus> Peers,
    RegistrationStatus Registration
)
{
    /// <summary>When the far end last asked us by OPTIONS (wall clock, UTC); null where it has not since the start.</summary>
    public DateTimeOffset? LastOptions { get; init; }
}
