using System.Globalization;
using System.Text;
using System.Text.Json;
using Ponte.Calls.Model;
using Ponte.Pbx.Doctor;
using Ponte.Pbx.Document;
using Ponte.Pbx.Routing;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Doctor;
using Ponte.Server.Hosting;
using static Ponte.Server.Api.AdminReply;

namespace Ponte.Server.Api;

/// <summary>
/// The admin API. It is served on the unix socket in the data folder only, which nobody but the account that runs the server (and root) can
/// open: that is its sign-in. Handlers are plain request delegates, so that nothing is built by reflection on the way to ready.
/// </summary>
internal sealed class AdminApi(ServerState state, DocumentService documents, ITelephony telephony, CallHistory history)
{
    private const int MaxCalls = 10_000;
    private const int DefaultCalls = 20;
    private const int MaxDialled = 64;

    /// <summary>How many of the newest calls the doctor looks at.</summary>
    private const int DoctorCalls = 500;

    /// <summary>Adds the paths.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(AdminPaths.Status, c => Json(c, state.Read(), ApiJson.Default.HealthReply));
        endpoints.MapGet(AdminPaths.Lines, c => Json(c, telephony.Lines(), ApiJson.Default.IReadOnlyListLineStatus));
        endpoints.MapGet(AdminPaths.Doctor, Guarded(GetDoctorAsync));
        endpoints.MapGet(AdminPaths.Phones, c => Json(c, telephony.Phones(), ApiJson.Default.IReadOnlyListPhoneStatus));
        endpoints.MapGet(AdminPaths.Route, GetRouteAsync);
        endpoints.MapGet(AdminPaths.Document, GetDocumentAsync);
        endpoints.MapPost(AdminPaths.Document, Guarded(PostDocumentAsync));
        endpoints.MapPost(AdminPaths.Difference, Guarded(PostDifferenceAsync));
        endpoints.MapGet(AdminPaths.Calls, Guarded(GetCallsAsync));
        endpoints.MapGet(AdminPaths.Live, GetLiveAsync);
        endpoints.MapGet(AdminPaths.Calls + "/{id}", Guarded(GetCallAsync));
        endpoints.MapGet(AdminPaths.Calls + "/{id}/messages", Guarded(GetMessagesAsync));
        endpoints.MapPost(AdminPaths.Calls + "/{id}/hangup", Guarded(PostHangUpAsync));
        endpoints.MapPost(AdminPaths.Users + "/{id}/dial", PostDialAsync);
    }

    private static string Id(HttpContext context) => (string?)context.Request.RouteValues["id"] ?? "";

    private async Task GetDoctorAsync(HttpContext context)
    {
        if (await telephony.ExamineAsync(context.RequestAborted).ConfigureAwait(false) is not { } facts)
        {
            await ErrorAsync(context, StatusCodes.Status404NotFound, "no company document is in force yet").ConfigureAwait(false);
            return;
        }
        var calls = await history.ListAsync(DoctorCalls, null, context.RequestAborted).ConfigureAwait(false);
        var reply = new DoctorReply(facts.At, Diagnosis.Of(facts.WithHistory(calls) with { Mail = state.MailFact() }));
        await Json(context, reply, ApiJson.Default.DoctorReply).ConfigureAwait(false);
    }

    private Task GetDocumentAsync(HttpContext context)
    {
        var current = documents.Current;
        return current is null
            ? ErrorAsync(context, StatusCodes.Status404NotFound, "no company document is in force yet")
            : Json(
                context,
                new DocumentReply(current.Version, current.AppliedBy, current.AppliedAt, DocumentText.Print(current.Document)),
                ApiJson.Default.DocumentReply
            );
    }

    private Task GetRouteAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var isTime = DateTimeOffset.TryParse(query["at"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at);
        var route = new RouteQuery(query["from"].ToString(), query["to"].ToString(), query["line"].ToString(), at);
        if (!isTime)
        {
            return ErrorAsync(context, StatusCodes.Status400BadRequest, "the time cannot be read");
        }
        return telephony.Explain(route) is { } decision
            ? Json(context, RouteCodec.ToReply(decision, at), ApiJson.Default.RouteReply)
            : ErrorAsync(
                context,
                StatusCodes.Status404NotFound,
                $"nobody calls from \"{FieldText(route.From)}\"{(route.Line.Length > 0 ? $" by the line {FieldText(route.Line)}" : "")}: give a user, a device or a number, and a line of the company document"
            );
    }

    /// <summary>What somebody typed, short and without what would disturb a screen.</summary>
    private static string FieldText(string text) => string.Concat(text.Where(c => !char.IsControl(c)).Take(64));

    private async Task PostDocumentAsync(HttpContext context)
    {
        var text = await BodyAsync(context).ConfigureAwait(false);
        var by = context.Request.Headers[AdminPaths.AppliedByHeader].ToString();
        var reply = await documents.ApplyAsync(text, by, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = reply.Errors.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        await Json(context, reply, ApiJson.Default.ChangeReply).ConfigureAwait(false);
    }

    private async Task PostDifferenceAsync(HttpContext context)
    {
        var reply = documents.Compare(await BodyAsync(context).ConfigureAwait(false));
        context.Response.StatusCode = reply.Errors.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        await Json(context, reply, ApiJson.Default.ChangeReply).ConfigureAwait(false);
    }

    private async Task GetCallsAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var isLimit = int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var limit);
        var calls = await history
            .ListAsync(isLimit ? Math.Clamp(limit, 1, MaxCalls) : DefaultCalls, query["number"], context.RequestAborted)
            .ConfigureAwait(false);
        await Json(context, calls, ApiJson.Default.IReadOnlyListCallView).ConfigureAwait(false);
    }

    private async Task GetLiveAsync(HttpContext context)
    {
        context.Response.ContentType = "application/x-ndjson; charset=utf-8";
        var body = context.Response.BodyWriter;
        try
        {
            await foreach (var change in history.WatchAsync(context.RequestAborted).ConfigureAwait(false))
            {
                await JsonSerializer.SerializeAsync(body, change, ApiJson.Default.LiveChange, context.RequestAborted).ConfigureAwait(false);
                await body.WriteAsync("\n"u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The watcher went away, or the server stops.
        }
    }

    private async Task GetCallAsync(HttpContext context)
    {
        var call = await history.FindAsync(Id(context), context.RequestAborted).ConfigureAwait(false);
        await (call is null ? NoSuchCallAsync(context) : Json(context, call, ApiJson.Default.CallView)).ConfigureAwait(false);
    }

    private async Task GetMessagesAsync(HttpContext context)
    {
        var call = await history.FindAsync(Id(context), context.RequestAborted).ConfigureAwait(false);
        if (call is null)
        {
            await NoSuchCallAsync(context).ConfigureAwait(false);
            return;
        }
        var messages = await history.MessagesAsync(call, context.RequestAborted).ConfigureAwait(false);
        await Json(context, [.. messages.Select(MessageCodec.ToReply)], ApiJson.Default.IReadOnlyListMessageReply).ConfigureAwait(false);
    }

    private async Task PostHangUpAsync(HttpContext context)
    {
        var call = await history.FindAsync(Id(context), context.RequestAborted).ConfigureAwait(false);
        var isThere = telephony.HangUp(call?.Id ?? new CallId(Id(context)));
        if (!isThere)
        {
            await NoSuchCallAsync(context).ConfigureAwait(false);
        }
    }

    private Task PostDialAsync(HttpContext context)
    {
        var number = context.Request.Query["number"].ToString();
        if (number.Length is 0 or > MaxDialled)
        {
            return ErrorAsync(context, StatusCodes.Status400BadRequest, "give the number to call");
        }
        return telephony.Dial(Id(context), number) switch
        {
            { Call: { } call } => Json(context, new DialReply(call.Value), ApiJson.Default.DialReply),
            { IsUser: false } => ErrorAsync(context, StatusCodes.Status404NotFound, $"there is no user {FieldText(Id(context))}"),
            _ => ErrorAsync(context, StatusCodes.Status503ServiceUnavailable, "there are too many calls, or the server is stopping"),
        };
    }

    private static Task NoSuchCallAsync(HttpContext context) =>
        ErrorAsync(context, StatusCodes.Status404NotFound, $"there is no call {Id(context)}");

    private static async Task<string> BodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
