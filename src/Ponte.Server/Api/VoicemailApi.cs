using Ponte.Server.Voicemail;
using static Ponte.Server.Api.AdminReply;

namespace Ponte.Server.Api;

/// <summary>The part of the admin API for boxes. Served on the admin socket only, like the rest of it.</summary>
internal sealed class VoicemailApi(VoicemailService voicemail)
{
    /// <summary>Adds the paths.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(AdminPaths.Voicemail, Guarded(c => Json(c, voicemail.Boxes(), ApiJson.Default.IReadOnlyListBoxReply)));
        endpoints.MapGet(AdminPaths.Voicemail + "/{box}", Guarded(GetMessagesAsync));
        endpoints.MapGet(AdminPaths.Voicemail + "/{box}/{id}/audio", Guarded(GetAudioAsync));
        endpoints.MapDelete(AdminPaths.Voicemail + "/{box}/{id}", Guarded(DeleteAsync));
        endpoints.MapPost(AdminPaths.Voicemail + "/{box}/resetPin", Guarded(ResetPinAsync));
    }

    private static string Value(HttpContext context, string name) => (string?)context.Request.RouteValues[name] ?? "";

    private static string Actor(HttpContext context) => context.Request.Headers[AdminPaths.AppliedByHeader].ToString();

    private Task GetMessagesAsync(HttpContext context) =>
        voicemail.Messages(Value(context, "box")) is { } messages
            ? Json(context, messages, ApiJson.Default.IReadOnlyListVoiceMessageReply)
            : ErrorAsync(context, StatusCodes.Status404NotFound, "there is no such box");

    private async Task GetAudioAsync(HttpContext context)
    {
        var buffer = new MemoryStream();
        var fault = await voicemail
            .ExportAsync(Value(context, "box"), Value(context, "id"), Actor(context), buffer, context.RequestAborted)
            .ConfigureAwait(false);
        if (buffer.Length == 0 && fault is not null)
        {
            await ErrorAsync(context, StatusCodes.Status404NotFound, fault).ConfigureAwait(false);
            return;
        }
        context.Response.ContentType = "audio/wav";
        buffer.Position = 0;
        await buffer.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task DeleteAsync(HttpContext context)
    {
        if (!await voicemail.DeleteAsync(Value(context, "box"), Value(context, "id"), Actor(context)).ConfigureAwait(false))
        {
            await ErrorAsync(context, StatusCodes.Status404NotFound, "there is no such message").ConfigureAwait(false);
        }
    }

    private async Task ResetPinAsync(HttpContext context)
    {
        if (!await voicemail.ResetPinAsync(Value(context, "box"), Actor(context)).ConfigureAwait(false))
        {
            await ErrorAsync(context, StatusCodes.Status404NotFound, "there is no such box").ConfigureAwait(false);
        }
    }
}
