using System.Collections.Immutable;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Flows;
using Ponte.Pbx.Phones;
using Ponte.Pbx.Plan;
using Ponte.Pbx.Voicemail;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Routing;

/// <summary>Decides, by the snapshot in force, who calls and where a call goes: asks <see cref="NumberPlan"/> and makes the legs of its answer.</summary>
public sealed partial class CallDirector : ICallDirector
{
    private readonly DirectorServices _services;
    private readonly PinBook _pins;
    private readonly CallSources _sources;
    private readonly PhoneSources _phones;
    private readonly TeamsTargets _teams;
    private readonly TrunkTargets _trunks;
    private readonly RingStages _stages;
    private readonly CallNames _names;

    /// <summary>Creates the director.</summary>
    public CallDirector(DirectorServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
        _names = new CallNames(services.Directory);
        _pins = new PinBook(services.Settings.Secret, services.Time);
        var profiles = new LegProfiles(services.Settings);
        _sources = new CallSources(services.Lines, profiles);
        _phones = new PhoneSources(services.Phones, profiles);
        _trunks = new TrunkTargets(services.Lines, profiles, services.Settings, services.Phones);
        _teams = new TeamsTargets(services.Lines, profiles);
        _stages = new RingStages(_teams, _trunks, new PhoneTargets(services.Phones, profiles), Deposit);
    }

    /// <inheritdoc/>
    public bool EndsConferenceWithInitiator => _services.Company.Snapshot?.Document.Company.ConferenceEndsWithInitiator == true;

    /// <inheritdoc/>
    public Identification Identify(SipRequest invite, SipFlow flow)
    {
        ArgumentNullException.ThrowIfNull(invite);
        ArgumentNullException.ThrowIfNull(flow);
        if (_services.Company.Snapshot is not { } company)
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
    public Party CallerOf(SipRequest invite, LegOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(invite);
        ArgumentNullException.ThrowIfNull(origin);
        return _services.Company.Snapshot is { } company && PlanCallers.Of(origin, invite, company) is { } caller
            ? caller.Shown
            : new Party("", "");
    }

    /// <inheritdoc/>
    public async ValueTask<CallPlan> PlanAsync(IncomingCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (_services.Company.Snapshot is not { } company || PlanCallers.Of(call.Origin, call.Invite, company) is not { } caller)
        {
            return Refuse(new Party("", ""), new Party("", ""), EndCause.Forbidden, 403, "The line is no longer in the company document");
        }
        var question = new PlanQuestion
        {
            Company = company,
            World = WorldOf(company),
            Caller = caller,
            Dialled = PlanCallers.Dialled(call.Invite, caller.Line, company),
            At = call.At,
            Forwarders = PlanCallers.Forwarders(call.Invite, caller.Line, company),
            Passes = PassMark.Read(call.Invite),
        };
        return await PlanOfAsync(question, caller.Line, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// To Microsoft the new INVITE goes with what its REFER said, byte for byte, also for a number outside: Teams then calls us. Any other
    /// target is a number, by the rights of the party that hands over.
    /// </remarks>
    public async ValueTask<CallPlan> PlanTransferAsync(TransferRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var outside = request.Outside;
        if (_services.Company.Snapshot is not { } company || PlanCallers.OfTransfer(request, company) is not { } caller)
        {
            return Refuse(outside, new Party("", ""), EndCause.Forbidden, 403, "Who hands over is no longer in the company document");
        }
        var isFromTeams = request.Transferor.Kind == LegKind.Teams;
        if (isFromTeams && _teams.ForTransfer(request, new OutgoingCall(company, new Caller(outside, outside.Number), [], 0)) is { } target)
        {
            var called = new Party(request.ReferTo.Uri?.User ?? "", request.ReferTo.DisplayName);
            return new CallPlan
            {
                Caller = outside,
                Called = called,
                Ring = RingStage.Of(target),
            };
        }
        var question = new PlanQuestion
        {
            Company = company,
            World = WorldOf(company),
            Caller = caller,
            Dialled = request.ReferTo.Uri?.User ?? "",
            At = request.At,
        };
        return await PlanOfAsync(question, takes: null, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ReclaimedLeg Reclaim(LegKind kind, string name)
    {
        var line = _services.Company.Snapshot?.Document.Lines.FirstOrDefault(l => l.Name.Equals(name, StringComparison.Ordinal));
        return new ReclaimedLeg(
            line is null ? null : _services.Lines[name].TakeIncoming(line with { Channels = null }),
            line is TrunkSettings trunk ? _trunks.Credentials(trunk) : null
        );
    }

    /// <summary>What would become of a call, and why. Nothing is changed or taken by asking.</summary>
    /// <param name="query">The call.</param>
    /// <returns>The decision; null where no document is in force, or nobody can call so.</returns>
    public PlanDecision? Explain(RouteQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _services.Company.Snapshot is { } company && query.CallerIn(company) is { } caller
            ? NumberPlan.Decide(
                new PlanQuestion
                {
                    Company = company,
                    World = WorldOf(company),
                    Caller = caller,
                    Dialled = query.To,
                    At = query.At,
                }
            )
            : null;
    }

    private PlanWorld WorldOf(CompanySnapshot company) => new(_services, _pins, company);

    /// <summary>The plan of what is decided.</summary>
    /// <param name="question">The question.</param>
    /// <param name="takes">The line of which the caller's own leg takes a channel; null where it needs none.</param>
    /// <param name="cancellationToken">Nobody waits for the plan any more.</param>
    private async ValueTask<CallPlan> PlanOfAsync(PlanQuestion question, LineSettings? takes, CancellationToken cancellationToken)
    {
        var decision = NumberPlan.Decide(question);
        var shown = decision.Caller.HidesNumber is true ? new Party("", "", IsAnonymous: true) : decision.Caller.Shown;
        var called = decision.Called;
        if (!IsEmergency(decision))
        {
            (shown, called) = await _names.FindAsync(shown, called, cancellationToken).ConfigureAwait(false);
        }
        ChannelLease? channel = null;
        if (takes is { } line)
        {
            channel = _services.Lines[line.Name].TakeIncoming(IsEmergency(decision) ? line with { Channels = null } : line);
            if (channel is null)
            {
                return Refuse(shown, called, EndCause.LineFull, 503, $"All channels of the line {line.Name} are taken");
            }
        }
        var known = new Caller(shown, decision.Caller.AssertedNumber);
        return new CallPlan
        {
            Caller = shown,
            Called = called,
            CallerChannel = channel,
            Refusal = decision.Refusal,
            Action = await ActionOfAsync(decision, question.Caller, cancellationToken).ConfigureAwait(false),
            Flow =
                decision.Listen is { } listen ? Listen(listen, question, shown)
                : decision.Flow is { } flow ? Flow(flow, question, shown, called)
                : null,
            Ring = _stages.Of(decision.Ring, new OutgoingCall(question.Company, known, [], question.Passes)),
        };
    }

    private FlowScript Flow(string flow, PlanQuestion question, Party shown, Party called)
    {
        var start = new FlowStart
        {
            Company = question.Company,
            Flow = flow,
            SwitchOf = _services.Switches.Of,
            Secret = _services.Settings.Secret,
            Variables = ImmutableDictionary<string, string>
                .Empty.Add(FlowVariables.Caller, shown.Number.Length > 0 && !shown.IsAnonymous ? shown.Number : FlowVariables.Anonymous)
                .Add(FlowVariables.Name, shown.Name)
                .Add(FlowVariables.Called, called.Number),
        };
        return new FlowScript(
            new FlowRun(start),
            _services.Prompts,
            _services.Lookups,
            (ring, token) => PlanOfFlowAsync(ring, question, shown, token),
            new FlowMessages(question.Company, shown, _services.Voicemail, _services.Mail)
        );
    }

    /// <summary>The plan of a call that a flow puts through, by the document that the call began with.</summary>
    private async ValueTask<CallPlan> PlanOfFlowAsync(
        FlowRing ring,
        PlanQuestion question,
        Party shown,
        CancellationToken cancellationToken
    )
    {
        var now = question with { At = _services.Time.GetUtcNow() };
        var decision = FlowPlan.Decide(now, ring.Step, ring.Target, ring.Class);
        var (_, called) = await _names.FindAsync(shown, decision.Called, cancellationToken).ConfigureAwait(false);
        var plan = new CallPlan
        {
            Caller = shown,
            Called = called,
            Refusal = decision.Refusal,
            Ring = _stages.Of(
                decision.Ring,
                new OutgoingCall(question.Company, new Caller(shown, question.Caller.AssertedNumber), [], question.Passes)
            ),
        };
        return ring.Step.RingTime is { } time ? plan with { RingTimeout = time } : plan;
    }

    /// <summary>A change is confirmed to the caller when it is kept, not before.</summary>
    private async ValueTask<CallAction?> ActionOfAsync(PlanDecision decision, PlanCaller caller, CancellationToken cancellationToken)
    {
        if (decision.Steps.Any(s => s.Code == PlanStepCode.PinWrong) && caller.Actor is { } user)
        {
            _pins.NoteWrong(user.Id);
        }
        if (decision.CallBack is { } callBack)
        {
            return new Confirm(await _services.CallBacks.ChangeAsync(callBack, cancellationToken).ConfigureAwait(false));
        }
        if (decision.DayNight is { } dayNight)
        {
            return new Confirm(await _services.Switches.SetAsync(dayNight.Calendar, dayNight.To, cancellationToken).ConfigureAwait(false));
        }
        if (decision.Change is not { } change)
        {
            return decision.Action;
        }
        return new Confirm(await _services.People.ChangeAsync(change, cancellationToken).ConfigureAwait(false));
    }

    private static bool IsEmergency(PlanDecision decision) => decision.Ring is { Places: [LinePlace { IsEmergency: true }] };

    private static CallPlan Refuse(Party caller, Party called, EndCause cause, int status, string detail) =>
        new()
        {
            Caller = caller,
            Called = called,
            Refusal = new CallEnd(EndSide.System, cause, status, Detail: detail),
        };
}
