using Ponte.Calls.Model;
using Ponte.Pbx.Document;
using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Plan;

/// <summary>What becomes of a call that a flow puts through.</summary>
public static class FlowPlan
{
    /// <summary>Decides where it rings. The caller reaches what the flow may reach, whatever the caller could dial.</summary>
    /// <param name="question">The call. What was dialled does not count.</param>
    /// <param name="step">The step that calls.</param>
    /// <param name="target">The user's key, extension or number.</param>
    /// <param name="classOfService">What the flow may call outside.</param>
    public static PlanDecision Decide(PlanQuestion question, RingStep step, string target, string classOfService)
    {
        ArgumentNullException.ThrowIfNull(question);
        var notes = new PlanNotes();
        var (called, outcome) = step switch
        {
            UserStep => ToUser(question, notes, question.Company.UserById(target)),
            VoicemailStep => ToVoicemail(question, notes, target),
            ExtensionStep => ToExtension(question, notes, target),
            _ => ToNumber(question, notes, target, classOfService),
        };
        return new PlanDecision
        {
            Caller = question.Caller,
            Called = called,
            Ring = outcome.Stage,
            Refusal = outcome.End,
            Steps = notes.Steps,
        };
    }

    private static (Party Called, Outcome Outcome) ToUser(PlanQuestion question, PlanNotes notes, UserSettings? user) =>
        user is null
            ? Nobody("")
            : (new Party(ForwardChain.Numbers(user).FirstOrDefault(n => n.Length > 0) ?? "", user.Name), For(question, notes, user));

    private static (Party Called, Outcome Outcome) ToVoicemail(PlanQuestion question, PlanNotes notes, string key)
    {
        var user = question.Company.UserById(key);
        return question.Company.MailboxOf(key) is { } box ? ToBox(question, notes, box)
            : user is not null && new UserPlan(question, notes).Voicemail(user, ForwardChain.Of(question)) is { } outcome
                ? (new Party("", user.Name), outcome)
            : (new Party("", user?.Name ?? ""), Outcome.Ends(EndCause.Unreachable, 480, "The voicemail in Teams cannot be reached"));
    }

    private static (Party Called, Outcome Outcome) ToBox(PlanQuestion question, PlanNotes notes, Mailbox box)
    {
        notes.Add(PlanStepCode.BoxTakes, box.Id);
        var stage = new PlanStage { Places = [new BoxPlace(box, WasBusy: false)], Forwarders = question.Forwarders };
        return (new Party(box.Number, box.Name), Outcome.Rings(stage));
    }

    /// <summary>A caller may choose among the company's own extensions only: what somebody enters never leaves by a carrier.</summary>
    private static (Party Called, Outcome Outcome) ToExtension(PlanQuestion question, PlanNotes notes, string target)
    {
        var dialled = new DialledReader(question.Company).ReadNumber(target.Length == 0 ? "?" : target);
        if (dialled.User is { } user)
        {
            return (new Party(dialled.Number, user.Name), For(question, notes, user));
        }
        if (dialled.Box is { } box)
        {
            return ToBox(question, notes, box);
        }
        return dialled.Kind == DialledKind.Exchange && question.Company.IsShortOfExchange(dialled.Number)
            ? Lines(question, notes, dialled.Number)
            : Nobody(dialled.Number);
    }

    private static (Party Called, Outcome Outcome) ToNumber(PlanQuestion question, PlanNotes notes, string target, string classOfService)
    {
        var reader = new DialledReader(question.Company);
        var dialled = reader.ReadNumber(target);
        if (dialled.User is { } user)
        {
            return (new Party(dialled.Number, user.Name), For(question, notes, user));
        }
        if (dialled.Box is { } box)
        {
            return ToBox(question, notes, box);
        }
        var isNumber = dialled.Kind is DialledKind.Exchange or DialledKind.Service or DialledKind.Outside;
        if (!isNumber || reader.Emergency(dialled.Number) is not null)
        {
            return Nobody(dialled.Number);
        }
        return new ClassCheck(question.Company, notes).Allows(classOfService, dialled.Number)
            ? Lines(question, notes, dialled.Number)
            : (
                new Party(dialled.Number, ""),
                Outcome.Ends(EndCause.Forbidden, 403, $"The class of service of the flow does not allow {dialled.Number}")
            );
    }

    private static (Party Called, Outcome Outcome) Lines(PlanQuestion question, PlanNotes notes, string number)
    {
        var lines = new LineChooser(question, notes).For(number, question.Caller, isForward: true);
        return (
            new Party(number, ""),
            lines.IsEmpty
                ? Outcome.Ends(EndCause.UnknownNumber, 404, "No line for the number in the company document")
                : Outcome.Rings(new PlanStage { Places = [new LinePlace(number, lines)], Forwarders = question.Forwarders })
        );
    }

    private static Outcome For(PlanQuestion question, PlanNotes notes, UserSettings user) =>
        new UserPlan(question, notes).For(user, ForwardChain.Of(question));

    private static (Party Called, Outcome Outcome) Nobody(string number) =>
        (new Party(number, ""), Outcome.Ends(EndCause.UnknownNumber, 404, "Nobody has the number that the flow calls"));
}
