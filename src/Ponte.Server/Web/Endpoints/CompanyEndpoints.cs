using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ponte.Pbx.Document;

namespace Ponte.Server.Web.Endpoints;

/// <summary>The company document: whole, by its entries, tried before it is put in force, and by its versions.</summary>
internal static class CompanyEndpoints
{
    private const int MaxVersions = 500;
    private const int DefaultVersions = 50;

    /// <summary>Adds the paths.</summary>
    public static void Map(RouteGroupBuilder api, WebParts parts)
    {
        var see = api.MapGroup("/company").RequireAuthorization(Access.See);
        see.MapGet("", (HttpContext context) => Results.Ok(Reply(context, parts)))
            .Produces<CompanyReply>()
            .WithSummary("The document in force as JSON; its version is the ETag");
        see.MapGet("/yaml", () => Yaml(parts)).WithSummary("The document in force as YAML, secrets masked");
        see.MapGet("/versions", (int? limit) => Versions(limit, parts)).Produces<IReadOnlyList<VersionReply>>().WithSummary("Its versions");
        see.MapGet("/versions/{first:int}/diff/{second:int}", (int first, int second) => Difference(first, second, parts))
            .Produces<ImmutableArray<DocumentChange>>()
            .WithSummary("How two versions differ");
        see.MapGet("/{section}/{name}", (string section, string name, HttpContext context) => Find(section, name, context, parts))
            .Produces<JsonObject>()
            .WithSummary("One entry of a section");
        var change = api.MapGroup("/company").RequireAuthorization(Access.Administer);
        change
            .MapPost("/preview", (JsonObject request) => Preview(request, parts))
            .Produces<ChangeResult>()
            .WithSummary("What a change would do, or what is wrong with it");
        change.MapPut("/yaml", (Delegate)((HttpContext context) => PutYamlAsync(context, parts))).WithSummary("Puts a document in force");
        change
            .MapPut("/{section}", (string section, JsonNode? value, HttpContext c) => ChangeAsync(section, null, value, c, parts))
            .Produces<ChangeResult>()
            .WithSummary("Changes a section that is no list of entries, or all of one; If-Match is the version it was made for");
        change
            .MapPut(
                "/{section}/{name}",
                (string section, string name, JsonNode? value, HttpContext c) => ChangeAsync(section, name, value, c, parts)
            )
            .Produces<ChangeResult>()
            .WithSummary("Adds or changes an entry; If-Match is the version it was made for (412 where another came between)");
        change
            .MapDelete("/{section}/{name}", (string section, string name, HttpContext c) => ChangeAsync(section, name, null, c, parts))
            .Produces<ChangeResult>()
            .WithSummary("Takes an entry away");
        change
            .MapPost("/versions/{version:int}/restore", (int version, HttpContext c) => RestoreAsync(version, c, parts))
            .Produces<ChangeResult>()
            .WithSummary("Puts an older version in force again, as a new one");
    }

    private static CompanyReply Reply(HttpContext context, WebParts parts)
    {
        var current = parts.Documents.Current;
        context.Response.Headers.ETag = Tag(current?.Version ?? 0);
        return current is null
            ? new CompanyReply(0, null, null, [])
            : new CompanyReply(current.Version, current.AppliedBy, current.AppliedAt, DocumentText.ToJson(current.Document));
    }

    private static IResult Find(string section, string name, HttpContext context, WebParts parts)
    {
        var current = parts.Documents.Current;
        context.Response.Headers.ETag = Tag(current?.Version ?? 0);
        var entry = current is null ? null : (DocumentText.ToJson(current.Document)[section] as JsonObject)?[name];
        return entry is null ? Problems.Of(StatusCodes.Status404NotFound, "There is no such entry") : Results.Ok(entry);
    }

    private static IResult Yaml(WebParts parts) =>
        Results.Text(parts.Documents.Current is { } current ? DocumentText.Print(current.Document) : "", "application/yaml", Encoding.UTF8);

    private static IResult Versions(int? limit, WebParts parts) =>
        Results.Ok(
            parts
                .Versions.Versions(Math.Clamp(limit ?? DefaultVersions, 1, MaxVersions))
                .Select(v => new VersionReply(v.Version, v.AppliedBy, v.AppliedAt))
        );

    private static IResult Difference(int first, int second, WebParts parts) =>
        Stored(first, parts) is { } before && Stored(second, parts) is { } after
            ? Results.Ok(DocumentText.Compare(before, after))
            : NoSuchVersion();

    private static CompanyDocument? Stored(int version, WebParts parts) =>
        parts.Versions.Find(version) is { } stored ? DocumentText.Read(stored.Text).Document : null;

    private static IResult NoSuchVersion() =>
        Problems.Of(StatusCodes.Status404NotFound, "There is no such version, or this program cannot read it any more");

    /// <summary>Tries a whole document, a change <c>{ section, name, value }</c> of the one in force, or <c>{ yaml }</c>.</summary>
    private static IResult Preview(JsonObject request, WebParts parts)
    {
        var current = parts.Documents.Current;
        var text =
            Text(request, "yaml")
            ?? (
                Text(request, "section") is { } section
                    ? Edited(current?.Document, section, Text(request, "name"), request["value"])
                    : request.ToJsonString()
            );
        var result = ChangeResult.Of(parts.Documents.Compare(text), current?.Version ?? 0);
        return result.Errors.Count > 0 ? Refused(result) : Results.Ok(result);
    }

    private static string? Text(JsonObject request, string key) =>
        request[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static IResult Refused(ChangeResult result) =>
        Problems.Fields(StatusCodes.Status422UnprocessableEntity, "The change cannot be put in force", result.Errors);

    private static async Task<IResult> PutYamlAsync(HttpContext context, WebParts parts)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        return await ApplyAsync(_ => text, Expected(context), "yaml", context, parts).ConfigureAwait(false);
    }

    private static Task<IResult> ChangeAsync(string section, string? name, JsonNode? value, HttpContext context, WebParts parts) =>
        Expected(context) is { } expected
            ? ApplyAsync(d => Edited(d, section, name, value), expected, name is null ? section : $"{section}.{name}", context, parts)
            : Task.FromResult(
                Problems.Of(StatusCodes.Status428PreconditionRequired, "Give If-Match with the version that the change was made for")
            );

    private static Task<IResult> RestoreAsync(int version, HttpContext context, WebParts parts) =>
        parts.Versions.Find(version) is { } stored
            ? ApplyAsync(_ => stored.Text, Expected(context), $"version {version}", context, parts)
            : Task.FromResult(NoSuchVersion());

    private static async Task<IResult> ApplyAsync(
        Func<CompanyDocument?, string> edit,
        int? expected,
        string target,
        HttpContext context,
        WebParts parts
    )
    {
        var who = Access.NameOf(context.User);
        var reply = await parts.Documents.ChangeAsync(edit, expected, who, context.RequestAborted).ConfigureAwait(false);
        var version = parts.Documents.Current?.Version ?? 0;
        context.Response.Headers.ETag = Tag(version);
        if (reply.IsConflict)
        {
            return Problems.Of(
                StatusCodes.Status412PreconditionFailed,
                "Somebody else changed the company meanwhile; look at the change, and make yours again"
            );
        }
        var result = ChangeResult.Of(reply, version);
        if (result.Errors.Count > 0)
        {
            return Refused(result);
        }
        if (!result.Changes.IsEmpty)
        {
            parts.Audit.Add(who, "company.change", target, null, string.Join('\n', reply.Changes));
        }
        return Results.Ok(result);
    }

    /// <summary>The document as JSON with one entry set or taken away; the reader takes it as it takes YAML.</summary>
    public static string Edited(CompanyDocument? document, string section, string? name, JsonNode? value)
    {
        var whole = document is null ? [] : DocumentText.ToJson(document);
        if (name is null)
        {
            Set(whole, section, value);
            return whole.ToJsonString();
        }
        if (whole[section] is not JsonObject entries)
        {
            whole[section] = entries = [];
        }
        Set(entries, name, value);
        if (entries.Count == 0)
        {
            whole.Remove(section);
        }
        return whole.ToJsonString();
    }

    private static void Set(JsonObject parent, string key, JsonNode? value)
    {
        if (value is null)
        {
            parent.Remove(key);
        }
        else
        {
            parent[key] = value.DeepClone();
        }
    }

    private static int? Expected(HttpContext context)
    {
        var tag = context.Request.Headers.IfMatch.ToString().Trim('"');
        return tag.StartsWith('v') && int.TryParse(tag.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
    }

    private static string Tag(int version) => string.Create(CultureInfo.InvariantCulture, $"\"v{version}\"");
}
