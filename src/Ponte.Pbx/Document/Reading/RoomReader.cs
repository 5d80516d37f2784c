namespace Ponte.Pbx.Document.Reading;

/// <summary>Reads the section <c>rooms</c>.</summary>
internal static class RoomReader
{
    private const int MinMembers = 2;

    public static List<RoomSettings> Read(FieldReader root, SecretReader secrets, CrossChecks cross)
    {
        var rooms = new List<RoomSettings>();
        foreach (var (id, fields) in root.Children("rooms", "give at least a name"))
        {
            cross.Name(id, fields.Path);
            var room = Read(id.Text, fields, secrets);
            cross.Room(room, fields);
            rooms.Add(room);
        }
        return rooms;
    }

    private static RoomSettings Read(string id, FieldReader fields, SecretReader secrets)
    {
        var room = new RoomSettings
        {
            Id = id,
            Name = fields.RequiredText("name", "give the name that people see", Checks.Length(100)),
            Extension = fields.Text("extension", Checks.Extension) ?? "",
            Pin = secrets.Optional(fields, "pin", Checks.Pin),
            HostPin = secrets.Optional(fields, "hostPin", Checks.Pin),
            MaxMembers =
                fields.Integer("maxMembers", MinMembers, RoomSettings.MostMembers, $"give {MinMembers} to {RoomSettings.MostMembers}")
                ?? RoomSettings.DefaultMaxMembers,
            Announce = fields.Flag("announce") ?? true,
            Language = fields.Text("language", t => Words.Languages.ContainsKey(t) ? null : "is none of it, en") ?? "",
        };
        if (room.HostPin is { IsLiteral: true, IsMasked: false } host && host.Equals(room.Pin))
        {
            fields.Complain("hostPin", fields.Take("hostPin")!, "is the PIN of the others too; give the host another one");
        }
        fields.End();
        return room;
    }
}
