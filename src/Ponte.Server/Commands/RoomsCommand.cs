using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ponte.Server.Api;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte rooms</c>: the conference rooms and who is in them; <c>mute</c>, <c>unmute</c> and <c>remove</c> a member.</summary>
internal static class RoomsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var json = new Option<bool>("--json") { Description = words.JsonOption };
        var command = new Command("rooms", words.RoomsCommand)
        {
            json,
            OfMember("mute", words.RoomMuteCommand, options, context, words),
            OfMember("unmute", words.RoomUnmuteCommand, options, context, words),
            OfMember("remove", words.RoomRemoveCommand, options, context, words),
        };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                var isJson = parsed.GetValue(json);
                return session.WithServerAsync(
                    async client => Print(session, await client.RoomsAsync(cancellationToken).ConfigureAwait(false), isJson),
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static Command OfMember(string order, string description, CommonOptions options, CommandContext context, Words words)
    {
        var room = new Argument<string>("ROOM") { Description = words.RoomArgument };
        var member = new Argument<int>("MEMBER") { Description = words.RoomMemberArgument };
        var command = new Command(order, description) { room, member };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                var (name, leg) = (parsed.GetRequiredValue(room), parsed.GetRequiredValue(member));
                return session.WithServerAsync(
                    async client =>
                    {
                        await client.OrderMemberAsync(name, leg, order, cancellationToken).ConfigureAwait(false);
                        return 0;
                    },
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static int Print(CommandSession session, IReadOnlyList<RoomReply> rooms, bool isJson)
    {
        var (words, output) = (session.Words, session.Context.Out);
        if (isJson)
        {
            output.WriteLine(JsonSerializer.Serialize(rooms, ApiJson.Default.IReadOnlyListRoomReply));
            return 0;
        }
        if (rooms.Count == 0)
        {
            output.WriteLine(words.NoRooms);
            return 0;
        }
        var table = new TextTable(words.Room, words.Members, words.Member, words.Caller, words.Since, "");
        foreach (var room in rooms)
        {
            var count = string.Create(CultureInfo.InvariantCulture, $"{room.Members.Length}/{room.MaxMembers}");
            table.Add($"{room.Id} {room.Extension}".TrimEnd(), count, "", "", "", room.HasPin ? words.HasPin : "");
            foreach (var member in room.Members)
            {
                table.Add(
                    "",
                    "",
                    member.Leg.Number.ToString(CultureInfo.InvariantCulture),
                    $"{member.Number} {member.Name}".Trim(),
                    CallText.Time(member.Since, session.Context.Time),
                    member.IsMuted ? words.Muted : ""
                );
            }
        }
        table.Print(session.Context);
        return 0;
    }
}
