using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Storage;

namespace Ponte.Server.Api;

/// <summary>How the admin API answers.</summary>
internal static class AdminReply
{
    /// <summary>Answers with a value.</summary>
    public static Task Json<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
    }

    /// <summary>Answers with what is wrong, in words for who asked.</summary>
    public static Task ErrorAsync(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        return Json(context, new ErrorReply(error), ApiJson.Default.ErrorReply);
    }

    /// <summary>A handler whose faults of the database or the disk are told as 503, where the answer has not begun yet.</summary>
    public static RequestDelegate Guarded(Func<HttpContext, Task> handler) =>
        async context =>
        {
            try
            {
                await handler(context).ConfigureAwait(false);
            }
            catch (Exception e)
                when (e is StorageException or SqliteException or IOException or UnauthorizedAccessException && !context.Response.HasStarted
                )
            {
                await ErrorAsync(context, StatusCodes.Status503ServiceUnavailable, e.Message).ConfigureAwait(false);
            }
        };
}
