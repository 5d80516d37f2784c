using System.Globalization;
using Ponte.Pbx.Mail;
using Ponte.Server.Mail;
using static Ponte.Server.Api.AdminReply;

namespace Ponte.Server.Api;

/// <summary>The part of the admin API for mails. Served on the admin socket only, like the rest of it.</summary>
internal sealed class MailApi(MailOutbox outbox)
{
    /// <summary>Adds the paths.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(AdminPaths.Mail, Guarded(GetMailsAsync));
        endpoints.MapPost(AdminPaths.Mail + "/retry", Guarded(PostRetryAsync));
        endpoints.MapPost(AdminPaths.Mail + "/test", PostTestAsync);
        endpoints.MapDelete(AdminPaths.Mail + "/{id}", Guarded(DeleteMailAsync));
    }

    private Task GetMailsAsync(HttpContext context) => Json(context, outbox.List(), ApiJson.Default.IReadOnlyListWaitingMail);

    private Task PostRetryAsync(HttpContext context)
    {
        outbox.RetryAll();
        return GetMailsAsync(context);
    }

    private async Task PostTestAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var mail = new OutgoingMail([query["to"].ToString()], query["subject"].ToString(), query["text"].ToString());
        if (await outbox.TestAsync(mail, context.RequestAborted).ConfigureAwait(false) is { } failure)
        {
            await ErrorAsync(context, StatusCodes.Status503ServiceUnavailable, failure).ConfigureAwait(false);
        }
    }

    private Task DeleteMailAsync(HttpContext context)
    {
        var text = (string?)context.Request.RouteValues["id"];
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        return isNumber && outbox.Delete(id)
            ? Task.CompletedTask
            : ErrorAsync(context, StatusCodes.Status404NotFound, "there is no mail of that number; see: ponte mail list");
    }
}
