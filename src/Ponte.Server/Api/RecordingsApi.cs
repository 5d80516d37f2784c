using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Server.Hosting;
using Ponte.Server.Recordings;
using static Ponte.Server.Api.AdminReply;

namespace Ponte.Server.Api;

/// <summary>The part of the admin API for recordings. Served on the admin socket only, like the rest of it.</summary>
internal sealed class RecordingsApi(RecordingService recordings, ITelephony telephony)
{
    /// <summary>Adds the paths.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(AdminPaths.Recordings, c => Json(c, recordings.List(), ApiJson.Default.IReadOnlyListRecordingReply));
        endpoints.MapGet(AdminPaths.Recordings + "/{id}", Guarded(GetAsync));
        endpoints.MapGet(AdminPaths.Recordings + "/{id}/audio", Guarded(GetAudioAsync));
        endpoints.MapDelete(AdminPaths.Recordings + "/{id}", Guarded(DeleteAsync));
        endpoints.MapPost(AdminPaths.Recordings + "/{id}/{wish}", PostWishAsync);
    }

    private static string Id(HttpContext context) => (string?)context.Request.RouteValues["id"] ?? "";

    private static string Actor(HttpContext context) => context.Request.Headers[AdminPaths.AppliedByHeader].ToString();

    private Task GetAsync(HttpContext context) =>
        recordings.Find(Id(context)) is { } found ? Json(context, found, ApiJson.Default.RecordingReply) : NoneAsync(context);

    private async Task GetAudioAsync(HttpContext context)
    {
        if (recordings.Find(Id(context)) is null)
        {
            await NoneAsync(context).ConfigureAwait(false);
            return;
        }
        var isOgg = string.Equals(context.Request.Query["format"], "opus", StringComparison.Ordinal);
        var buffer = new MemoryStream();
        var fault = await recordings.ExportAsync(Id(context), isOgg, Actor(context), buffer, context.RequestAborted).ConfigureAwait(false);
        if (buffer.Length == 0 && fault is not null)
        {
            await ErrorAsync(context, StatusCodes.Status409Conflict, fault).ConfigureAwait(false);
            return;
        }
        context.Response.ContentType = isOgg ? "audio/ogg" : "audio/wav";
        buffer.Position = 0;
        await buffer.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private Task DeleteAsync(HttpContext context) =>
        recordings.Delete(Id(context), Actor(context)) ? Task.CompletedTask : NoneAsync(context);

    private Task PostWishAsync(HttpContext context)
    {
        var isWish = Enum.TryParse<RecordingWish>((string?)context.Request.RouteValues["wish"], ignoreCase: true, out var wish);
        return !isWish ? ErrorAsync(context, StatusCodes.Status400BadRequest, "give start, stop, pause or resume")
            : telephony.Record(new CallId(Id(context)), wish) ? Task.CompletedTask
            : ErrorAsync(context, StatusCodes.Status404NotFound, "there is no such call now");
    }

    private static Task NoneAsync(HttpContext context) =>
        ErrorAsync(context, StatusCodes.Status404NotFound, "there is no such recording, or its key is not in the file of keys any more");
}
