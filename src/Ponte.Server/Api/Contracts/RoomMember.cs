using Ponte.Calls.Model;

namespace Ponte.Server.Api.Contracts;

/// <summary>Somebody in a room.</summary>
/// <param name="Leg">The leg within the room's call, by which it is named.</param>
/// <param name="Number">The number; empty where it is not shown.</param>
/// <param name="Name">The name; empty where it is not known.</param>
/// <param name="User">The user of the company; null for others.</param>
/// <param name="Since">When it came.</param>
/// <param name="IsMuted">Whether the others do not hear it.</param>
/// <param name="IsHeld">Whether it holds.</param>
internal sealed record RoomMember(LegId Leg, string Number, string Name, string? User, DateTimeOffset Since, bool IsMuted, bool IsHeld);
