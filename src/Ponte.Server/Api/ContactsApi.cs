using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Directories;
using Ponte.Server.Directories.Csv;
using Ponte.Server.Hosting;
using Ponte.Server.Storage;
using static Ponte.Server.Api.AdminReply;

namespace Ponte.Server.Api;

/// <summary>The part of the admin API for address books and names. Served on the admin socket only, like the rest of it.</summary>
internal sealed class ContactsApi(ContactService contacts, ITelephony telephony)
{
    private const int MaxFound = 1_000;
    private const int DefaultFound = 20;

    /// <summary>Adds the paths.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(AdminPaths.Directories, Guarded(GetDirectoriesAsync));
        endpoints.MapGet(AdminPaths.Contacts, Guarded(GetContactsAsync));
        endpoints.MapGet(AdminPaths.Names + "/{number}", Guarded(GetNameAsync));
        endpoints.MapGet(AdminPaths.Books + "/{book}", Guarded(GetBookAsync));
        endpoints.MapPost(AdminPaths.Books + "/{book}", Guarded(PostBookAsync));
        endpoints.MapDelete(AdminPaths.Books + "/{book}", Guarded(DeleteBookAsync));
    }

    private static string Route(HttpContext context, string name) => (string?)context.Request.RouteValues[name] ?? "";

    /// <summary>The directories of the document in its order, then the books that no directory of it has.</summary>
    private Task GetDirectoriesAsync(HttpContext context)
    {
        var books = contacts.Books().ToDictionary(b => b.Name, StringComparer.Ordinal);
        var directories = DirectorySources.Describe(telephony.Directories());
        var known = directories.Select(d => books.Remove(d.Name, out var book) ? With(d, book) : d);
        var others = books.Values.Select(b => With(new DirectoryReply(b.Name, "csv", HealthState.Unknown, ""), b));
        ImmutableArray<DirectoryReply> all = [.. known.ToList(), .. others];
        return Json(context, all, ApiJson.Default.ImmutableArrayDirectoryReply);
    }

    private static DirectoryReply With(DirectoryReply directory, ContactBook book) =>
        directory with
        {
            Contacts = book.Contacts,
            Numbers = book.Numbers,
            File = book.File,
            ImportedBy = book.ImportedBy,
            ImportedAt = book.ImportedAt,
        };

    private Task GetContactsAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var isLimit = int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var limit);
        var book = query["book"].ToString() is { Length: > 0 } name ? name : null;
        var found = contacts.Search(query["text"].ToString(), book, isLimit ? Math.Clamp(limit, 1, MaxFound) : DefaultFound);
        ImmutableArray<ContactReply> reply =
        [
            .. found.Select(f => new ContactReply(f.Book, f.Contact.Name, f.Contact.Organisation, f.Contact.Numbers)),
        ];
        return Json(context, reply, ApiJson.Default.ImmutableArrayContactReply);
    }

    private async Task GetNameAsync(HttpContext context)
    {
        var entry = await telephony.FindNameAsync(Route(context, "number"), context.RequestAborted).ConfigureAwait(false);
        await (
            entry is null
                ? ErrorAsync(context, StatusCodes.Status404NotFound, "no directory knows the number")
                : Json(context, new NameReply(entry.Number, entry.Name, entry.Source), ApiJson.Default.NameReply)
        ).ConfigureAwait(false);
    }

    private async Task GetBookAsync(HttpContext context)
    {
        if (contacts.Contacts(Route(context, "book")) is not { } book)
        {
            await ErrorAsync(context, StatusCodes.Status404NotFound, $"there is no address book {Route(context, "book")}")
                .ConfigureAwait(false);
            return;
        }
        context.Response.ContentType = "text/csv; charset=utf-8";
        await using var output = new StreamWriter(context.Response.Body, new UTF8Encoding(false), bufferSize: 32 * 1024, leaveOpen: true);
        var csv = new ContactCsvWriter(output);
        await csv.BeginAsync().ConfigureAwait(false);
        foreach (var contact in book)
        {
            await csv.WriteAsync(contact).ConfigureAwait(false);
            context.RequestAborted.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Answers while it reads: one line for each bit of progress, and one for the end.</summary>
    private async Task PostBookAsync(HttpContext context)
    {
        // The size is bounded where the file is received, with words for a person.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        context.Response.ContentType = "application/x-ndjson; charset=utf-8";
        var query = context.Request.Query;
        var request = new ImportRequest(
            Route(context, "book"),
            query["file"].ToString(),
            context.Request.Headers[AdminPaths.AppliedByHeader].ToString(),
            string.Equals(query["preview"], "true", StringComparison.Ordinal)
        );
        try
        {
            var reply = await contacts
                .ImportAsync(
                    request,
                    context.Request.Body,
                    p => LineAsync(context, new ImportMessage(p, null, null)),
                    context.RequestAborted
                )
                .ConfigureAwait(false);
            await LineAsync(context, new ImportMessage(null, reply, null)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StorageException or IOException)
        {
            await LineAsync(context, new ImportMessage(null, null, e.Message)).ConfigureAwait(false);
        }
    }

    private static async Task LineAsync(HttpContext context, ImportMessage message)
    {
        var body = context.Response.BodyWriter;
        await JsonSerializer.SerializeAsync(body, message, ApiJson.Default.ImportMessage, context.RequestAborted).ConfigureAwait(false);
        await body.WriteAsync("\n"u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
    }

    private async Task DeleteBookAsync(HttpContext context)
    {
        if (!await contacts.RemoveAsync(Route(context, "book"), context.RequestAborted).ConfigureAwait(false))
        {
            await ErrorAsync(context, StatusCodes.Status404NotFound, $"there is no address book {Route(context, "book")}")
                .ConfigureAwait(false);
        }
    }
}
