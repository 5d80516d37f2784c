using System.Collections.Immutable;

namespace Ponte.Server.Api.Contracts;

/// <summary>How a line is.</summary>
/// <param name="Name">The line's name in the company document.</param>
/// <param name="Kind"><c>carrier</c>, <c>pbx</c> or <c>teams</c>.</param>
/// <param name="State">Whether calls can go out.</param>
/// <param name="Calls">Channels in use.</param>
/// <param name="Channels">Channels there are; null for no limit.</param>
/// <param name="Peers">Its far ends.</param>
/// <param name="Detail">What a person should know, for instance why a registration fails; empty where nothing.</param>
internal sealed record LineStatus(
    string Name,
    string Kind,
    HealthState State,
    int Calls,
    int? Channels,
    ImmutableArray<PeerStatus> Peers,
    string Detail
);
