#pragma warning disable MA0048 // Requests and replies of one group of paths, read together.
using Ponte.Server.Web.Accounts;

namespace Ponte.Server.Web.Endpoints;

/// <summary>An account.</summary>
/// <param name="User">Its name.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Person">The user whose account it is; empty for nobody's.</param>
/// <param name="HasTotp">Whether it has a second factor.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record AccountReply(string User, Role Role, string Person, bool HasTotp, DateTimeOffset CreatedAt)
{
    /// <summary>Of an account.</summary>
    public static AccountReply Of(Account account) =>
        new(account.Name, account.Role, account.Person, account.Totp.Length > 0, account.CreatedAt);
}

/// <summary>To make or change an account.</summary>
/// <param name="User">Its name; of a new one.</param>
/// <param name="Password">Its password; null: as it is.</param>
/// <param name="Role">What it may do; null: as it is.</param>
/// <param name="Person">The user whose account it is; null: as it is, empty: nobody's.</param>
/// <param name="ResetTotp">Takes the second factor away, for somebody who lost it.</param>
internal sealed record AccountRequest(string? User, string? Password, Role? Role, string? Person, bool ResetTotp = false);

/// <summary>A key of a program.</summary>
/// <param name="Id">Its public part.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Key">The key, once, when it is made; null later.</param>
internal sealed record ApiKeyReply(
    string Id,
    string Name,
    IReadOnlyList<string> Scopes,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    string? Key
)
{
    /// <summary>Of a key.</summary>
    public static ApiKeyReply Of(ApiKey key, string? text = null) =>
        new(key.Id, key.Name, KeyScopes.Of(key.Role), key.CreatedBy, key.CreatedAt, text);
}

/// <summary>To make a key.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may do: see <see cref="KeyScopes"/>.</param>
internal sealed record ApiKeyRequest(string? Name, IReadOnlyList<string>? Scopes);

/// <summary>What keys of programs may do; each scope holds those before it.</summary>
internal static class KeyScopes
{
    /// <summary>Looks at everything but accounts.</summary>
    public const string Read = "read";

    /// <summary>Ends calls, calls for users, switches calendars.</summary>
    public const string Command = "command";

    /// <summary>Changes the company and the accounts.</summary>
    public const string Administer = "administer";

    /// <summary>The role of scopes; null where one of them is none, or there is none.</summary>
    public static Role? RoleOf(IReadOnlyList<string> scopes) =>
        scopes.Count == 0 || scopes.Any(s => s is not (Read or Command or Administer)) ? null
        : scopes.Contains(Administer, StringComparer.Ordinal) ? Role.Administrator
        : scopes.Contains(Command, StringComparer.Ordinal) ? Role.Supervisor
        : Role.Reader;

    /// <summary>The scopes of a role.</summary>
    public static IReadOnlyList<string> Of(Role role) =>
        role switch
        {
            Role.Administrator => [Read, Command, Administer],
            Role.Supervisor => [Read, Command],
            _ => [Read],
        };
}

/// <summary>A change that somebody made.</summary>
/// <param name="Id">In the order of the changes.</param>
/// <param name="At">When; UTC.</param>
/// <param name="By">The account, or the program's key.</param>
/// <param name="Action">What was done: <c>company.change</c>, <c>account.add</c> …</param>
/// <param name="Subject">To what.</param>
/// <param name="Before">How it was; null where it was not there.</param>
/// <param name="After">How it is; null where it is gone.</param>
internal sealed record AuditReply(string Id, DateTimeOffset At, string By, string Action, string Subject, string? Before, string? After);
