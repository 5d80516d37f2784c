using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Recordings;

namespace Ponte.Server.Web.Endpoints;

/// <summary>The recordings of calls: heard and steered by supervisors, deleted by administrators. Who hears or deletes one stands in the audit.</summary>
internal static class RecordingEndpoints
{
    private const int MaxLimit = 500;
    private const int DefaultLimit = 50;

    /// <summary>Adds the paths.</summary>
    public static void Map(RouteGroupBuilder api, WebParts parts)
    {
        var hear = api.MapGroup("/recordings").RequireAuthorization(Access.Command);
        hear.MapGet("", (string? after, int? limit) => Guarded(() => List(after, limit, parts.Recordings)))
            .Produces<PageOf<RecordingReply>>()
            .WithSummary("The recordings, that of the newest call first");
        hear.MapGet("/{call}", (string call) => Guarded(() => Find(call, parts.Recordings)))
            .Produces<RecordingReply>()
            .WithSummary("A call's recording: its length, parties, and whether it is whole");
        hear.MapGet(
                "/{call}/audio",
                (string call, string? format, HttpContext context) => AudioAsync(call, format is "opus", context, parts.Recordings)
            )
            .WithSummary("Its sound: WAV, or Ogg with Opus where it was recorded so (format=opus)");
        hear.MapPost("/{call}/{wish}", (string call, string wish, HttpContext context) => Wish(call, wish, context, parts))
            .WithSummary("Begins, ends, pauses or goes on with recording a call now: start, stop, pause, resume");
        api.MapDelete(
                "/recordings/{call}",
                (string call, HttpContext context) =>
                    Guarded(() => parts.Recordings.Delete(call, Access.NameOf(context.User)) ? Results.NoContent() : None())
            )
            .RequireAuthorization(Access.Administer)
            .WithSummary("Deletes a recording");
    }

    private static IResult List(string? after, int? limit, RecordingService recordings)
    {
        var count = Math.Clamp(limit ?? DefaultLimit, 1, MaxLimit);
        var page = recordings.List().Where(r => after is null || string.CompareOrdinal(r.Call, after) < 0).Take(count).ToList();
        return Results.Ok(new PageOf<RecordingReply>(page, page.Count == count ? page[^1].Call : null));
    }

    private static IResult Find(string call, RecordingService recordings) =>
        recordings.Find(call) is { } found ? Results.Ok(found) : None();

    private static async Task<IResult> AudioAsync(string call, bool isOgg, HttpContext context, RecordingService recordings)
    {
        using var buffer = new MemoryStream();
        try
        {
            var fault = await recordings
                .ExportAsync(call, isOgg, Access.NameOf(context.User), buffer, context.RequestAborted)
                .ConfigureAwait(false);
            if (buffer.Length == 0 && fault is not null)
            {
                return Problems.Of(StatusCodes.Status404NotFound, $"It cannot be heard: {fault}");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, e.Message);
        }
        return Results.File(
            buffer.ToArray(),
            isOgg ? "audio/ogg" : "audio/wav",
            $"{call}.{(isOgg ? "opus" : "wav")}",
            enableRangeProcessing: true
        );
    }

    private static IResult Wish(string call, string wish, HttpContext context, WebParts parts)
    {
        if (!Enum.TryParse<RecordingWish>(wish, ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted))
        {
            return Problems.Of(StatusCodes.Status404NotFound, "Give start, stop, pause or resume");
        }
        if (!parts.Telephony.Record(new CallId(call), wanted))
        {
            return Problems.Of(StatusCodes.Status404NotFound, "There is no such call now");
        }
        parts.Audit.Add(Access.NameOf(context.User), $"recording.{wish}", call);
        return Results.NoContent();
    }

    /// <summary>The files of recordings are asked for as they are: a disk that fails is told.</summary>
    private static IResult Guarded(Func<IResult> answer)
    {
        try
        {
            return answer();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }

    private static IResult None() =>
        Problems.Of(StatusCodes.Status404NotFound, "There is no such recording, or its key is not in the file of keys any more");
}
