using System.Globalization;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Server.Hosting;
using Ponte.Server.Live;
using Ponte.Server.Web.Audit;
using static Ponte.Server.Api.AdminReply;

namespace Ponte.Server.Api;

/// <summary>The part of the admin API for rooms and supervision. Served on the admin socket only, like the rest of it.</summary>
internal sealed class ConferencesApi(ITelephony telephony, DocumentService documents, LiveCalls calls, AuditLog audit)
{
    private const int MaxName = 64;

    /// <summary>Adds the paths.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(
            AdminPaths.Rooms,
            c => Json(c, RoomReplies.Of(documents.Current?.Document, calls.All()), ApiJson.Default.IReadOnlyListRoomReply)
        );
        endpoints.MapPost(AdminPaths.Rooms + "/{id}/members/{leg}/{order}", Guarded(PostOrderAsync));
        endpoints.MapPost(AdminPaths.Calls + "/{id}/supervision", Guarded(PostSupervisionAsync));
        endpoints.MapDelete(AdminPaths.Calls + "/{id}/supervision", Guarded(DeleteSupervisionAsync));
    }

    /// <summary>What was wrong with an order to supervise; null: nothing was.</summary>
    public static string? Fault(Supervised outcome) =>
        outcome switch
        {
            Supervised.Done => null,
            Supervised.NoUser => "the supervisor is no user of the company, or talks in the call",
            Supervised.NoAgent => "the agent is no party of the call",
            Supervised.Taken => "somebody else supervises the call",
            Supervised.Busy => "there are too many calls, or the server is stopping",
            _ => "there is no such call between two parties now",
        };

    private static string Value(HttpContext context, string key) => (string?)context.Request.RouteValues[key] ?? "";

    private static string Actor(HttpContext context) => context.Request.Headers[AdminPaths.AppliedByHeader].ToString();

    private Task PostOrderAsync(HttpContext context)
    {
        var (room, leg) = (Value(context, "id"), Value(context, "leg"));
        var found = RoomReplies
            .Of(documents.Current?.Document, calls.All())
            .FirstOrDefault(r => r.Id.Equals(room, StringComparison.Ordinal));
        var isLeg = int.TryParse(leg, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (!Enum.TryParse<ConferenceOrder>(Value(context, "order"), ignoreCase: true, out var order) || !Enum.IsDefined(order))
        {
            return ErrorAsync(context, StatusCodes.Status400BadRequest, "give mute, unmute or remove");
        }
        if (!isLeg || found?.Call is not { } call || !telephony.Confer(call, new LegId(number), order))
        {
            return ErrorAsync(context, StatusCodes.Status404NotFound, "there is no such member in the room now");
        }
        audit.Add(Actor(context), $"room.{Value(context, "order")}", $"{room}/{leg}");
        return Task.CompletedTask;
    }

    private async Task PostSupervisionAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (with, agent) = (query["with"].ToString(), query["agent"].ToString());
        var isMode = Enum.TryParse<SupervisionMode>(query["mode"].ToString(), ignoreCase: true, out var mode) && Enum.IsDefined(mode);
        if (!isMode || with.Length is 0 or > MaxName || agent.Length > MaxName)
        {
            await ErrorAsync(context, StatusCodes.Status400BadRequest, "give with and mode").ConfigureAwait(false);
            return;
        }
        var call = FullId(Value(context, "id"));
        var outcome = telephony.Supervise(new SupervisionOrder(call, with, mode, agent.Length == 0 ? null : agent));
        if (Fault(outcome) is { } fault)
        {
            var status = outcome is Supervised.Busy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status404NotFound;
            await ErrorAsync(context, status, fault).ConfigureAwait(false);
            return;
        }
        audit.Add(Actor(context), "call.supervise", call.Value, after: $"{with} {mode} {agent}".TrimEnd());
    }

    private Task DeleteSupervisionAsync(HttpContext context)
    {
        var call = FullId(Value(context, "id"));
        if (!telephony.EndSupervision(call))
        {
            return ErrorAsync(context, StatusCodes.Status404NotFound, "nobody supervises the call");
        }
        audit.Add(Actor(context), "call.superviseEnd", call.Value);
        return Task.CompletedTask;
    }

    /// <summary>The call that goes on whose id ends so, where there is one; as the commands name calls.</summary>
    private CallId FullId(string text) =>
        calls.All().Select(c => c.Id).Where(i => i.Value.EndsWith(text, StringComparison.OrdinalIgnoreCase)).ToList() is [var only]
            ? only
            : new CallId(text);
}
