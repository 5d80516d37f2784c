using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Ponte.Calls.Model;
using Ponte.Server.History;
using Ponte.Server.Ladder;
using Ponte.Server.Live;
using Ponte.Server.Pcap;
using Ponte.Server.Storage;
using Ponte.Server.Trace;
using Ponte.Sip.Transports;

namespace Ponte.Server.Web.Endpoints;

/// <summary>Calls that go on, the history, a call's page, and what is done with calls.</summary>
internal static class CallEndpoints
{
    private const int MaxLimit = 500;
    private const int DefaultLimit = 50;
    private const int MaxText = 100;
    private const int MaxDialled = 64;

    /// <summary>Adds the paths.</summary>
    public static void Map(RouteGroupBuilder api, WebParts parts)
    {
        var see = api.MapGroup("/calls").RequireAuthorization(Access.See);
        see.MapGet("/live", () => Results.Ok(parts.Calls.All())).Produces<ImmutableArray<CallView>>().WithSummary("The calls that go on");
        see.MapGet("", ([AsParameters] CallQuery query, CancellationToken stop) => ListAsync(query, null, parts, stop))
            .Produces<PageOf<CallView>>()
            .WithSummary("The history, the newest call first");
        see.MapGet("/{id}", (string id, HttpContext context) => FindAsync(id, context, parts))
            .Produces<CallView>()
            .WithSummary("One call, with why it and each leg ended in words");
        see.MapGet("/{id}/ladder", (string id, CancellationToken stop) => LadderAsync(id, parts, stop))
            .Produces<IReadOnlyList<LadderMessage>>()
            .WithSummary("A call's SIP messages, secrets masked");
        see.MapGet("/{id}/pcap", (string id, CancellationToken stop) => PcapAsync(id, parts, stop))
            .WithSummary("The same as a capture for Wireshark");
        api.MapPost("/calls/{id}/hangup", (string id, HttpContext context) => HangUpAsync(id, context, parts))
            .RequireAuthorization(Access.Command)
            .WithSummary("Ends a call");
        api.MapPost("/calls", (DialRequest request, HttpContext context) => Dial(request, context, parts))
            .RequireAuthorization(Access.Person)
            .Produces<DialledReply>()
            .WithSummary("Calls a number for a user, whose phones and Teams ring first");
        api.MapGet("/events", (CancellationToken stop) => TypedResults.ServerSentEvents(EventsAsync(parts, stop)))
            .RequireAuthorization(Access.See)
            .WithSummary("Every event of every call, as server-sent events: first all calls that go on");
    }

    /// <summary>A page of the history.</summary>
    /// <param name="query">What is wanted.</param>
    /// <param name="user">Only calls of this user; null: as the query says.</param>
    /// <param name="parts">The server.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IResult> ListAsync(CallQuery query, string? user, WebParts parts, CancellationToken cancellationToken)
    {
        if (query.Search is { Length: > MaxText })
        {
            return Problems.Field(StatusCodes.Status400BadRequest, "search", $"is too long; give {MaxText} characters at most");
        }
        var limit = Math.Clamp(query.Limit ?? DefaultLimit, 1, MaxLimit);
        var filter = new CallFilter
        {
            Search = query.Search,
            From = query.From,
            To = query.To,
            Line = Given(query.Line),
            User = user ?? Given(query.User),
            After = Given(query.After),
        };
        var calls = await parts.History.ListAsync(filter, limit, cancellationToken).ConfigureAwait(false);
        return Results.Ok(new PageOf<CallView>(calls, calls.Count == limit ? calls[^1].Id.Value : null));
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static async Task<IResult> FindAsync(string id, HttpContext context, WebParts parts)
    {
        if (await parts.History.FindAsync(id, context.RequestAborted).ConfigureAwait(false) is not { } call)
        {
            return NoSuchCall(id);
        }
        var words = WebLanguage.Of(context, parts);
        var page = JsonSerializer.SerializeToNode(call, parts.Json)!.AsObject();
        page["why"] = call.End is { } end ? words.Why(end) : null;
        for (var i = 0; i < call.Legs.Length; i++)
        {
            page["legs"]![i]!["why"] = call.Legs[i].End is { } legEnd ? words.Why(legEnd) : null;
        }
        return Results.Json(page, parts.Json);
    }

    private static async Task<IResult> LadderAsync(string id, WebParts parts, CancellationToken cancellationToken) =>
        await MessagesAsync(id, parts, cancellationToken).ConfigureAwait(false) is { } messages
            ? Results.Ok(messages.Select(ToLadder).ToList())
            : NoSuchCall(id);

    private static async Task<IResult> PcapAsync(string id, WebParts parts, CancellationToken cancellationToken)
    {
        if (await MessagesAsync(id, parts, cancellationToken).ConfigureAwait(false) is not { } messages)
        {
            return NoSuchCall(id);
        }
        using var capture = new MemoryStream();
        PcapWriter.Write(capture, messages);
        return Results.File(capture.ToArray(), "application/vnd.tcpdump.pcap", $"call-{id}.pcap");
    }

    private static async Task<IReadOnlyList<TracedMessage>?> MessagesAsync(
        string id,
        WebParts parts,
        CancellationToken cancellationToken
    ) =>
        await parts.History.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } call
            ? await parts.History.MessagesAsync(call, cancellationToken).ConfigureAwait(false)
            : null;

    private static LadderMessage ToLadder(TracedMessage message) =>
        new(
            message.At,
            message.IsSent,
            message.Protocol.ViaName(),
            message.Local.ToString(),
            message.Remote.ToString(),
            message.SipCallId,
            MessageSummary.Of(message),
            Encoding.UTF8.GetString(message.Bytes.Span)
        );

    private static async Task<IResult> HangUpAsync(string id, HttpContext context, WebParts parts)
    {
        var call = await parts.History.FindAsync(id, context.RequestAborted).ConfigureAwait(false);
        if (!parts.Telephony.HangUp(call?.Id ?? new CallId(id)))
        {
            return NoSuchCall(id);
        }
        parts.Audit.Add(Access.NameOf(context.User), "call.hangUp", id);
        return Results.NoContent();
    }

    private static IResult Dial(DialRequest request, HttpContext context, WebParts parts)
    {
        var own = Access.PersonOf(context.User);
        var user = string.IsNullOrEmpty(request.User) ? own : request.User;
        if (user.Length == 0)
        {
            return Problems.Field(
                StatusCodes.Status422UnprocessableEntity,
                "user",
                "is missing, and your account is nobody's; give a user"
            );
        }
        var isOwn = user.Equals(own, StringComparison.Ordinal);
        if (
            !isOwn
            && !context.User.IsInRole(nameof(Accounts.Role.Administrator))
            && !context.User.IsInRole(nameof(Accounts.Role.Supervisor))
        )
        {
            return Problems.Field(StatusCodes.Status403Forbidden, "user", "is not you; your role does not allow to call for others");
        }
        if (request.Number is not { Length: > 0 and <= MaxDialled } number)
        {
            return Problems.Field(
                StatusCodes.Status422UnprocessableEntity,
                "number",
                $"is missing or too long; give up to {MaxDialled} digits"
            );
        }
        return parts.Telephony.Dial(user, number) switch
        {
            { Call: { } call } => Results.Ok(new DialledReply(call.Value)),
            { IsUser: false } => Problems.Field(StatusCodes.Status422UnprocessableEntity, "user", "is no user of the company"),
            _ => Problems.Of(StatusCodes.Status503ServiceUnavailable, "There are too many calls, or the server is stopping"),
        };
    }

    private static async IAsyncEnumerable<LiveChange> EventsAsync(
        WebParts parts,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var change in parts.Calls.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return change;
        }
    }

    private static IResult NoSuchCall(string id) =>
        Problems.Of(StatusCodes.Status404NotFound, $"There is no call {string.Concat(id.Where(char.IsLetterOrDigit).Take(32))}");
}
