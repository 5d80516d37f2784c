using System.Collections.Immutable;
using System.Globalization;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Company;
using Ponte.Pbx.Flows;
using Ponte.Server.Hosting;
using static Ponte.Server.Api.AdminReply;

namespace Ponte.Server.Api;

/// <summary>The part of the admin API for flows. Served on the admin socket only, like the rest of it.</summary>
internal sealed class FlowsApi(DocumentService documents, SwitchBook switches, FeedBook feeds)
{
    private const int MaxTurns = 200;

    /// <summary>Adds the paths.</summary>
    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(AdminPaths.Flows + "/{name}/trial", GetTrialAsync);

    /// <summary>Plays a flow of the document in force as text.</summary>
    private Task GetTrialAsync(HttpContext context)
    {
        var name = (string?)context.Request.RouteValues["name"] ?? "";
        var query = context.Request.Query;
        if (!DateTimeOffset.TryParse(query["at"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return ErrorAsync(context, StatusCodes.Status400BadRequest, "the time cannot be read");
        }
        if (documents.Current?.Document is not { } document)
        {
            return ErrorAsync(context, StatusCodes.Status404NotFound, "no company document is in force yet");
        }
        var company = new CompanySnapshot(document, feeds);
        if (company.FlowOf(name) is null)
        {
            var known = string.Join(", ", document.Flows.Select(f => f.Name));
            return ErrorAsync(
                context,
                StatusCodes.Status404NotFound,
                $"there is no flow of that name; {(known.Length > 0 ? $"known are {known}" : "the document has none")}"
            );
        }
        var from = query["from"].ToString();
        var start = new FlowStart
        {
            Company = company,
            Flow = name,
            SwitchOf = switches.Of,
            Variables = ImmutableDictionary<string, string>.Empty.Add(
                FlowVariables.Caller,
                from.Length > 0 ? from : FlowVariables.Anonymous
            ),
        };
        var keys = query["keys"].ToString();
        var turns = keys.Length == 0 ? [] : keys.Split(',', MaxTurns, StringSplitOptions.TrimEntries);
        return Json(context, FlowTrial.Play(start, turns, at), ApiJson.Default.ImmutableArrayFlowTrialLine);
    }
}
