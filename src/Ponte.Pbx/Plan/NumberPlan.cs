using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Document.Reading;
using Ponte.Pbx.Numbers;
using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Plan;

/// <summary>
/// Decides what becomes of a call, and says why. A pure function of the company document, what is known of the moment, the caller and
/// what was dialled.
/// </summary>
/// <remarks>
/// Rules that hold whatever the document says: emergency calls go first and always; a caller from a carrier reaches people and exchanges
/// of the company only, and leaves by a carrier only where a user forwards, by that user's rights; no call goes round in a circle.
/// </remarks>
public sealed class NumberPlan
{
    /// <summary>A call that comes through here more often goes round in a circle.</summary>
    public const int MaxPasses = 4;

    /// <summary>A prefix with fewer signs, plus and country code with them, leads to a whole area or country.</summary>
    private const int MinCarrierPrefix = 6;

    private readonly PlanQuestion _question;
    private readonly PlanNotes _notes;
    private readonly DialledReader _reader;

    private NumberPlan(PlanQuestion question, PlanNotes notes)
    {
        _question = question;
        _notes = notes;
        _reader = new DialledReader(question.Company);
    }

    /// <summary>Decides what becomes of a call.</summary>
    public static PlanDecision Decide(PlanQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var notes = new PlanNotes();
        var plan = new NumberPlan(question, notes);
        plan.NoteCaller();
        return plan.Decide(question.Dialled) with { Steps = notes.Steps };
    }

    private PlanDecision Decide(string text)
    {
        var caller = _question.Caller;
        var dialled = _reader.Read(text, caller);
        if (dialled.Kind == DialledKind.Emergency)
        {
            return Emergency(dialled.Number);
        }
        if (Circle(dialled) is { } circle)
        {
            return circle;
        }
        if (IsBlockedCaller(out var blocked))
        {
            return Refused(dialled.Number, EndCause.Forbidden, 403, $"Callers like {blocked} are blocked");
        }
        return dialled.Kind switch
        {
            DialledKind.ShortCode => Code(dialled, caller.Actor!),
            DialledKind.User => ToUser(dialled),
            DialledKind.Flow => ToFlow(dialled),
            DialledKind.Mailbox => ToMailbox(dialled),
            DialledKind.Exchange or DialledKind.Service or DialledKind.Outside => Outside(dialled),
            DialledKind.Unreadable => NotReadable(dialled),
            DialledKind.Unassigned => Unassigned(dialled),
            _ => Unknown(dialled),
        };
    }

    private PlanDecision Emergency(string number)
    {
        _notes.Add(PlanStepCode.IsEmergency, number);
        var lines = new LineChooser(_question, _notes).ForEmergency(_question.Caller);
        return lines.IsEmpty
            ? Refused(number, EndCause.LineDown, 503, "No line for emergency calls")
            : Ringing(new Party(number, ""), new PlanStage { Places = [new LinePlace(number, lines, IsEmergency: true)] });
    }

    private PlanDecision? Circle(Dialled dialled)
    {
        var caller = _question.Caller;
        var isTooLong = _question.Passes >= MaxPasses || _question.Forwarders.Count > ForwardChain.MaxForwards;
        // Teams rings the number of a user whom this very call rings here: the user's devices ring already.
        var isBack =
            dialled.User is { } user
            && caller.Line is TeamsSettings
            && caller.Number.Length > 0
            && _question.World.IsRinging(user.Id, caller.Number);
        if (!isTooLong && !isBack)
        {
            return null;
        }
        _notes.Add(PlanStepCode.Loops);
        return Refused(dialled.Number, EndCause.Loop, 482, "The call goes round in a circle");
    }

    private bool IsBlockedCaller(out string blocked)
    {
        var rules = _question.Company.Document.Blocked;
        var caller = _question.Caller;
        blocked = "";
        if (!caller.IsFromCarrier)
        {
            return false;
        }
        var isBlocked = caller.Shown.IsAnonymous
            ? rules.Anonymous
            : PrefixList.Holds(rules.From, rules.Except, caller.Shown.Number, out blocked);
        if (isBlocked)
        {
            blocked = blocked.Length > 0 ? blocked : "anonymous";
            _notes.Add(PlanStepCode.CallerBlocked, caller.Shown.Number, blocked);
        }
        return isBlocked;
    }

    private PlanDecision ToUser(Dialled dialled)
    {
        var user = dialled.User!;
        var isExtension = dialled.Number.Equals(user.Extension, StringComparison.Ordinal);
        _notes.Add(isExtension ? PlanStepCode.IsExtension : PlanStepCode.IsDirectNumber, dialled.Number, user.Id);
        var outcome = new UserPlan(_question, _notes).For(user, ForwardChain.Of(_question));
        return Made(new Party(dialled.Number, user.Name)) with { Ring = outcome.Stage, Refusal = outcome.End };
    }

    private PlanDecision ToFlow(Dialled dialled)
    {
        var room = dialled.Flow!.Steps is [RoomStep step] ? _question.Company.RoomOf(step.Room) : null;
        _notes.Add(room is null ? PlanStepCode.IsFlow : PlanStepCode.IsRoom, dialled.Number, room?.Id ?? dialled.Flow.Name);
        return Made(new Party(dialled.Number, room?.Name ?? "")) with { Flow = dialled.Flow.Name };
    }

    /// <summary>The box at a number that was entered by keys; null where there is none.</summary>
    public static Mailbox? BoxOf(string number, CompanySnapshot company) =>
        CodePlan.BoxOf(new DialledReader(company).ReadNumber(number), company);

    private PlanDecision ToMailbox(Dialled dialled)
    {
        var box = dialled.Box!;
        _notes.Add(PlanStepCode.IsMailbox, dialled.Number, box.Id);
        var stage = new PlanStage { Places = [new BoxPlace(box, WasBusy: false)], Forwarders = _question.Forwarders };
        return Ringing(new Party(dialled.Number, box.Name), stage);
    }

    private PlanDecision Outside(Dialled dialled)
    {
        NoteKind(dialled);
        var caller = _question.Caller;
        if (caller.IsFromCarrier && !IsForCarriers(dialled))
        {
            _notes.Add(PlanStepCode.CarrierToCarrier);
            return Refused(dialled.Number, EndCause.UnknownNumber, 404, "A call from a carrier does not leave by a carrier");
        }
        if (!caller.IsFromCarrier && !new ClassCheck(_question.Company, _notes).Allows(ClassOf(caller), dialled.Number))
        {
            return Refused(dialled.Number, EndCause.Forbidden, 403, $"The class of service of the caller does not allow {dialled.Number}");
        }
        var lines = new LineChooser(_question, _notes).For(dialled.Number, caller, isForward: false);
        return lines.IsEmpty
            ? Refused(dialled.Number, EndCause.UnknownNumber, 404, "No line for the number in the company document")
            : Ringing(
                new Party(dialled.Number, ""),
                new PlanStage { Places = [new LinePlace(dialled.Number, lines)], Forwarders = _question.Forwarders }
            );
    }

    /// <summary>
    /// Whether a caller from a carrier gets there: to an exchange by its short numbers, its range, or a prefix that is no way out of the
    /// company.
    /// </summary>
    private bool IsForCarriers(Dialled dialled) =>
        dialled.Kind == DialledKind.Exchange
        && (
            !dialled.Number.StartsWith('+')
            || _question.Company.IsInternal(dialled.Number)
            || _question.Company.LinesFor(dialled.Number)[0].Length >= MinCarrierPrefix
        );

    /// <summary>The rights of a call: the caller's; of one that Teams forwards those of the user who forwards; else those of the line.</summary>
    private string ClassOf(PlanCaller caller)
    {
        if (caller.Actor is { } user)
        {
            return user.Class;
        }
        var forwarder = _question.Forwarders.Reverse().Select(f => _question.Company.UserOf(f.Number)).FirstOrDefault(u => u is not null);
        return forwarder?.Class ?? caller.Line?.Class ?? LineSettings.DefaultClass;
    }

    private PlanDecision Code(Dialled dialled, UserSettings caller)
    {
        var code = dialled.Code!;
        _notes.Add(PlanStepCode.IsShortCode, Words.Of(Words.Functions, code.Function), dialled.IsOff ? code.OffCode! : code.Code);
        switch (code.Function)
        {
            case ShortCodeFunction.HideNumber:
            case ShortCodeFunction.ShowNumber:
                return Again(dialled.Argument, _question.Caller with { HidesNumber = code.Function == ShortCodeFunction.HideNumber });
            case ShortCodeFunction.Pin:
                return Pin(dialled.Argument, caller);
            case ShortCodeFunction.DayNight:
                var dayNight = new CodePlan(_question, _notes).DayNight(dialled);
                return Made(new Party(dialled.Number, "")) with { Action = new Confirm(dayNight is not null), DayNight = dayNight };
            case ShortCodeFunction.Voicemail:
                var listen = new CodePlan(_question, _notes).Listen(dialled, caller);
                return Made(new Party(dialled.Number, listen?.Box?.Name ?? "")) with
                {
                    Action = listen is null ? new Confirm(false) : null,
                    Listen = listen,
                };
            default:
                var (action, change, callBack, about) = new CodePlan(_question, _notes).For(dialled, caller);
                return Made(new Party(dialled.Number, about)) with { Action = action, Change = change, CallBack = callBack };
        }
    }

    /// <summary><c>PIN * number</c>. An emergency number needs no right PIN.</summary>
    private PlanDecision Pin(string argument, UserSettings caller)
    {
        var parts = argument.Split(['*', '#'], 2);
        var number = parts.Length == 2 ? parts[1] : "";
        if (_reader.Emergency(number) is { } emergency)
        {
            return Emergency(emergency);
        }
        if (number.Length == 0 || _question.World.OwnerOfPin(parts[0], caller) is not { } owner)
        {
            _notes.Add(PlanStepCode.PinWrong);
            return Made(new Party("", "")) with { Action = new Confirm(false) };
        }
        _notes.Add(PlanStepCode.PinOf, owner.Id);
        var shown = new Party(owner.Extension.Length > 0 ? owner.Extension : owner.Number, owner.Name);
        return Again(number, _question.Caller with { Shown = shown, AssertedNumber = "", User = owner, RightsOf = null });
    }

    /// <summary>Decides once more, by what follows a code; another code may not.</summary>
    private PlanDecision Again(string text, PlanCaller caller)
    {
        var next = new NumberPlan(_question with { Caller = caller }, _notes);
        var dialled = next._reader.Read(text.Length == 0 ? "?" : text, caller);
        return dialled.Kind == DialledKind.ShortCode
            ? next.Unknown(new Dialled(DialledKind.Unknown, dialled.Number))
            : next.Decide(text.Length == 0 ? "?" : text);
    }

    private PlanDecision NotReadable(Dialled dialled)
    {
        _notes.Add(PlanStepCode.NotReadable, FieldReader.Shown(dialled.Number));
        return Refused("", EndCause.UnknownNumber, 404, "What was dialled is no number");
    }

    private PlanDecision Unassigned(Dialled dialled)
    {
        var line = _question.Company.Document.Lines.OfType<TrunkSettings>().First(l => l.Ranges.Any(r => r.Contains(dialled.Number)));
        _notes.Add(PlanStepCode.IsUnassigned, dialled.Number, line.Name);
        return Refused(dialled.Number, EndCause.UnknownNumber, 404, "A number of the company that nobody has");
    }

    private PlanDecision Unknown(Dialled dialled)
    {
        _notes.Add(PlanStepCode.IsUnknown, dialled.Number);
        return Refused(dialled.Number, EndCause.UnknownNumber, 404, "No user, number or line for it in the company document");
    }

    private void NoteKind(Dialled dialled)
    {
        if (dialled.Kind == DialledKind.Exchange)
        {
            var match = _question.Company.LinesFor(dialled.Number)[0];
            _notes.Add(PlanStepCode.IsOfExchange, dialled.Number, match.Line.Name, match.By);
            return;
        }
        _notes.Add(dialled.Kind == DialledKind.Service ? PlanStepCode.IsService : PlanStepCode.IsOutside, dialled.Number);
    }

    private void NoteCaller()
    {
        var caller = _question.Caller;
        var from = caller.Line?.Name ?? caller.Device;
        if (caller.User is { } user)
        {
            _notes.Add(PlanStepCode.CallerUser, user.Name, from);
        }
        else if (caller.Shown.IsAnonymous)
        {
            _notes.Add(PlanStepCode.CallerAnonymous, from);
        }
        else
        {
            _notes.Add(PlanStepCode.CallerOther, caller.Shown.Number, from);
        }
        foreach (var forwarder in _question.Forwarders)
        {
            _notes.Add(PlanStepCode.ForwardedBefore, Shown(forwarder));
        }
    }

    private static string Shown(Forwarder forwarder) =>
        forwarder.IsPrivate ? ""
        : forwarder.Name.Length > 0 ? forwarder.Name
        : forwarder.Number;

    private PlanDecision Ringing(Party called, PlanStage stage) => Made(called) with { Ring = stage };

    private PlanDecision Refused(string number, EndCause cause, int status, string detail) =>
        Made(new Party(number, "")) with
        {
            Refusal = new CallEnd(EndSide.System, cause, status, Detail: detail),
        };

    private PlanDecision Made(Party called) => new() { Caller = _question.Caller, Called = called };
}
