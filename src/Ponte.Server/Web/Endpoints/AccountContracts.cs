#pragma warning disable MA0048 // Requests and replies of one group of paths, read together.
using Ponte.Server.Web.Accounts;

namespace Ponte.Server.Web.Endpoints;

/// <summary>An account.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Person">The user whose account it is; empty for nobody's.</param>
/// <param name="HasTotp">Whether it has a second factor.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record AccountReply(string Name, Role Role, string Person, bool HasTotp, DateTimeOffset CreatedAt)
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
/// <param name="Role">What it may do.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Key">The key, once, when it is made; null later.</param>
internal sealed record ApiKeyReply(string Id, string Name, Role Role, string CreatedBy, DateTimeOffset CreatedAt, string? Key)
{
    /// <summary>Of a key.</summary>
    public static ApiKeyReply Of(ApiKey key, string? text = null) => new(key.Id, key.Name, key.Role, key.CreatedBy, key.CreatedAt, text);
}

/// <summary>To make a key.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Role">What it may do: <c>Reader</c>, <c>Supervisor</c>, <c>Administrator</c>.</param>
internal sealed record ApiKeyRequest(string? Name, Role? Role);
