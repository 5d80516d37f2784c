namespace Ponte.Pbx.Document.Writing;

/// <content>The section <c>rooms</c>.</content>
internal static partial class CanonicalTree
{
    private static CanonicalNode Room(RoomSettings room)
    {
        var node = CanonicalNode.Mapping().With("name", room.Name).With("extension", room.Extension);
        if (room.Pin is { } pin)
        {
            node.With("pin", pin);
        }
        if (room.HostPin is { } hostPin)
        {
            node.With("hostPin", hostPin);
        }
        return node.With("maxMembers", room.MaxMembers == RoomSettings.DefaultMaxMembers ? "" : Number(room.MaxMembers))
            .With("announce", Flag(room.Announce, fallback: true))
            .With("language", room.Language);
    }
}
