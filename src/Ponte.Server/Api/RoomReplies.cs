using Ponte.Calls.Model;
using Ponte.Pbx.Document;
using Ponte.Server.Api.Contracts;
using Ponte.Server.History;

namespace Ponte.Server.Api;

/// <summary>The rooms of the company, with who is in them now.</summary>
internal static class RoomReplies
{
    /// <summary>All rooms of a document.</summary>
    /// <param name="document">The document in force; null where none is.</param>
    /// <param name="calls">The calls that go on.</param>
    public static IReadOnlyList<RoomReply> Of(CompanyDocument? document, IReadOnlyCollection<CallView> calls) =>
        [.. document?.Rooms.Select(r => Of(r, calls.FirstOrDefault(c => r.Id.Equals(c.Room, StringComparison.Ordinal)))) ?? []];

    private static RoomReply Of(RoomSettings room, CallView? call) =>
        new(
            room.Id,
            room.Name,
            room.Extension,
            room.MaxMembers,
            room.Pin is not null || room.HostPin is not null,
            call?.Id,
            [.. call?.Legs.Where(l => l is { EndedAt: null, ConferredAt: not null }).Select(Of) ?? []]
        );

    private static RoomMember Of(LegView leg)
    {
        var party = leg.Party ?? new Party("", "");
        return new RoomMember(leg.Id, party.Number, party.Name, leg.User, leg.ConferredAt!.Value, leg.IsMuted, leg.IsHeld);
    }
}
