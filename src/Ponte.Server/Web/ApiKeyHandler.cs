using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Ponte.Server.Web;

/// <summary>Programs sign in with each request by <c>Authorization: Bearer ponte_…</c>.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    WebServices services
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The scheme.</summary>
    public new const string Scheme = "key";

    private const string Prefix = "Bearer ";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var key = header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? services.Parts?.Accounts.FindKey(header[Prefix.Length..].Trim())
            : null;
        if (key is null)
        {
            return Task.FromResult(AuthenticateResult.Fail("The key is not known"));
        }
        var identity = new ClaimsIdentity(Access.Claims($"key {key.Name}", key.Role), Scheme);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Access.AnswerAsync(Context, StatusCodes.Status401Unauthorized);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Access.AnswerAsync(Context, StatusCodes.Status403Forbidden);
}
