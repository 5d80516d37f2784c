using Ponte.Server.Web.Accounts;

namespace Ponte.Server.Web.Endpoints;

/// <summary>Sign-in, sign-out, the first administrator, and one's own password and second factor.</summary>
internal static class SessionEndpoints
{
    /// <summary>Adds the paths.</summary>
    public static void Map(RouteGroupBuilder api, WebParts parts)
    {
        api.MapGet("/session", (HttpContext context) => Who(context, parts))
            .Produces<SessionReply>()
            .WithSummary("Who is signed in; 401 for nobody, and whether the first administrator is still to be made");
        api.MapPost("/session", (SignInRequest request, HttpContext context) => SignInAsync(request, context, parts))
            .Produces<SessionReply>()
            .WithSummary("Signs in; after failures one has to wait (429)");
        api.MapDelete(
                "/session",
                async (HttpContext context) =>
                {
                    await Access.SignOutAsync(context).ConfigureAwait(false);
                    return Results.NoContent();
                }
            )
            .WithSummary("Signs out");
        api.MapPost("/setup", (SetupRequest request, HttpContext context) => SetUpAsync(request, context, parts))
            .Produces<SessionReply>()
            .WithSummary("Makes the first administrator by the word that the server printed");
        var own = api.MapGroup("/session").RequireAuthorization(Access.Person);
        own.MapPost("/password", (PasswordRequest request, HttpContext context) => ChangePasswordAsync(request, context, parts))
            .WithSummary("Changes one's own password; other sessions end");
        own.MapPost("/totp", (HttpContext context) => NewSecret(context))
            .Produces<TotpReply>()
            .WithSummary("A secret for an authenticator, not in force yet");
        own.MapPut("/totp", (TotpRequest request, HttpContext context) => SetTotpAsync(request, context, parts))
            .WithSummary("Puts a second factor in force by its first code, or takes it away by an empty secret");
    }

    private static IResult Who(HttpContext context, WebParts parts) =>
        context.User.Identity?.IsAuthenticated == true
            ? Results.Ok(SessionReply.Of(context.User, parts))
            : Results.Problem(
                title: "Sign in first",
                statusCode: StatusCodes.Status401Unauthorized,
                extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["needsSetup"] = parts.Accounts.IsEmpty,
                    ["errors"] = Array.Empty<FieldProblem>(),
                }
            );

    private static async Task<IResult> SignInAsync(SignInRequest request, HttpContext context, WebParts parts)
    {
        var (address, name) = (context.Connection.RemoteIpAddress?.ToString() ?? "", AccountBook.NameOf(request.User ?? ""));
        if (parts.Guard.WaitOf(address, name) is { Ticks: > 0 } wait)
        {
            context.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds):0}";
            return Problems.Of(StatusCodes.Status429TooManyRequests, $"Too many failures; wait {Math.Ceiling(wait.TotalSeconds):0} s");
        }
        var account = parts.Accounts.Check(name, request.Password ?? "");
        var needsCode = account is { Totp.Length: > 0 } && string.IsNullOrWhiteSpace(request.Code);
        if (needsCode)
        {
            return Problems.Field(StatusCodes.Status401Unauthorized, "code", "is missing; give the code of the authenticator");
        }
        if (account is null || (account.Totp.Length > 0 && !Totp.Is(request.Code!, account.Totp, parts.Time.GetUtcNow())))
        {
            var failures = parts.Guard.Failed(address, name);
            context.RequestServices.GetRequiredService<ILogger<AccountBook>>().SignInFailed(address, failures);
            if (failures == SignInGuard.FreeFailures)
            {
                parts.Audit.Add("-", "signIn.failures", address);
            }
            return account is null
                ? Problems.Field(StatusCodes.Status401Unauthorized, "password", "name or password is wrong")
                : Problems.Field(StatusCodes.Status401Unauthorized, "code", "is wrong; look at the clock of the authenticator");
        }
        parts.Guard.Succeeded(name);
        await Access.SignInAsync(context, account).ConfigureAwait(false);
        return Results.Ok(SessionReply.Of(account, parts));
    }

    private static async Task<IResult> SetUpAsync(SetupRequest request, HttpContext context, WebParts parts)
    {
        if (!parts.Accounts.IsEmpty)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "There are accounts already; sign in");
        }
        if (!parts.Setup.Is(request.Token ?? ""))
        {
            return Problems.Field(
                StatusCodes.Status403Forbidden,
                "token",
                "is not the word that the server printed; look at its terminal or log"
            );
        }
        if (AccountFields.Faults(request.User, request.Password) is { Count: > 0 } faults)
        {
            return Problems.Fields(StatusCodes.Status422UnprocessableEntity, "The account cannot be made", faults);
        }
        var account = parts.Accounts.Add(request.User!, request.Password!, Role.Administrator, "")!;
        parts.Setup.Spend();
        parts.Audit.Add(account.Name, "account.add", account.Name, null, nameof(Role.Administrator));
        await Access.SignInAsync(context, account).ConfigureAwait(false);
        return Results.Ok(SessionReply.Of(account, parts));
    }

    private static async Task<IResult> ChangePasswordAsync(PasswordRequest request, HttpContext context, WebParts parts)
    {
        var name = Access.NameOf(context.User);
        if (parts.Accounts.Check(name, request.Current ?? "") is not { } account)
        {
            return Problems.Field(StatusCodes.Status422UnprocessableEntity, "current", "is not your password");
        }
        if (AccountBook.FaultOfPassword(request.Password ?? "") is { } fault)
        {
            return Problems.Field(StatusCodes.Status422UnprocessableEntity, "password", fault);
        }
        var changed = parts.Accounts.WithPassword(account, request.Password!);
        parts.Accounts.Change(changed);
        parts.Audit.Add(name, "account.password", name);
        await Access.SignInAsync(context, changed).ConfigureAwait(false);
        return Results.NoContent();
    }

    private static IResult NewSecret(HttpContext context)
    {
        var secret = Totp.NewSecret();
        return Results.Ok(new TotpReply(secret, Totp.Link(Access.NameOf(context.User), secret)));
    }

    private static async Task<IResult> SetTotpAsync(TotpRequest request, HttpContext context, WebParts parts)
    {
        var name = Access.NameOf(context.User);
        if (parts.Accounts.Check(name, request.Password ?? "") is not { } account)
        {
            return Problems.Field(StatusCodes.Status422UnprocessableEntity, "password", "is not your password");
        }
        var secret = request.Secret ?? "";
        if (secret.Length > 0 && !Totp.Is(request.Code ?? "", secret, parts.Time.GetUtcNow()))
        {
            return Problems.Field(StatusCodes.Status422UnprocessableEntity, "code", "is wrong; look at the clock of the authenticator");
        }
        var changed = account with { Totp = secret, Stamp = AccountBook.NewStamp() };
        parts.Accounts.Change(changed);
        parts.Audit.Add(name, secret.Length > 0 ? "account.totp.on" : "account.totp.off", name);
        await Access.SignInAsync(context, changed).ConfigureAwait(false);
        return Results.NoContent();
    }
}
