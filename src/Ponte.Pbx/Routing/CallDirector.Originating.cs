using System.Collections.Immutable;
using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Plan;

namespace Ponte.Pbx.Routing;

/// <content>Calls that we make for a user: the user's own places are rung first, then the number is called as the user's call.</content>
public sealed partial class CallDirector
{
    /// <summary>Who ordered a call waits for it; longer rings nobody who is there.</summary>
    private static readonly TimeSpan FirstRingTime = TimeSpan.FromSeconds(25);

    /// <summary>A call that is made for a user.</summary>
    /// <param name="user">The user's key, extension or number.</param>
    /// <param name="number">What the user would dial; a short code is refused.</param>
    /// <param name="origin">Why it is made.</param>
    /// <returns>The call; null where there is no such user.</returns>
    public Origination? Originate(string user, string number, CallOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(number);
        if (_services.Company.Snapshot is not { } company || (company.UserById(user) ?? company.UserOf(user)) is not { } settings)
        {
            return null;
        }
        return new Origination
        {
            Origin = origin,
            First = (_, over) => PlanFirstAsync(settings.Id, number, over),
            Second = (leg, over) => PlanSecondAsync(settings.Id, number, leg, over),
        };
    }

    /// <summary>A user is rung to supervise a call.</summary>
    /// <param name="user">The user's key.</param>
    /// <param name="into">The call.</param>
    /// <param name="caller">Whom the user sees as the caller.</param>
    /// <param name="supervision">How.</param>
    public Invitation Supervise(string user, CallId into, Party caller, SupervisionPlan supervision) =>
        new()
        {
            Origin = CallOrigin.Conference,
            Into = into,
            Supervision = supervision,
            Plan = (_, _) => ValueTask.FromResult(PlanSupervisor(user, caller)),
        };

    private CallPlan PlanSupervisor(string id, Party caller)
    {
        if (_services.Company.Snapshot is not { } company || company.UserById(id) is not { } user)
        {
            return NoUser(id);
        }
        var own = PlanCallers.Own(user, null, company);
        var places = OwnPlaces(user, QuestionOf(company, new PlanCaller { Shown = caller }, ""));
        if (places.IsEmpty)
        {
            return Refuse(caller, own.Shown, EndCause.Unreachable, 480, $"The user {id} is not in Teams, and no device is registered");
        }
        return new CallPlan
        {
            Caller = caller,
            Called = own.Shown,
            Ring = _stages.Of(
                new PlanStage { Places = places, RingTime = FirstRingTime },
                new OutgoingCall(company, new Caller(caller, ""), [], 0)
            ),
            RingTimeout = FirstRingTime,
        };
    }

    /// <summary>Nobody is rung for a call that would be refused.</summary>
    private async ValueTask<CallPlan> PlanFirstAsync(string id, string number, CancellationToken cancellationToken)
    {
        if (_services.Company.Snapshot is not { } company || company.UserById(id) is not { } user)
        {
            return NoUser(id);
        }
        var question = QuestionOf(company, PlanCallers.Own(user, null, company), number);
        var decision = NumberPlan.Decide(question);
        var (caller, called) = (question.Caller.Shown, decision.Called);
        if (decision.Refusal is not null || decision.Ring is null)
        {
            var end =
                decision.Refusal ?? new CallEnd(EndSide.System, EndCause.Forbidden, 403, Detail: "A short code is nobody to be called");
            return Refuse(caller, called, end.Cause, end.SipStatus, end.Detail);
        }
        if (!IsEmergency(decision))
        {
            (caller, called) = await _names.FindAsync(caller, called, cancellationToken).ConfigureAwait(false);
        }
        var places = OwnPlaces(user, question with { Caller = new PlanCaller { Shown = called } });
        if (places.IsEmpty)
        {
            return Refuse(caller, called, EndCause.Unreachable, 480, $"The user {id} is not in Teams, and no device is registered");
        }
        return new CallPlan
        {
            Caller = caller,
            Called = called,
            Ring = _stages.Of(
                new PlanStage { Places = places, RingTime = FirstRingTime },
                new OutgoingCall(company, new Caller(called, ""), [], 0)
            ),
            RingTimeout = FirstRingTime,
        };
    }

    private ValueTask<CallPlan> PlanSecondAsync(string id, string number, LegIdentity leg, CancellationToken cancellationToken) =>
        _services.Company.Snapshot is { } company && company.UserById(id) is { } user
            ? PlanOfAsync(QuestionOf(company, PlanCallers.Own(user, leg, company), number), takes: null, cancellationToken)
            : ValueTask.FromResult(NoUser(id));

    /// <summary>Forwards and do not disturb do not count: the user asked for the call. It is missed nowhere when one place answers.</summary>
    private static ImmutableArray<PlanPlace> OwnPlaces(UserSettings user, PlanQuestion question)
    {
        var places = new UserPlaces(question, new PlanNotes());
        var chain = ForwardChain.Of(question);
        var found = places.Of(user, chain);
        return [.. (found.IsEmpty ? places.LastResort(user, chain) : found).Select(p => p with { MissedWhenAnsweredElsewhere = false })];
    }

    private PlanQuestion QuestionOf(CompanySnapshot company, PlanCaller caller, string number) =>
        new()
        {
            Company = company,
            World = WorldOf(company),
            Caller = caller,
            Dialled = number,
            At = _services.Time.GetUtcNow(),
        };

    private static CallPlan NoUser(string id) =>
        Refuse(new Party("", ""), new Party("", ""), EndCause.Unreachable, 480, $"The user {id} is no longer in the company document");
}
