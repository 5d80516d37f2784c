using System.Globalization;
using NodaTime;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Document;
using Ponte.Pbx.Document.Reading;

namespace Ponte.Pbx.Flows;

/// <summary>
/// A caller's way through flows: takes what happens and gives what is to be done next. Neither waits nor knows a call; one caller at a time.
/// </summary>
public sealed partial class FlowRun
{
    /// <summary>Steps that one call may take; more is a circle that a caller who does nothing would never leave.</summary>
    public const int MaxSteps = 1000;

    private readonly FlowStart _start;
    private readonly FlowTexts _texts;
    private readonly Dictionary<string, string> _variables;
    private readonly Stack<(ValueList<FlowStep> Steps, int Next)> _way = new();
    private readonly List<FlowTrace> _path = [];
    private FlowSettings _flow;
    private FlowEntry? _entry;
    private FlowStep? _step;
    private bool _isSpeaking;
    private int _taken;

    /// <summary>Creates the run.</summary>
    public FlowRun(FlowStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        _start = start;
        _variables = new Dictionary<string, string>(start.Variables, StringComparer.Ordinal);
        _variables.TryAdd(FlowVariables.Language, start.Company.Document.Company.Language);
        _texts = new FlowTexts(start.Company, _variables);
        _flow = start.Company.FlowOf(start.Flow)!;
    }

    /// <summary>The variables as they are now.</summary>
    public IReadOnlyDictionary<string, string> Variables => _variables;

    /// <summary>The steps that were taken.</summary>
    public IReadOnlyList<FlowTrace> Path => _path;

    /// <summary>Whether the call's end was given.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The first action.</summary>
    /// <param name="now">The time, UTC.</param>
    public FlowAction Begin(DateTimeOffset now)
    {
        _way.Push((_flow.Steps, 0));
        return Next(now);
    }

    /// <summary>Something happened.</summary>
    /// <param name="input">What.</param>
    /// <param name="now">The time, UTC.</param>
    /// <returns>The next action, in place of the one under way; null where that goes on.</returns>
    public FlowAction? Take(FlowInput input, DateTimeOffset now) =>
        (input, _step) switch
        {
            _ when IsOver => null,
            (_, RoomStep room) => InRoom(room, input, now),
            (SpeechEnded, SayStep) => Left(FlowOutcome.Done, "", now),
            (SpeechEnded, _) when _isSpeaking => Listen(),
            (KeyPressed, MenuStep { BargeIn: false }) when _isSpeaking => null,
            (KeyPressed { Key: var key }, MenuStep menu) => Chosen(menu, key, now),
            (KeyPressed { Key: var key }, CollectStep collect) => Collected(collect, key, now),
            (TimedOut, MenuStep menu) when !_isSpeaking => Again(menu.Retries, FlowOutcome.NoInput, now),
            (TimedOut, CollectStep collect) when !_isSpeaking => OutOfTime(collect, now),
            (LookupEnded answer, LookupStep lookup) => LookedUp(lookup, answer, now),
            (LookupEnded { HasFailed: true }, WebhookStep) => Left(FlowOutcome.Failed, FlowOutcome.Failed, now),
            (LookupEnded, WebhookStep) => Left(FlowOutcome.Done, FlowOutcome.Done, now),
            (MessageTaken taken, RecordStep record) => Taken(record, taken, now),
            (LookupEnded { HasFailed: var hasFailed }, MailStep) => Mailed(hasFailed ? FlowOutcome.Failed : FlowOutcome.Done, now),
            (TargetEnded { Outcome: var outcome }, RingStep) => Left(outcome, outcome, now),
            _ => null,
        };

    private FlowAction Next(DateTimeOffset now)
    {
        while (++_taken <= MaxSteps)
        {
            if (!_way.TryPop(out var here))
            {
                return Over(new FlowHangUp(FlowEnding.Normal));
            }
            if (here.Next >= here.Steps.Count)
            {
                continue;
            }
            _way.Push((here.Steps, here.Next + 1));
            _step = here.Steps[here.Next];
            if (Enter(_step, now) is { } action)
            {
                return action;
            }
        }
        return Over(new FlowHangUp(FlowEnding.Unavailable, IsRunaway: true));
    }

    /// <summary>Begins a step. Null: it is done already, and the next one comes.</summary>
    private FlowAction? Enter(FlowStep step, DateTimeOffset now)
    {
        _entry = new FlowEntry();
        _texts.Now = now;
        switch (step)
        {
            case CalendarStep { Calendar: var name }:
                var state = _start.Company.CalendarOf(name)!.At(Instant.FromDateTimeOffset(now), _start.SwitchOf(name));
                return Passed(Words.Of(Words.Outcomes, state.Outcome), Words.Of(Words.Outcomes, state.Outcome));
            case WhenStep test:
                var holds = Holds(test, _texts.Value(test.Variable));
                return Passed(holds ? FlowOutcome.Then : FlowOutcome.Else, holds ? FlowOutcome.Then : FlowOutcome.Else);
            case SetStep set:
                _variables[set.Variable] = _texts.Fill(set.Value);
                return Passed(FlowOutcome.Done, _variables[set.Variable]);
            case GoToStep go:
                Note("");
                _flow = _start.Company.FlowOf(go.Flow)!;
                _way.Clear();
                _way.Push((_flow.Steps, 0));
                return null;
            case HangUpStep hangUp:
                Note("");
                return Over(new FlowHangUp(hangUp.Ending));
            case ServiceStep service:
                return new FlowLookup(service, _texts.Fill(service.Url, Uri.EscapeDataString), Fields(service));
            case RecordStep record:
                return new FlowTakeMessage(record.Box);
            case MailStep mail:
                return Mail(mail);
            case RoomStep room:
                return EnterRoom(room);
            case RingStep ring:
                return new FlowRing(ring, Target(ring), _flow.Class);
            case SayStep say:
                return Speak(say.Speech, say.BeforeAnswer) ?? Passed(FlowOutcome.Done, "");
            default:
                return Ask(step);
        }
    }

    private FlowAction Ask(FlowStep step)
    {
        _entry!.Digits.Clear();
        var speech = step is MenuStep menu ? menu.Speech : ((CollectStep)step).Speech;
        return (FlowAction?)Speak(speech, beforeAnswer: false) ?? Listen();
    }

    private FlowListen Listen()
    {
        _isSpeaking = false;
        return new FlowListen(_step is MenuStep menu ? menu.Wait : ((CollectStep)_step!).Wait);
    }

    private FlowSpeak? Speak(ValueList<FlowSpeech> speech, bool beforeAnswer)
    {
        var pieces = _texts.Of(speech);
        _isSpeaking = pieces.Count > 0;
        return _isSpeaking ? new FlowSpeak(pieces, beforeAnswer) : null;
    }

    private FlowAction? Chosen(MenuStep menu, char key, DateTimeOffset now)
    {
        var outcome = key.ToString(CultureInfo.InvariantCulture);
        return menu.Branch(outcome) is null ? Again(menu.Retries, FlowOutcome.Wrong, now) : Left(outcome, outcome, now);
    }

    private FlowAction? Collected(CollectStep collect, char key, DateTimeOffset now)
    {
        var digits = _entry!.Digits;
        if (collect.EndKey[0] == key)
        {
            return digits.Length >= collect.Minimum ? Entered(collect, now) : Again(collect.Retries, FlowOutcome.NoInput, now);
        }
        digits.Append(key);
        return digits.Length >= collect.Maximum ? Entered(collect, now) : Listen();
    }

    private FlowAction OutOfTime(CollectStep collect, DateTimeOffset now) =>
        _entry!.Digits.Length >= collect.Minimum ? Entered(collect, now) : Again(collect.Retries, FlowOutcome.NoInput, now);

    private FlowAction Entered(CollectStep collect, DateTimeOffset now)
    {
        var digits = _entry!.Digits.ToString();
        _variables[collect.Variable] = digits;
        return Left(FlowOutcome.Done, digits, now);
    }

    private FlowAction LookedUp(LookupStep lookup, LookupEnded answer, DateTimeOffset now)
    {
        if (answer.Value is not { } value)
        {
            var outcome = answer.HasFailed ? FlowOutcome.Failed : FlowOutcome.NotFound;
            return Left(outcome, outcome, now);
        }
        _variables[lookup.Variable] = value.Length > FlowVariables.MaxLength ? value[..FlowVariables.MaxLength] : value;
        return Left(FlowOutcome.Done, FlowOutcome.Done, now);
    }

    private ValueList<ServiceField> Fields(ServiceStep service) =>
        service is WebhookStep { Fields.Count: 0 }
            ?
            [
                new ServiceField("flow", _flow.Name),
                .. FlowVariables
                    .BuiltIn.Union(_variables.Keys, StringComparer.Ordinal)
                    .Select(name => new ServiceField(name, _texts.Value(name))),
            ]
            : [.. service.Fields.Select(f => f with { Value = _texts.Fill(f.Value) })];

    /// <summary>The caller is asked once more, or goes on after the last time.</summary>
    private FlowAction Again(int retries, string outcome, DateTimeOffset now)
    {
        if (_entry!.Failures++ >= retries)
        {
            return Left(outcome, outcome, now);
        }
        _texts.Now = now;
        if (outcome is FlowOutcome.Wrong && _step is MenuStep menu && _texts.Of([FlowTexts.WrongKey, .. menu.Speech]) is var pieces)
        {
            _isSpeaking = true;
            return new FlowSpeak(pieces, BeforeAnswer: false);
        }
        return Ask(_step!);
    }

    private FlowAction Left(string outcome, string result, DateTimeOffset now)
    {
        Passed(outcome, result);
        return Next(now);
    }

    private FlowAction? Passed(string outcome, string result)
    {
        _isSpeaking = false;
        Note(result);
        if (_step!.Branch(outcome) is { } steps)
        {
            _way.Push((steps, 0));
        }
        return null;
    }

    private FlowHangUp Over(FlowHangUp action)
    {
        IsOver = true;
        return action;
    }

    private string Target(RingStep ring) =>
        ring switch
        {
            UserStep user => user.User,
            VoicemailStep voicemail => voicemail.Box,
            NumberStep number => number.Number,
            ExtensionStep extension => _texts.Fill(extension.Extension),
            _ => throw new ArgumentOutOfRangeException(nameof(ring), ring, "A kind of step calls nobody."),
        };

    private static bool Holds(WhenStep when, string value) =>
        when.Is.Contains(value, StringComparer.OrdinalIgnoreCase)
        || when.Begins.Any(b => value.StartsWith(b, StringComparison.OrdinalIgnoreCase));

    private void Note(string result)
    {
        var (word, value) = _step switch
        {
            CalendarStep s => ("calendar", s.Calendar),
            SayStep s => (s.BeforeAnswer ? "announce" : "say", FlowTexts.Names(s.Speech)),
            MenuStep s => ("menu", FlowTexts.Names(s.Speech)),
            CollectStep s => ("collect", s.Variable),
            SetStep s => ("set", s.Variable),
            WhenStep s => ("when", s.Variable),
            LookupStep s => ("lookup", s.Variable),
            WebhookStep s => ("webhook", new Uri(_texts.Fill(s.Url, Uri.EscapeDataString)).Host),
            UserStep s => ("user", s.User),
            ExtensionStep s => ("extension", _texts.Fill(s.Extension)),
            NumberStep s => ("number", s.Number),
            RoomStep s => ("room", s.Room),
            RecordStep s => ("record", s.Box),
            MailStep s => ("mail", string.Join(", ", s.To)),
            VoicemailStep s => ("voicemail", s.Box),
            GoToStep s => ("flow", s.Flow),
            _ => ("hangUp", Words.Of(Words.Endings, ((HangUpStep)_step!).Ending)),
        };
        _path.Add(new FlowTrace(_flow.Name, word, value, result));
    }
}
