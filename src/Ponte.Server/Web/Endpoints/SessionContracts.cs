#pragma warning disable MA0048 // Requests and replies of one group of paths, read together.
using System.Security.Claims;
using Ponte.Server.Web.Accounts;

namespace Ponte.Server.Web.Endpoints;

/// <summary>Who is signed in.</summary>
/// <param name="User">The account, or the program's key.</param>
/// <param name="Name">The name of the user whose account it is; null for nobody's.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Person">The key of the user whose account it is; null for nobody's.</param>
/// <param name="HasTotp">Whether it has a second factor.</param>
/// <param name="Company">The company's name; null where no document is in force.</param>
/// <param name="Language">The company's language; null where no document is in force.</param>
/// <param name="Version">The server's version.</param>
internal sealed record SessionReply(
    string User,
    string? Name,
    Role Role,
    string? Person,
    bool HasTotp,
    string? Company,
    string? Language,
    string Version
)
{
    /// <summary>For whoever is signed in.</summary>
    public static SessionReply Of(ClaimsPrincipal principal, WebParts parts)
    {
        if (parts.Accounts.Find(Access.NameOf(principal)) is { } account)
        {
            return Of(account, parts);
        }
        _ = Enum.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role);
        return Of(Access.NameOf(principal), role, "", false, parts);
    }

    /// <summary>For an account.</summary>
    public static SessionReply Of(Account account, WebParts parts) =>
        Of(account.Name, account.Role, account.Person, account.Totp.Length > 0, parts);

    private static SessionReply Of(string user, Role role, string person, bool hasTotp, WebParts parts)
    {
        var document = parts.Documents.Current?.Document;
        var owner = document?.Users.FirstOrDefault(u => u.Id.Equals(person, StringComparison.Ordinal));
        return new SessionReply(
            user,
            owner?.Name,
            role,
            owner?.Id,
            hasTotp,
            document?.Company.Name,
            document?.Company.Language,
            Hosting.ServerHost.Version
        );
    }
}

/// <summary>To sign in.</summary>
/// <param name="User">The account.</param>
/// <param name="Password">Its password.</param>
/// <param name="Code">The code of its second factor, where it has one.</param>
internal sealed record SignInRequest(string? User, string? Password, string? Code);

/// <summary>To make the first administrator.</summary>
/// <param name="Token">The word that the server printed.</param>
/// <param name="User">The account.</param>
/// <param name="Password">Its password.</param>
internal sealed record SetupRequest(string? Token, string? User, string? Password);

/// <summary>To change one's own password.</summary>
/// <param name="Current">The password of now.</param>
/// <param name="Password">The new one.</param>
internal sealed record PasswordRequest(string? Current, string? Password);

/// <summary>A secret for an authenticator.</summary>
/// <param name="Secret">In Base32.</param>
/// <param name="Link">For a QR code.</param>
internal sealed record TotpReply(string Secret, string Link);

/// <summary>To put a second factor in force.</summary>
/// <param name="Password">One's own password.</param>
/// <param name="Secret">The secret; empty to have none any more.</param>
/// <param name="Code">The authenticator's first code.</param>
internal sealed record TotpRequest(string? Password, string? Secret, string? Code);

/// <summary>What is wrong with the fields of an account.</summary>
internal static class AccountFields
{
    /// <summary>The faults; empty where there are none.</summary>
    public static List<FieldProblem> Faults(string? name, string? password)
    {
        var faults = new List<FieldProblem>();
        if (AccountBook.FaultOfName(name ?? "") is { } ofName)
        {
            faults.Add(FieldProblem.Of("user", ofName));
        }
        if (AccountBook.FaultOfPassword(password ?? "") is { } ofPassword)
        {
            faults.Add(FieldProblem.Of("password", ofPassword));
        }
        return faults;
    }
}
