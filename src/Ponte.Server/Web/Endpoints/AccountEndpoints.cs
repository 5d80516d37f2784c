using System.Globalization;
using Ponte.Server.Web.Accounts;
using Ponte.Server.Web.Audit;

namespace Ponte.Server.Web.Endpoints;

/// <summary>Accounts, keys of programs, and who changed what.</summary>
internal static class AccountEndpoints
{
    private const int MaxName = 100;
    private const int DefaultRows = 50;

    /// <summary>Adds the paths.</summary>
    public static void Map(RouteGroupBuilder api, WebParts parts)
    {
        var accounts = api.MapGroup("/accounts").RequireAuthorization(Access.Administer);
        accounts.MapGet("", () => parts.Accounts.Accounts.Select(AccountReply.Of)).WithSummary("Who can sign in");
        accounts
            .MapPost("", (AccountRequest request, HttpContext c) => Add(request, c, parts))
            .Produces<AccountReply>(StatusCodes.Status201Created)
            .WithSummary("Makes an account");
        accounts
            .MapPut("/{name}", (string name, AccountRequest request, HttpContext c) => Change(name, request, c, parts))
            .Produces<AccountReply>()
            .WithSummary("Changes an account; its sessions end");
        accounts.MapDelete("/{name}", (string name, HttpContext c) => Remove(name, c, parts)).WithSummary("Takes an account away");
        var keys = api.MapGroup("/apikeys").RequireAuthorization(Access.Administer);
        keys.MapGet("", () => parts.Accounts.Keys.Select(k => ApiKeyReply.Of(k))).WithSummary("Keys of programs");
        keys.MapPost("", (ApiKeyRequest request, HttpContext c) => AddKey(request, c, parts))
            .Produces<ApiKeyReply>(StatusCodes.Status201Created)
            .WithSummary("Makes a key, which is shown this once");
        keys.MapDelete("/{id}", (string id, HttpContext c) => RemoveKey(id, c, parts)).WithSummary("Takes a key away");
        api.MapGet("/audit", (string? after, int? limit) => Audit(after, limit, parts))
            .RequireAuthorization(Access.Administer)
            .Produces<PageOf<AuditReply>>()
            .WithSummary("Who changed what, the newest first");
    }

    private static IResult Add(AccountRequest request, HttpContext context, WebParts parts)
    {
        var faults = AccountFields.Faults(request.User, request.Password);
        if (FaultOfPerson(request.Person, parts) is { } ofPerson)
        {
            faults.Add(ofPerson);
        }
        if (faults.Count > 0)
        {
            return Problems.Fields(StatusCodes.Status422UnprocessableEntity, "The account was not made", faults);
        }
        var role = request.Role ?? Role.User;
        if (parts.Accounts.Add(request.User!, request.Password!, role, request.Person ?? "") is not { } account)
        {
            return Problems.Field(StatusCodes.Status409Conflict, "user", "is taken; give another name");
        }
        parts.Audit.Add(Access.NameOf(context.User), "account.add", account.Name, null, Told(account));
        return Results.Created($"/api/v1/accounts/{account.Name}", AccountReply.Of(account));
    }

    private static IResult Change(string name, AccountRequest request, HttpContext context, WebParts parts)
    {
        if (parts.Accounts.Find(name) is not { } before)
        {
            return NoSuchAccount();
        }
        var faults = new List<FieldProblem>();
        if (request.Password is { } password && AccountBook.FaultOfPassword(password) is { } fault)
        {
            faults.Add(FieldProblem.Of("password", fault));
        }
        if (FaultOfPerson(request.Person, parts) is { } ofPerson)
        {
            faults.Add(ofPerson);
        }
        if (faults.Count > 0)
        {
            return Problems.Fields(StatusCodes.Status422UnprocessableEntity, "The account was not changed", faults);
        }
        var after = before with
        {
            Role = request.Role ?? before.Role,
            Person = request.Person ?? before.Person,
            Totp = request.ResetTotp ? "" : before.Totp,
            Stamp = AccountBook.NewStamp(),
        };
        after = request.Password is null ? after : parts.Accounts.WithPassword(after, request.Password);
        if (!parts.Accounts.Change(after))
        {
            return LastAdministrator();
        }
        parts.Audit.Add(Access.NameOf(context.User), "account.change", after.Name, Told(before), Told(after));
        return Results.Ok(AccountReply.Of(after));
    }

    private static IResult Remove(string name, HttpContext context, WebParts parts)
    {
        if (parts.Accounts.Find(name) is not { } account)
        {
            return NoSuchAccount();
        }
        if (!parts.Accounts.Remove(name))
        {
            return LastAdministrator();
        }
        parts.Audit.Add(Access.NameOf(context.User), "account.remove", account.Name, Told(account));
        return Results.NoContent();
    }

    private static IResult AddKey(ApiKeyRequest request, HttpContext context, WebParts parts)
    {
        if (request.Name is not { Length: > 0 and <= MaxName } name)
        {
            return Problems.Field(StatusCodes.Status422UnprocessableEntity, "name", "is missing or too long; say what the key is for");
        }
        if (KeyScopes.RoleOf(request.Scopes ?? []) is not { } role)
        {
            return Problems.Field(
                StatusCodes.Status422UnprocessableEntity,
                "scopes",
                $"is missing or unknown; give some of {KeyScopes.Read}, {KeyScopes.Command}, {KeyScopes.Administer}"
            );
        }
        var who = Access.NameOf(context.User);
        var (key, text) = parts.Accounts.AddKey(name, role, who);
        parts.Audit.Add(who, "apikey.add", key.Name, null, key.Role.ToString());
        return Results.Created($"/api/v1/apikeys/{key.Id}", ApiKeyReply.Of(key, text));
    }

    private static IResult RemoveKey(string id, HttpContext context, WebParts parts)
    {
        if (parts.Accounts.RemoveKey(id) is not { } key)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "There is no such key");
        }
        parts.Audit.Add(Access.NameOf(context.User), "apikey.remove", key.Name, key.Role.ToString());
        return Results.NoContent();
    }

    private static IResult Audit(string? after, int? limit, WebParts parts)
    {
        var isNumber = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var before);
        var rows = Math.Clamp(limit ?? DefaultRows, 1, AuditLog.MaxRows);
        var entries = parts.Audit.List(isNumber ? before : null, rows);
        var next = entries.Count == rows ? entries[^1].Id.ToString(CultureInfo.InvariantCulture) : null;
        return Results.Ok(new PageOf<AuditReply>([.. entries.Select(Reply)], next));
    }

    private static AuditReply Reply(AuditEntry entry) =>
        new(entry.Id.ToString(CultureInfo.InvariantCulture), entry.At, entry.Who, entry.Action, entry.Target, entry.Before, entry.After);

    private static FieldProblem? FaultOfPerson(string? person, WebParts parts) =>
        string.IsNullOrEmpty(person)
        || parts.Documents.Current?.Document.Users.Any(u => u.Id.Equals(person, StringComparison.Ordinal)) == true
            ? null
            : FieldProblem.Of("person", "is no user of the company; give the key of one");

    private static string Told(Account account) =>
        $"{account.Role}{(account.Person.Length > 0 ? $", {account.Person}" : "")}{(account.Totp.Length > 0 ? ", TOTP" : "")}";

    private static IResult NoSuchAccount() => Problems.Of(StatusCodes.Status404NotFound, "There is no such account");

    private static IResult LastAdministrator() =>
        Problems.Of(StatusCodes.Status409Conflict, "Nobody would administer any more; make another administrator first");
}
