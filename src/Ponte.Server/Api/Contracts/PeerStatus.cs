namespace Ponte.Server.Api.Contracts;

/// <summary>How a far end of a line is.</summary>
/// <param name="Peer">Its host or hub.</param>
/// <param name="State">Whether it answers.</param>
/// <param name="Detail">What it said last; empty where nothing.</param>
internal sealed record PeerStatus(string Peer, HealthState State, string Detail);
