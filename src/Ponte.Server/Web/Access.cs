using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Ponte.Server.Web.Accounts;

namespace Ponte.Server.Web;

/// <summary>Who may do what: cookies of people, keys of programs, and the policies of the API.</summary>
internal static class Access
{
    /// <summary>Looks at everything but accounts.</summary>
    public const string See = "see";

    /// <summary>Ends calls and switches calendars.</summary>
    public const string Command = "command";

    /// <summary>Changes the company and the accounts.</summary>
    public const string Administer = "administer";

    /// <summary>A person with an account, for what is the person's own.</summary>
    public const string Person = "person";

    private const string Scheme = "ponte";
    private const string StampClaim = "stamp";
    private const string PersonClaim = "person";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>Adds sign-in and policies.</summary>
    public static void Add(IServiceCollection services, string keyFolder, bool isSecure)
    {
        services.AddDataProtection().PersistKeysToFileSystem(Directory.CreateDirectory(keyFolder)).SetApplicationName("ponte");
        services
            .AddAuthentication(Scheme)
            .AddPolicyScheme(
                Scheme,
                null,
                o =>
                    o.ForwardDefaultSelector = c =>
                        c.Request.Headers.Authorization.Count > 0 ? ApiKeyHandler.Scheme : CookieAuthenticationDefaults.AuthenticationScheme
            )
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null)
            .AddCookie(o =>
            {
                o.Cookie.Name = isSecure ? "__Host-ponte" : "ponte";
                o.Cookie.HttpOnly = true;
                o.Cookie.SameSite = SameSiteMode.Strict;
                o.Cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
                o.ExpireTimeSpan = Lifetime;
                o.SlidingExpiration = true;
                o.Events.OnRedirectToLogin = c => AnswerAsync(c.HttpContext, StatusCodes.Status401Unauthorized);
                o.Events.OnRedirectToAccessDenied = c => AnswerAsync(c.HttpContext, StatusCodes.Status403Forbidden);
                o.Events.OnValidatePrincipal = ValidateAsync;
            });
        services
            .AddAuthorizationBuilder()
            .AddPolicy(See, p => p.RequireRole(Names(Role.Reader, Role.Supervisor, Role.Administrator)))
            .AddPolicy(Command, p => p.RequireRole(Names(Role.Supervisor, Role.Administrator)))
            .AddPolicy(Administer, p => p.RequireRole(Names(Role.Administrator)))
            .AddPolicy(Person, p => p.RequireAuthenticatedUser());
    }

    /// <summary>An answer for who is not signed in, or may not.</summary>
    public static Task AnswerAsync(HttpContext context, int status) =>
        Problems
            .Of(status, status == StatusCodes.Status401Unauthorized ? "Sign in first" : "Your role does not allow this")
            .ExecuteAsync(context);

    /// <summary>Signs an account in.</summary>
    public static Task SignInAsync(HttpContext context, Account account) =>
        context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            PrincipalOf(account, CookieAuthenticationDefaults.AuthenticationScheme),
            new AuthenticationProperties { IsPersistent = false }
        );

    /// <summary>Signs out.</summary>
    public static Task SignOutAsync(HttpContext context) => context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);

    /// <summary>The user of the company document whose account this is; empty for nobody's.</summary>
    public static string PersonOf(ClaimsPrincipal principal) => principal.FindFirstValue(PersonClaim) ?? "";

    /// <summary>Who it is, for the audit.</summary>
    public static string NameOf(ClaimsPrincipal principal) => principal.Identity?.Name ?? "";

    /// <summary>The claims of a role.</summary>
    public static Claim[] Claims(string name, Role role) => [new(ClaimTypes.Name, name), new(ClaimTypes.Role, role.ToString())];

    private static ClaimsPrincipal PrincipalOf(Account account, string scheme) =>
        new(
            new ClaimsIdentity(
                [.. Claims(account.Name, account.Role), new Claim(StampClaim, account.Stamp), new Claim(PersonClaim, account.Person)],
                scheme
            )
        );

    /// <summary>A session ends with its account, and with a change of password or role.</summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var parts = context.HttpContext.RequestServices.GetRequiredService<WebServices>().Parts;
        var account = parts?.Accounts.Find(context.Principal?.Identity?.Name ?? "");
        if (account is null || !string.Equals(account.Stamp, context.Principal!.FindFirstValue(StampClaim), StringComparison.Ordinal))
        {
            context.RejectPrincipal();
            await SignOutAsync(context.HttpContext).ConfigureAwait(false);
        }
    }

    private static string[] Names(params ReadOnlySpan<Role> roles)
    {
        var names = new string[roles.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = roles[i].ToString();
        }
        return names;
    }
}
