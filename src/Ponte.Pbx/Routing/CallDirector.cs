using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lines;
using Ponte.Pbx.Phones;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Routing;

/// <summary>Decides, by the snapshot in force, who calls and where a call goes.</summary>
public sealed class CallDirector : ICallDirector
{
    private readonly CompanyInForce _company;
    private readonly LineBook _lines;
    private readonly CallSources _sources;
    private readonly PhoneSources _phones;
    private readonly TeamsTargets _teams;
    private readonly TrunkTargets _trunks;

    /// <summary>Creates the director.</summary>
    public CallDirector(CompanyInForce company, LineBook lines, PbxSettings settings, PhoneServices phones)
    {
        _company = company;
        _lines = lines;
        var profiles = new LegProfiles(settings);
        _sources = new CallSources(lines, profiles);
        _phones = new PhoneSources(phones, profiles);
        _teams = new TeamsTargets(lines, profiles);
        _trunks = new TrunkTargets(lines, profiles, settings, phones);
    }

    /// <inheritdoc/>
    public Identification Identify(SipRequest invite, SipFlow flow)
    {
        ArgumentNullException.ThrowIfNull(invite);
        ArgumentNullException.ThrowIfNull(flow);
        if (_company.Snapshot is not { } company)
        {
            return Identification.Stranger;
        }
        if (_phones.Claimed(invite, flow, company) is { } phone)
        {
            return phone;
        }
        return _sources.Origin(invite, flow, company) is { } origin
            ? new Identification.Known(origin)
            : _phones.Proven(invite, flow, company);
    }

    /// <inheritdoc/>
    public ValueTask<CallPlan> PlanAsync(IncomingCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        return ValueTask.FromResult(Plan(call));
    }

    /// <inheritdoc/>
    public ReclaimedLeg Reclaim(LegKind kind, string name)
    {
        var line = _company.Snapshot?.Document.Lines.FirstOrDefault(l => l.Name.Equals(name, StringComparison.Ordinal));
        return new ReclaimedLeg(
            line is null ? null : _lines[name].TakeIncoming(line with { Channels = null }),
            line is TrunkSettings trunk ? _trunks.Credentials(trunk) : null
        );
    }

    private CallPlan Plan(IncomingCall call)
    {
        var company = _company.Snapshot;
        var origin = company?.Document.Lines.FirstOrDefault(l => l.Name.Equals(call.Origin.Name, StringComparison.Ordinal));
        if (company is null || origin is null)
        {
            return Refuse(new Party("", ""), new Party("", ""), EndCause.Forbidden, 403, "The line is no longer in the company document");
        }
        var caller = origin is TrunkSettings trunk
            ? CallerReader.FromTrunk(call.Invite, trunk, company)
            : CallerReader.FromTeams(call.Invite, company);
        var number = CalledNumber(call.Invite, origin, company);
        if (call.Invite.Headers.Contains(HeaderName.Replaces))
        {
            return Refuse(caller.Shown, new Party(number ?? "", ""), EndCause.UnknownNumber, 481, "No call with the dialog in Replaces");
        }
        if (number is null)
        {
            return Refuse(caller.Shown, new Party("", ""), EndCause.UnknownNumber, 404, "The Request-URI holds no number");
        }
        var channel = _lines[origin.Name].TakeIncoming(origin);
        return channel is null
            ? Refuse(caller.Shown, new Party(number, ""), EndCause.LineFull, 503, $"All channels of the line {origin.Name} are taken")
            : PlanFor(number, caller, origin, company) with
            {
                CallerChannel = channel,
            };
    }

    private CallPlan PlanFor(string number, Caller caller, LineSettings origin, CompanySnapshot company)
    {
        if (company.UserOf(number) is { } user)
        {
            return PlanForUser(user, number, caller, company);
        }
        var called = new Party(number, "");
        var lines = company.LinesFor(number).Select(m => m.Line).Where(l => MayLeaveBy(origin, l)).ToList();
        if (lines.Count == 0)
        {
            return Refuse(caller.Shown, called, EndCause.UnknownNumber, 404, "No user, number or line for it in the company document");
        }
        return new CallPlan
        {
            Caller = caller.Shown,
            Called = called,
            Ring = RingStage.Of([.. lines.Select(l => _trunks.For(l, number, caller, company))]),
        };
    }

    private CallPlan PlanForUser(UserSettings user, string number, Caller caller, CompanySnapshot company)
    {
        var called = new Party(number, user.Name);
        if (user.Teams is not { } teams || _teams.For(teams, caller, company) is not { } target)
        {
            return Refuse(caller.Shown, called, EndCause.Unreachable, 480, $"The user {user.Id} has no device and no number in Teams");
        }
        return new CallPlan
        {
            Caller = caller.Shown,
            Called = called,
            Ring = RingStage.Of(target with { User = user.Id }),
        };
    }

    /// <summary>
    /// A call from a carrier reaches the company's own people and exchanges only: a way from one carrier to another would be open to
    /// toll fraud. A call never goes back where it came from.
    /// </summary>
    private static bool MayLeaveBy(LineSettings origin, TrunkSettings line) =>
        line.Peers.Count > 0
        && !line.Name.Equals(origin.Name, StringComparison.Ordinal)
        && (origin.Kind != LineKind.Carrier || line.Kind == LineKind.Pbx);

    private static string? CalledNumber(SipRequest invite, LineSettings origin, CompanySnapshot company)
    {
        var format = (origin as TrunkSettings)?.Numbers.In ?? NumberInFormat.National;
        var country = company.CountryOf(origin);
        var user = invite.RequestUri?.User ?? "";
        // A carrier that we register with calls our Contact; the number that was dialled is then in To.
        if (
            origin is TrunkSettings { Register: { } register }
            && register.User.Equals(invite.RequestUri?.UserText, StringComparison.Ordinal)
        )
        {
            var dialled = company.Reader.Read(invite.To?.Uri?.User ?? "", format, country);
            if (dialled is not null && company.UserOf(dialled) is not null)
            {
                return dialled;
            }
        }
        // An extension stays what it is, however a line's format would read it.
        return company.UserOf(user) is not null ? user : company.Reader.Read(user, format, country);
    }

    private static CallPlan Refuse(Party caller, Party called, EndCause cause, int status, string detail) =>
        new()
        {
            Caller = caller,
            Called = called,
            Refusal = new CallEnd(EndSide.System, cause, status, Detail: detail),
        };
}
