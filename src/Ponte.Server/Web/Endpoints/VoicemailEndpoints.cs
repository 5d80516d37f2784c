using Ponte.Server.Api.Contracts;
using Ponte.Server.Voicemail;

namespace Ponte.Server.Web.Endpoints;

/// <summary>
/// Messages: a person's own, and those of the boxes that it shares. Administrators see which boxes there are, and hear nothing.
/// </summary>
internal static class VoicemailEndpoints
{
    /// <summary>Adds the paths.</summary>
    public static void Map(RouteGroupBuilder api, WebParts parts)
    {
        var me = api.MapGroup("/me/voicemail").RequireAuthorization(Access.Person);
        me.MapGet("", (HttpContext context) => Results.Ok(parts.Voicemail.BoxesOf(Access.PersonOf(context.User))))
            .Produces<IReadOnlyList<BoxReply>>()
            .WithSummary("One's own box, and those that one shares");
        me.MapGet(
                "/{box}",
                (string box, HttpContext context) => Guarded(box, context, parts, voicemail => Results.Ok(voicemail.Messages(box)))
            )
            .Produces<IReadOnlyList<VoiceMessageReply>>()
            .WithSummary("The messages of a box, the newest first");
        me.MapGet(
                "/{box}/{id}/audio",
                (string box, string id, HttpContext context) => GuardedAsync(box, context, parts, v => AudioAsync(box, id, context, v))
            )
            .WithSummary("A message's sound: WAV. It does not count as heard by that");
        me.MapPut(
                "/{box}/{id}",
                (string box, string id, HeardRequest request, HttpContext context) =>
                    GuardedAsync(box, context, parts, async v => Done(await v.MarkAsync(box, id, request.IsHeard).ConfigureAwait(false)))
            )
            .WithSummary("A message is heard, or new again; the message lamps follow");
        me.MapDelete(
                "/{box}/{id}",
                (string box, string id, HttpContext context) =>
                    GuardedAsync(box, context, parts, async v => Done(await v.DeleteAsync(box, id, actor: null).ConfigureAwait(false)))
            )
            .WithSummary("Deletes a message for good");
        var all = api.MapGroup("/voicemail").RequireAuthorization(Access.Administer);
        all.MapGet("", () => Results.Ok(parts.Voicemail.Boxes()))
            .Produces<IReadOnlyList<BoxReply>>()
            .WithSummary("All boxes, and how many messages are in them");
        all.MapPost(
                "/{box}/resetPin",
                async (string box, HttpContext context) =>
                    Done(await parts.Voicemail.ResetPinAsync(box, Access.NameOf(context.User)).ConfigureAwait(false))
            )
            .WithSummary("The PIN of the document counts again, and who guessed is let in again");
    }

    private static async Task<IResult> AudioAsync(string box, string id, HttpContext context, VoicemailService voicemail)
    {
        using var buffer = new MemoryStream();
        var fault = await voicemail.ExportAsync(box, id, actor: null, buffer, context.RequestAborted).ConfigureAwait(false);
        return buffer.Length == 0 && fault is not null
            ? Problems.Of(StatusCodes.Status404NotFound, $"It cannot be heard: {fault}")
            : Results.File(buffer.ToArray(), "audio/wav", $"{id}.wav", enableRangeProcessing: true);
    }

    private static IResult Done(bool isDone) => isDone ? Results.NoContent() : None();

    private static IResult Guarded(string box, HttpContext context, WebParts parts, Func<VoicemailService, IResult> answer) =>
        IsOwn(box, context, parts) ? answer(parts.Voicemail) : None();

    /// <summary>Own boxes only; a disk that fails is told.</summary>
    private static async Task<IResult> GuardedAsync(
        string box,
        HttpContext context,
        WebParts parts,
        Func<VoicemailService, Task<IResult>> answer
    )
    {
        try
        {
            return IsOwn(box, context, parts) ? await answer(parts.Voicemail).ConfigureAwait(false) : None();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }

    private static bool IsOwn(string box, HttpContext context, WebParts parts) =>
        parts.Voicemail.BoxesOf(Access.PersonOf(context.User)).Any(b => b.Box.Equals(box, StringComparison.Ordinal));

    private static IResult None() => Problems.Of(StatusCodes.Status404NotFound, "There is no such message or box of yours");
}
