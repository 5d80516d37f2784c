using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Server.Api;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Hosting;

namespace Ponte.Server.Web.Endpoints;

/// <summary>Rooms with who is in them, and the supervision of calls. Who supervises whom stands in the audit.</summary>
internal static class ConferenceEndpoints
{
    private const int MaxName = 64;

    /// <summary>Adds the paths.</summary>
    public static void Map(RouteGroupBuilder api, WebParts parts)
    {
        api.MapGet("/rooms", () => Results.Ok(Rooms(parts)))
            .RequireAuthorization(Access.See)
            .Produces<IReadOnlyList<RoomReply>>()
            .WithSummary("The conference rooms, and who is in them since when");
        api.MapPost(
                "/rooms/{room}/members/{leg:int}/{order}",
                (string room, int leg, string order, HttpContext context) => Order(room, leg, order, context, parts)
            )
            .RequireAuthorization(Access.Command)
            .WithSummary("Mutes, unmutes or removes a member of a room: mute, unmute, remove");
        api.MapPost(
                "/calls/{id}/supervision",
                (string id, SupervisionRequest request, HttpContext context) => Supervise(id, request, context, parts)
            )
            .RequireAuthorization(Access.Command)
            .WithSummary(
                "Rings a supervisor to hear a call (listen), help the agent (whisper), talk to both (barge) or take it over (takeOver)"
            );
        api.MapDelete("/calls/{id}/supervision", (string id, HttpContext context) => End(id, context, parts))
            .RequireAuthorization(Access.Command)
            .WithSummary("Lets the supervisor of a call go");
    }

    private static IReadOnlyList<RoomReply> Rooms(WebParts parts) => RoomReplies.Of(parts.Documents.Current?.Document, parts.Calls.All());

    private static IResult Order(string room, int leg, string order, HttpContext context, WebParts parts)
    {
        if (!Enum.TryParse<ConferenceOrder>(order, ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted))
        {
            return Problems.Of(StatusCodes.Status404NotFound, "Give mute, unmute or remove");
        }
        var found = Rooms(parts).FirstOrDefault(r => r.Id.Equals(room, StringComparison.Ordinal));
        if (found?.Call is not { } call || !parts.Telephony.Confer(call, new LegId(leg), wanted))
        {
            return Problems.Of(StatusCodes.Status404NotFound, "There is no such member in the room now");
        }
        parts.Audit.Add(Access.NameOf(context.User), $"room.{order}", $"{room}/{leg}");
        return Results.NoContent();
    }

    private static IResult Supervise(string id, SupervisionRequest request, HttpContext context, WebParts parts)
    {
        var with = string.IsNullOrEmpty(request.With) ? Access.PersonOf(context.User) : request.With;
        if (with.Length is 0 or > MaxName)
        {
            return Problems.Field(
                StatusCodes.Status422UnprocessableEntity,
                "with",
                "is missing, and your account is nobody's; give a user"
            );
        }
        if (request.Agent is { Length: > MaxName })
        {
            return Problems.Field(StatusCodes.Status422UnprocessableEntity, "agent", "is no user of the company");
        }
        var mode = request.Mode ?? SupervisionMode.Listen;
        var outcome = parts.Telephony.Supervise(
            new SupervisionOrder(new CallId(id), with, mode, string.IsNullOrEmpty(request.Agent) ? null : request.Agent)
        );
        if (ConferencesApi.Fault(outcome) is { } fault)
        {
            return outcome switch
            {
                Supervised.NoUser => Problems.Field(StatusCodes.Status422UnprocessableEntity, "with", fault),
                Supervised.NoAgent => Problems.Field(StatusCodes.Status422UnprocessableEntity, "agent", fault),
                Supervised.Taken => Problems.Of(StatusCodes.Status409Conflict, fault),
                Supervised.Busy => Problems.Of(StatusCodes.Status503ServiceUnavailable, fault),
                _ => Problems.Of(StatusCodes.Status404NotFound, fault),
            };
        }
        parts.Audit.Add(Access.NameOf(context.User), "call.supervise", id, after: $"{with} {mode} {request.Agent}".TrimEnd());
        return Results.NoContent();
    }

    private static IResult End(string id, HttpContext context, WebParts parts)
    {
        if (!parts.Telephony.EndSupervision(new CallId(id)))
        {
            return Problems.Of(StatusCodes.Status404NotFound, "Nobody supervises the call");
        }
        parts.Audit.Add(Access.NameOf(context.User), "call.superviseEnd", id);
        return Results.NoContent();
    }
}
