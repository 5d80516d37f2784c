using Ponte.Calls.Model;
using Ponte.Pbx.Document;
using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Plan;

/// <summary>What becomes of a call for a user: forwards, do not disturb, the places that ring together, and what comes after.</summary>
internal sealed class UserPlan
{
    private readonly PlanQuestion _question;
    private readonly PlanNotes _notes;
    private readonly DialledReader _reader;
    private readonly ClassCheck _classes;
    private readonly LineChooser _lines;
    private readonly UserPlaces _places;

    public UserPlan(PlanQuestion question, PlanNotes notes)
    {
        _question = question;
        _notes = notes;
        _reader = new DialledReader(question.Company);
        _classes = new ClassCheck(question.Company, notes);
        _lines = new LineChooser(question, notes);
        _places = new UserPlaces(question, notes);
    }

    /// <summary>What becomes of a call for a user.</summary>
    /// <param name="settings">The user as in the document.</param>
    /// <param name="chain">The way of the call until here.</param>
    public Outcome For(UserSettings settings, ForwardChain chain)
    {
        var user = _question.World.PersonOf(settings.Id).Over(settings);
        chain = chain.At(user);
        if (user.Forward.Always.Length > 0 && !MayReach(user))
        {
            _notes.Add(PlanStepCode.ForwardsAlways, user.Id, user.Forward.Always);
            if (Forwarded(user, user.Forward.Always, ForwardReason.Always, chain) is { } always)
            {
                return always;
            }
        }
        return user.DoNotDisturb ? Disturbed(user, chain)
            : !user.CallWaiting && IsInAnotherCall(user) ? InCall(user, chain)
            : Ringing(user, chain);
    }

    private Outcome Disturbed(UserSettings user, ForwardChain chain)
    {
        _notes.Add(PlanStepCode.DoNotDisturb, user.Id);
        return OnBusy(user, chain) ?? Outcome.Ends(EndCause.Busy, 486, $"The user {user.Id} does not want to be disturbed");
    }

    /// <summary>Who calls the own number is in the call already.</summary>
    private bool IsInAnotherCall(UserSettings user) =>
        _question.World.IsInCall(user.Id) && !user.Id.Equals(_question.Caller.User?.Id, StringComparison.Ordinal);

    private Outcome InCall(UserSettings user, ForwardChain chain)
    {
        _notes.Add(PlanStepCode.InCall, user.Id);
        return OnBusy(user, chain) ?? Outcome.Ends(EndCause.Busy, 486, $"The user {user.Id} is in a call");
    }

    private Outcome Ringing(UserSettings user, ForwardChain chain)
    {
        var places = _places.Of(user, chain);
        if (places.IsEmpty)
        {
            _notes.Add(PlanStepCode.NobodyThere, user.Id);
            if (OnUnreachable(user, chain) is { } rule)
            {
                return rule;
            }
            places = _places.LastResort(user, chain);
        }
        if (places.IsEmpty)
        {
            return Outcome.Ends(EndCause.Unreachable, 480, $"The user {user.Id} is not in Teams, and no device is registered");
        }
        var noAnswer = OnNoAnswer(user, chain);
        var ringTime = noAnswer is not null ? user.Forward.NoAnswerAfter : user.Twin.RingTime ?? TwinRingTime(places.Length);
        if (ringTime is { } time)
        {
            _notes.Add(PlanStepCode.RingTime, UserPlaces.Seconds(time));
        }
        return Outcome.Rings(
            new PlanStage
            {
                Places = places,
                RingTime = ringTime,
                Forwarders = [.. chain.Forwarders],
                OnNoAnswer = noAnswer?.Stage,
                OnBusy = OnBusy(user, chain)?.Stage,
                OnUnreachable = OnUnreachable(user, chain)?.Stage,
            }
        );
    }

    /// <summary>One place alone rings as long as the caller waits; of several Teams' voicemail must not take the call from the others.</summary>
    private static TimeSpan? TwinRingTime(int places) => places > 1 ? TwinSettings.DefaultRingTime : null;

    private Outcome? OnBusy(UserSettings user, ForwardChain chain) =>
        Rule(user, user.Forward.Busy, ForwardReason.Busy, PlanStepCode.ForwardsBusy, chain);

    private Outcome? OnUnreachable(UserSettings user, ForwardChain chain) =>
        Rule(user, user.Forward.Unreachable, ForwardReason.Unreachable, PlanStepCode.ForwardsUnreachable, chain);

    private Outcome? OnNoAnswer(UserSettings user, ForwardChain chain)
    {
        if (user.Forward.NoAnswer.Length == 0)
        {
            return null;
        }
        _notes.Add(PlanStepCode.ForwardsNoAnswer, user.Id, user.Forward.NoAnswer, UserPlaces.Seconds(user.Forward.NoAnswerAfter));
        return Forwarded(user, user.Forward.NoAnswer, ForwardReason.NoAnswer, chain);
    }

    private Outcome? Rule(UserSettings user, string target, ForwardReason reason, PlanStepCode code, ForwardChain chain)
    {
        if (target.Length == 0)
        {
            return null;
        }
        _notes.Add(code, user.Id, target);
        return Forwarded(user, target, reason, chain);
    }

    /// <summary>The person whom a user's calls go to must still be able to reach the user.</summary>
    private bool MayReach(UserSettings user)
    {
        var isTarget =
            _question.Caller.User is { } caller
            && caller.Id.Equals(_reader.ReadNumber(user.Forward.Always).User?.Id, StringComparison.Ordinal);
        if (isTarget)
        {
            _notes.Add(PlanStepCode.ForwardTargetCalls, _question.Caller.User!.Id);
        }
        return isTarget;
    }

    /// <summary>What becomes of a call that a user forwards; null where that cannot be.</summary>
    private Outcome? Forwarded(UserSettings by, string target, ForwardReason reason, ForwardChain chain)
    {
        if (chain.Forwarders.Length >= ForwardChain.MaxForwards)
        {
            _notes.Add(PlanStepCode.ForwardsTooMany, $"{ForwardChain.MaxForwards}");
            return null;
        }
        var next = chain.ForwardedBy(by, reason);
        _notes.Depth++;
        var outcome = target is ForwardSettings.Voicemail ? ToVoicemail(by, next) : ToNumber(by, target, next);
        _notes.Depth--;
        if (outcome is null)
        {
            _notes.Add(PlanStepCode.ForwardImpossible, by.Id, target);
        }
        return outcome;
    }

    /// <summary>A call that goes to a user's voicemail at once; null where that cannot be reached.</summary>
    public Outcome? Voicemail(UserSettings user, ForwardChain chain) => ToVoicemail(user, chain.ForwardedBy(user, ForwardReason.Always));

    private Outcome? ToVoicemail(UserSettings by, ForwardChain chain)
    {
        if (_question.Company.MailboxOf(by.Id) is { } box)
        {
            return ToBox(box, chain);
        }
        if (by.Teams is null || !_places.TeamsIsUp(by))
        {
            return null;
        }
        _notes.Add(PlanStepCode.RingsVoicemail, by.Id);
        return Outcome.Rings(new PlanStage { Places = [new TeamsPlace(by, IsVoicemail: true)], Forwarders = [.. chain.Forwarders] });
    }

    private Outcome ToBox(Mailbox box, ForwardChain chain)
    {
        _notes.Add(PlanStepCode.BoxTakes, box.Id);
        var wasBusy = chain.Forwarders is [.., { Reason: ForwardReason.Busy }];
        return Outcome.Rings(new PlanStage { Places = [new BoxPlace(box, wasBusy)], Forwarders = [.. chain.Forwarders] });
    }

    private Outcome? ToNumber(UserSettings by, string target, ForwardChain chain)
    {
        var dialled = _reader.ReadNumber(target);
        if (dialled is { Kind: DialledKind.User, User: { } user })
        {
            if (!chain.Was(user))
            {
                return For(user, chain);
            }
            _notes.Add(PlanStepCode.ForwardLoops, user.Id);
            return null;
        }
        if (dialled.Box is { } box)
        {
            return ToBox(box, chain);
        }
        // The rights are those of who forwards, whoever calls: nobody gets further by a forward than the user could dial.
        var isNumber = dialled.Kind is DialledKind.Exchange or DialledKind.Service or DialledKind.Outside;
        if (!isNumber || _reader.Emergency(dialled.Number) is not null || !_classes.Allows(by.Class, dialled.Number))
        {
            return null;
        }
        var lines = _lines.For(dialled.Number, _question.Caller, isForward: true);
        return lines.IsEmpty
            ? null
            : Outcome.Rings(new PlanStage { Places = [new LinePlace(dialled.Number, lines)], Forwarders = [.. chain.Forwarders] });
    }
}
