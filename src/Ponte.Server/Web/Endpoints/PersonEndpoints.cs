using System.Collections.Immutable;
using Ponte.Pbx.Document;
using Ponte.Pbx.People;
using Ponte.Server.History;

namespace Ponte.Server.Web.Endpoints;

/// <summary>What is a person's own: settings, forwards, do not disturb, devices, calls.</summary>
internal static class PersonEndpoints
{
    private const int MaxNumber = 32;

    /// <summary>Adds the paths.</summary>
    public static void Map(RouteGroupBuilder api, WebParts parts)
    {
        var me = api.MapGroup("/me").RequireAuthorization(Access.Person);
        me.MapGet("", (HttpContext context) => Of(context, parts) is { } user ? Results.Ok(Reply(user, parts)) : Nobody())
            .Produces<PersonReply>()
            .WithSummary("One's own settings and devices");
        me.MapPut("/forwards", (ForwardsRequest request, HttpContext context) => SetForwardsAsync(request, context, parts))
            .Produces<PersonReply>()
            .WithSummary("Where one's calls go; an empty text is nowhere, a missing one stays as it is");
        me.MapPut("/doNotDisturb", (DoNotDisturbRequest request, HttpContext context) => SetDoNotDisturbAsync(request, context, parts))
            .Produces<PersonReply>()
            .WithSummary("Whether one is busy for everybody");
        me.MapPut("/twin", (TwinRequest request, HttpContext context) => SetTwinAsync(request, context, parts))
            .Produces<PersonReply>()
            .WithSummary("Whether one's devices ring with Teams, or only where Teams does not");
        me.MapGet("/calls", (HttpContext context, [AsParameters] CallQuery query) => CallsAsync(query, context, parts))
            .Produces<PageOf<CallView>>()
            .WithSummary("One's own calls, one entry a call");
    }

    private static UserSettings? Of(HttpContext context, WebParts parts)
    {
        var person = Access.PersonOf(context.User);
        return parts.Documents.Current?.Document.Users.FirstOrDefault(u => u.Id.Equals(person, StringComparison.Ordinal));
    }

    private static IResult Nobody() =>
        Problems.Of(StatusCodes.Status404NotFound, "This account is no user of the company; an administrator can give it one");

    private static PersonReply Reply(UserSettings user, WebParts parts)
    {
        var now = parts.People.Of(user.Id).Over(user);
        var phones = parts.Telephony.Phones().ToDictionary(p => p.Name, StringComparer.Ordinal);
        return new PersonReply(
            user.Id,
            user.Name,
            user.Extension,
            user.Number,
            user.Teams is not null,
            now.DoNotDisturb,
            now.Twin.Together,
            new Forwards(now.Forward.Always, now.Forward.Busy, now.Forward.NoAnswer, now.Forward.Unreachable),
            [.. user.Devices.Select(d => new DeviceReply(d.Name, d.Login, phones.GetValueOrDefault(d.Login)?.Bindings ?? []))]
        );
    }

    private static async Task<IResult> SetForwardsAsync(ForwardsRequest request, HttpContext context, WebParts parts)
    {
        if (Of(context, parts) is not { } user)
        {
            return Nobody();
        }
        (string Field, string? Target, ShortCodeFunction Function)[] wanted =
        [
            ("always", request.Always, ShortCodeFunction.ForwardAlways),
            ("busy", request.Busy, ShortCodeFunction.ForwardBusy),
            ("noAnswer", request.NoAnswer, ShortCodeFunction.ForwardNoAnswer),
            ("unreachable", request.Unreachable, ShortCodeFunction.ForwardUnreachable),
        ];
        var faults = wanted
            .Where(w => w.Target is { } target && !IsTarget(target))
            .Select(w => new FieldProblem(
                w.Field,
                "is no number",
                $"give a number as you dial it, {ForwardSettings.Voicemail}, or nothing"
            ))
            .ToList();
        if (faults.Count > 0)
        {
            return Problems.Fields(StatusCodes.Status422UnprocessableEntity, "The forwards were not changed", faults);
        }
        foreach (var (field, target, function) in wanted.Where(w => w.Target is not null))
        {
            if (await ChangeAsync(user, function, target!, context, parts).ConfigureAwait(false) is { } failure)
            {
                return failure;
            }
        }
        return Results.Ok(Reply(user, parts));
    }

    private static async Task<IResult> SetDoNotDisturbAsync(DoNotDisturbRequest request, HttpContext context, WebParts parts)
    {
        if (Of(context, parts) is not { } user)
        {
            return Nobody();
        }
        var change = new PersonChange(user.Id, ShortCodeFunction.DoNotDisturb, "", request.DoNotDisturb);
        return await SaveAsync(change, context, parts).ConfigureAwait(false) ?? Results.Ok(Reply(user, parts));
    }

    private static async Task<IResult> SetTwinAsync(TwinRequest request, HttpContext context, WebParts parts)
    {
        if (Of(context, parts) is not { } user)
        {
            return Nobody();
        }
        if (!await parts.People.SetTwinAsync(user.Id, request.Twin, context.RequestAborted).ConfigureAwait(false))
        {
            return NotKept();
        }
        parts.Audit.Add(Access.NameOf(context.User), "person.Twin", user.Id, null, request.Twin ? "on" : "off");
        return Results.Ok(Reply(user, parts));
    }

    private static IResult NotKept() => Problems.Of(StatusCodes.Status503ServiceUnavailable, "It cannot be kept; see the log");

    private static Task<IResult?> ChangeAsync(
        UserSettings user,
        ShortCodeFunction function,
        string target,
        HttpContext context,
        WebParts parts
    ) => SaveAsync(new PersonChange(user.Id, function, target, IsOn: target.Length > 0), context, parts);

    /// <returns>Why it is not kept; null where it is.</returns>
    private static async Task<IResult?> SaveAsync(PersonChange change, HttpContext context, WebParts parts)
    {
        if (!await parts.People.ChangeAsync(change, context.RequestAborted).ConfigureAwait(false))
        {
            return NotKept();
        }
        parts.Audit.Add(Access.NameOf(context.User), $"person.{change.Function}", change.User, null, change.IsOn ? change.Target : "off");
        return null;
    }

    private static bool IsTarget(string text) =>
        text is ForwardSettings.Voicemail or ""
        || (text.Length <= MaxNumber && text.TrimStart('+') is { Length: > 0 } digits && digits.All(char.IsAsciiDigit));

    private static Task<IResult> CallsAsync(CallQuery query, HttpContext context, WebParts parts) =>
        Of(context, parts) is { } user ? CallEndpoints.ListAsync(query, user.Id, parts, context.RequestAborted) : Task.FromResult(Nobody());
}
