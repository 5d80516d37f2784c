using System.Collections.Immutable;
using NodaTime;
using Ponte.Calls.Routing;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.CallBacks;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Document.Reading;
using Ponte.Pbx.People;
using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Plan;

/// <summary>What a short code does. Codes that call somebody are the number plan's own business.</summary>
internal sealed class CodePlan(PlanQuestion question, PlanNotes notes)
{
    private const int MaxSlotLength = 16;

    /// <summary>Who dials the code later has forgotten whom it would be for.</summary>
    private static readonly TimeSpan LongestThought = TimeSpan.FromMinutes(10);

    private readonly DialledReader _reader = new(question.Company);
    private readonly ClassCheck _classes = new(question.Company, notes);

    /// <summary>What the code does, and what must be done first.</summary>
    public CodeResult For(Dialled dialled, UserSettings caller)
    {
        var function = dialled.Code!.Function;
        return function switch
        {
            ShortCodeFunction.PickUp => new CodeResult(PickUp(dialled.Argument, caller)),
            ShortCodeFunction.Park => new CodeResult(At(function, dialled.Argument, caller, Park)),
            ShortCodeFunction.Retrieve => new CodeResult(At(function, dialled.Argument, caller, slot => new Retrieve(slot))),
            ShortCodeFunction.TakeOver => new CodeResult(Does(function, "", new TakeOver(caller.Id))),
            ShortCodeFunction.Confer => new CodeResult(Does(function, "", new Confer(caller.Id))),
            ShortCodeFunction.CallBack => dialled.IsOff ? NoCallBack(dialled.Argument, caller) : CallBack(dialled.Argument, caller),
            _ => Switch(dialled, caller),
        };
    }

    private Park Park(string slot) => new(slot) { Timeout = question.Company.Document.Company.ParkTimeout };

    private CodeResult CallBack(string argument, UserSettings caller)
    {
        if (argument.Length > 0)
        {
            return new CodeResult(Wrong(ShortCodeFunction.CallBack, argument));
        }
        var missed = question.World.LastMissedOf(caller.Id);
        if (missed is null || question.At - missed.At > LongestThought || question.Company.UserById(missed.Wanted) is not { } wanted)
        {
            notes.Add(PlanStepCode.CallBackOfNobody);
            return new CodeResult(new Confirm(false));
        }
        notes.Add(PlanStepCode.CallBackOf, wanted.Id);
        var change = new CallBackChange(caller.Id, wanted.Id, missed.Number, missed.WasBusy, IsOn: true);
        return new CodeResult(new Confirm(true), CallBack: change, About: wanted.Name);
    }

    /// <summary>For one extension, or for all.</summary>
    private CodeResult NoCallBack(string extension, UserSettings caller)
    {
        var wanted = extension.Length > 0 ? _reader.ReadNumber(extension).User : null;
        if (extension.Length > 0 && wanted is null)
        {
            return new CodeResult(Wrong(ShortCodeFunction.CallBack, extension));
        }
        notes.Add(PlanStepCode.CallBackOff, wanted?.Id ?? "");
        var change = new CallBackChange(caller.Id, wanted?.Id, "", IsArmed: false, IsOn: false);
        return new CodeResult(new Confirm(true), CallBack: change, About: wanted?.Name ?? "");
    }

    /// <summary>The calendar that the code sets, and to what: the contrary of what it says now. Null where there is none of that code.</summary>
    public CalendarChange? DayNight(Dialled dialled)
    {
        var settings = question.Company.Document.Calendars.FirstOrDefault(c =>
            c.Code.Length > 0 && c.Code.Equals(dialled.Argument, StringComparison.Ordinal)
        );
        if (settings is null)
        {
            Wrong(ShortCodeFunction.DayNight, dialled.Argument);
            return null;
        }
        var calendar = question.Company.CalendarOf(settings.Name)!;
        var now = calendar.At(Instant.FromDateTimeOffset(question.At), question.World.SwitchOf(settings.Name)).Outcome;
        var set =
            dialled.IsOff ? CalendarSwitch.Automatic
            : now is CalendarOutcome.Overtime or CalendarOutcome.OutOfService ? CalendarSwitch.Day
            : CalendarSwitch.Night;
        notes.Add(PlanStepCode.CodeDoes, Words.Of(Words.Functions, ShortCodeFunction.DayNight), $"{settings.Name} {set}");
        return new CalendarChange(settings.Name, set);
    }

    /// <summary>The box that the caller listens to; null where nobody may, or there is none of that number.</summary>
    public ListenTo? Listen(Dialled dialled, UserSettings caller)
    {
        var number = dialled.Argument.Length > 0 ? _reader.ReadNumber(dialled.Argument) : null;
        var box = number is null ? OwnBox(caller) : BoxOf(number, question.Company);
        if (number is not null && box is null)
        {
            Wrong(ShortCodeFunction.Voicemail, dialled.Argument);
            return null;
        }
        notes.Add(PlanStepCode.ListensTo, box?.Id ?? "");
        return new ListenTo(box, caller.Id, question.Caller.Device.Length > 0 || question.Caller.Line is { Kind: LineKind.Teams });
    }

    /// <summary>The box at a number: a mailbox's, or that of the user who has it.</summary>
    public static Mailbox? BoxOf(Dialled number, CompanySnapshot company) =>
        number.Box ?? (number.User is { } user ? company.MailboxOf(user.Id) : null);

    /// <summary>Who has no box of the own, but one with others, means that one.</summary>
    private Mailbox? OwnBox(UserSettings caller)
    {
        if (question.Company.MailboxOf(caller.Id) is { } own)
        {
            return own;
        }
        var shared = question.Company.Mailboxes.Where(b => b.Users.Contains(caller.Id, StringComparer.Ordinal)).Take(2).ToList();
        return shared is [var only] ? only : null;
    }

    private CallAction PickUp(string extension, UserSettings caller)
    {
        ImmutableArray<string> users =
            extension.Length > 0
                ? _reader.ReadNumber(extension).User is { } user
                    ? [user.Id]
                    : []
                : [.. question.Company.Document.Users.Where(u => SharesGroup(u, caller)).Select(u => u.Id)];
        return users.IsEmpty ? Wrong(ShortCodeFunction.PickUp, extension) : Does(ShortCodeFunction.PickUp, extension, new PickUp(users));
    }

    private static bool SharesGroup(UserSettings user, UserSettings caller) =>
        !user.Id.Equals(caller.Id, StringComparison.Ordinal)
        && user.PickupGroups.Intersect(caller.PickupGroups, StringComparer.Ordinal).Any();

    /// <summary>A place of its own name; without one the place is named like the caller's extension.</summary>
    private CallAction At(ShortCodeFunction function, string place, UserSettings caller, Func<string, CallAction> action)
    {
        var slot = place.Length > 0 ? place : caller.Extension;
        return slot.Length is 0 or > MaxSlotLength ? Wrong(function, place) : Does(function, slot, action(slot));
    }

    private CodeResult Switch(Dialled dialled, UserSettings caller)
    {
        var function = dialled.Code!.Function;
        var isForward = function != ShortCodeFunction.DoNotDisturb;
        var isOn = !dialled.IsOff;
        if (isForward && isOn && !MayForwardTo(dialled.Argument, caller))
        {
            return new CodeResult(Wrong(function, dialled.Argument));
        }
        var target = isForward && isOn ? dialled.Argument : "";
        return new CodeResult(
            Does(function, isOn ? target : "off", new Confirm(true)),
            new PersonChange(caller.Id, function, target, isOn)
        );
    }

    private bool MayForwardTo(string target, UserSettings caller)
    {
        var dialled = _reader.ReadNumber(target);
        return dialled.Kind switch
        {
            DialledKind.User => !dialled.User!.Id.Equals(caller.Id, StringComparison.Ordinal),
            DialledKind.Mailbox => true,
            DialledKind.Exchange or DialledKind.Service or DialledKind.Outside => _reader.Emergency(dialled.Number) is null
                && _classes.Allows(caller.Class, dialled.Number),
            _ => false,
        };
    }

    private CallAction Does(ShortCodeFunction function, string argument, CallAction action)
    {
        notes.Add(PlanStepCode.CodeDoes, Words.Of(Words.Functions, function), argument);
        return action;
    }

    private Confirm Wrong(ShortCodeFunction function, string argument)
    {
        notes.Add(PlanStepCode.CodeArgument, Words.Of(Words.Functions, function), argument);
        return new Confirm(false);
    }
}
