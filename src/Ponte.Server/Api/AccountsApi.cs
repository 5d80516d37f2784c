using System.Text.Json;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Web.Accounts;
using static Ponte.Server.Api.AdminReply;

namespace Ponte.Server.Api;

/// <summary>The part of the admin API for accounts: a way in for who has the machine and lost the password.</summary>
internal sealed class AccountsApi(AccountBook accounts)
{
    /// <summary>Adds the paths.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(AdminPaths.Accounts, GetAsync);
        endpoints.MapPut(AdminPaths.Accounts + "/{name}", PutAsync);
        endpoints.MapDelete(AdminPaths.Accounts + "/{name}", DeleteAsync);
    }

    private Task GetAsync(HttpContext context)
    {
        IReadOnlyList<AccountStatus> all =
        [
            .. accounts.Accounts.Select(a => new AccountStatus(a.Name, a.Role.ToString(), a.Person, a.Totp.Length > 0)),
        ];
        return Json(context, all, ApiJson.Default.IReadOnlyListAccountStatus);
    }

    private async Task PutAsync(HttpContext context)
    {
        var name = Name(context);
        var wish = await JsonSerializer
            .DeserializeAsync(context.Request.Body, ApiJson.Default.AccountWish, context.RequestAborted)
            .ConfigureAwait(false);
        var fault =
            AccountBook.FaultOfName(name) is { } ofName ? $"{name} {ofName}"
            : AccountBook.FaultOfPassword(wish?.Password ?? "") is { } ofPassword ? $"the password {ofPassword}"
            : Enum.TryParse<Role>(wish!.Role, ignoreCase: true, out var role) && Enum.IsDefined(role) ? null
            : $"there is no role {wish.Role}; give one of {string.Join(", ", Enum.GetNames<Role>())}";
        if (fault is not null)
        {
            await ErrorAsync(context, StatusCodes.Status422UnprocessableEntity, fault).ConfigureAwait(false);
            return;
        }
        var wanted = Enum.Parse<Role>(wish!.Role, ignoreCase: true);
        var isDone = accounts.Find(name) is { } before
            ? accounts.Change(accounts.WithPassword(before with { Role = wanted, Person = wish.Person, Totp = "" }, wish.Password))
            : accounts.Add(name, wish.Password, wanted, wish.Person) is not null;
        if (!isDone)
        {
            await ErrorAsync(context, StatusCodes.Status409Conflict, "nobody would administer any more; make another administrator first")
                .ConfigureAwait(false);
        }
    }

    private Task DeleteAsync(HttpContext context) =>
        accounts.Find(Name(context)) is null ? ErrorAsync(context, StatusCodes.Status404NotFound, "there is no account of that name")
        : accounts.Remove(Name(context)) ? Task.CompletedTask
        : ErrorAsync(context, StatusCodes.Status409Conflict, "nobody would administer any more; make another administrator first");

    private static string Name(HttpContext context) => (string?)context.Request.RouteValues["name"] ?? "";
}
