using System.Collections.Immutable;
using Ponte.Calls.Model;

namespace Ponte.Server.Api.Contracts;

/// <summary>A room and who is in it.</summary>
/// <param name="Id">Its key in the company document.</param>
/// <param name="Name">The name that people see.</param>
/// <param name="Extension">The short number that leads to it; empty for none.</param>
/// <param name="MaxMembers">How many may be in it.</param>
/// <param name="HasPin">Whether who enters is asked for a PIN.</param>
/// <param name="Call">The call of its conference; null where nobody is in it.</param>
/// <param name="Members">Who is in it.</param>
internal sealed record RoomReply(
    string Id,
    string Name,
    string Extension,
    int MaxMembers,
    bool HasPin,
    CallId? Call,
    ImmutableArray<RoomMember> Members
);
