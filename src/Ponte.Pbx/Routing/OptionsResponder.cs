using Ponte.Calls.Routing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lines;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Routing;

/// <summary>Answers requests that belong to no call: OPTIONS of our lines. Others, and strangers, get no service.</summary>
public sealed class OptionsResponder : IOutOfDialogHandler
{
    private readonly CompanyInForce _company;
    private readonly LineBook _lines;
    private readonly CallSources _sources;

    /// <summary>Creates the responder.</summary>
    public OptionsResponder(CompanyInForce company, LineBook lines, PbxSettings settings)
    {
        _company = company;
        _lines = lines;
        _sources = new CallSources(lines, new LegProfiles(settings));
    }

    /// <inheritdoc/>
    public void OnRequest(IncomingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var line = _company.Snapshot is { } company ? _sources.LineOf(request.Request, request.Flow, company) : null;
        if (line is null)
        {
            request.Respond(403);
        }
        else if (request.Request.Method == SipMethod.Options)
        {
            _lines[line.Name].NoteOptions();
            request.Respond(200, headers: [.. Headers(request, line)]);
        }
        else if (request.Request.Method == SipMethod.Refer)
        {
            request.Respond(603); // nobody makes us call from outside a call
        }
        else
        {
            request.Respond(405, headers: [new ExtraHeader("Allow", PeerProbes.Allow)]);
        }
    }

    /// <summary>Microsoft takes the trunk as active when the 200 names our FQDN in Contact (Direct Routing, OPTIONS).</summary>
    private static IEnumerable<ExtraHeader> Headers(IncomingRequest request, LineSettings line)
    {
        var contact = line is TeamsSettings teams
            ? Contacts.Teams("", CallSources.OwnName(request.Request, teams) ?? teams.Fqdn, teams.Port)
            : Contacts.OnFlow(request.Flow, "");
        yield return new ExtraHeader("Contact", contact);
        yield return new ExtraHeader("Allow", PeerProbes.Allow);
        yield return new ExtraHeader("Accept", "application/sdp");
    }
}
