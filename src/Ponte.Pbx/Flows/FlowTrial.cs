using System.Collections.Immutable;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Flows;

/// <summary>Plays a flow as text, without a call.</summary>
public static class FlowTrial
{
    /// <summary>How somebody who is called in a trial can end: <c>busy</c>, <c>noAnswer</c>, <c>unreachable</c>.</summary>
    private static readonly string[] Outcomes = [FlowOutcome.Busy, FlowOutcome.NoAnswer, FlowOutcome.Unreachable];

    /// <summary>Plays a flow until somebody is called, the call ends, or a key is awaited that was not given.</summary>
    /// <param name="start">The flow and its variables.</param>
    /// <param name="keys">What the caller does each time it is the caller's turn: keys; empty for nothing; an outcome where somebody is called; the answer where a service is asked.</param>
    /// <param name="at">The time, UTC.</param>
    public static ImmutableArray<FlowTrialLine> Play(FlowStart start, IEnumerable<string> keys, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var run = new FlowRun(start);
        var turns = new Queue<string>(keys);
        var lines = ImmutableArray.CreateBuilder<FlowTrialLine>();
        var seen = 0;
        var action = run.Begin(at);
        while (true)
        {
            lines.AddRange(
                run.Path.Skip(seen).Where(IsDecision).Select(t => new FlowTrialLine(FlowTrialKind.Step, t.Value, t.Result, t.Step))
            );
            seen = run.Path.Count;
            lines.AddRange(Shown(action));
            if (Turn(run, action, turns, lines, at) is not { } next)
            {
                return lines.ToImmutable();
            }
            action = next;
        }
    }

    /// <summary>What comes next; null: the trial is over.</summary>
    private static FlowAction? Turn(
        FlowRun run,
        FlowAction action,
        Queue<string> turns,
        ImmutableArray<FlowTrialLine>.Builder lines,
        DateTimeOffset at
    )
    {
        switch (action)
        {
            case FlowSpeak:
                return run.Take(new SpeechEnded(), at);
            case FlowListen when turns.TryDequeue(out var keys):
                lines.Add(new FlowTrialLine(FlowTrialKind.Pressed, keys));
                return Pressed(run, action, keys, at);
            case FlowListen:
                lines.Add(new FlowTrialLine(FlowTrialKind.Waits, ""));
                return null;
            case FlowLookup when turns.TryDequeue(out var value):
                lines.Add(new FlowTrialLine(FlowTrialKind.Answered, value));
                return run.Take(
                    value is FlowOutcome.Failed or FlowOutcome.NotFound
                        ? new LookupEnded(null, value is FlowOutcome.Failed)
                        : new LookupEnded(value),
                    at
                );
            case FlowTakeMessage:
                return TakeMessage(run, turns, lines, at);
            case FlowSendMail:
                return run.Take(new LookupEnded(null), at);
            case FlowJoin when turns.TryPeek(out var full) && full is FlowOutcome.Busy:
                lines.Add(new FlowTrialLine(FlowTrialKind.Failed, turns.Dequeue()));
                return run.Take(new TargetEnded(full), at);
            case FlowRing when turns.TryPeek(out var outcome) && Outcomes.Contains(outcome, StringComparer.Ordinal):
                lines.Add(new FlowTrialLine(FlowTrialKind.Failed, turns.Dequeue()));
                return run.Take(new TargetEnded(outcome), at);
            default:
                return null;
        }
    }

    /// <summary>A message is left, unless it is said that it is not.</summary>
    private static FlowAction? TakeMessage(FlowRun run, Queue<string> turns, ImmutableArray<FlowTrialLine>.Builder lines, DateTimeOffset at)
    {
        if (!turns.TryPeek(out var outcome) || outcome is not (FlowOutcome.TooShort or FlowOutcome.Failed))
        {
            return run.Take(new MessageTaken(FlowOutcome.Done, ""), at);
        }
        lines.Add(new FlowTrialLine(FlowTrialKind.Failed, turns.Dequeue()));
        return run.Take(new MessageTaken(outcome, null), at);
    }

    /// <summary>Keys one after the other, and then a pause.</summary>
    private static FlowAction Pressed(FlowRun run, FlowAction listening, string keys, DateTimeOffset at)
    {
        var action = listening;
        foreach (var key in keys)
        {
            action = run.Take(new KeyPressed(key), at) ?? action;
        }
        return action is FlowListen ? run.Take(new TimedOut(), at) ?? action : action;
    }

    private static IEnumerable<FlowTrialLine> Shown(FlowAction action) =>
        action switch
        {
            FlowSpeak { BeforeAnswer: var before } speak => speak.Pieces.Select(p => new FlowTrialLine(
                before ? FlowTrialKind.Announces : FlowTrialKind.Says,
                p.Text,
                p.Language
            )),
            FlowLookup lookup =>
            [
                new FlowTrialLine(FlowTrialKind.Asks, lookup.Url, Fields(lookup), lookup.Step is WebhookStep ? "webhook" : "lookup"),
            ],
            FlowRing ring => [new FlowTrialLine(FlowTrialKind.Calls, ring.Target, "", Kind(ring.Step))],
            FlowTakeMessage take => [new FlowTrialLine(FlowTrialKind.Records, take.Box)],
            FlowSendMail mail =>
            [
                new FlowTrialLine(FlowTrialKind.Mails, string.Join(", ", mail.To), mail.Subject, mail.Attached is null ? "" : "attach"),
            ],
            FlowJoin join => [new FlowTrialLine(FlowTrialKind.Calls, join.Room.Id, "", "room")],
            FlowHangUp { IsRunaway: true } => [new FlowTrialLine(FlowTrialKind.Runaway, "")],
            FlowHangUp hangUp =>
            [
                new FlowTrialLine(FlowTrialKind.HangsUp, Document.Reading.Words.Of(Document.Reading.Words.Endings, hangUp.Ending)),
            ],
            _ => [],
        };

    private static string Fields(FlowLookup lookup) => string.Join(", ", lookup.Fields.Select(f => $"{f.Name}: {f.Value}"));

    private static string Kind(RingStep step) =>
        step switch
        {
            UserStep => "user",
            VoicemailStep => "voicemail",
            ExtensionStep => "extension",
            _ => "number",
        };

    /// <summary>What is not seen by what is said and pressed.</summary>
    private static bool IsDecision(FlowTrace trace) => trace.Step is "calendar" or "when" or "set" or "flow";
}
