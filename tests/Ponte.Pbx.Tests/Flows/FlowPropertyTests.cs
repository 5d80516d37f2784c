using System.Text;
using Ponte.Pbx.Document;
using Ponte.Pbx.Flows;

namespace Ponte.Pbx.Tests.Flows;

/// <summary>Any flow that is accepted, with anything that may happen: it waits for something, or it ends.</summary>
public sealed class FlowPropertyTests
{
    private const int Documents = 300;
    private const int Inputs = 300;
    private static readonly string[] Outcomes = [FlowOutcome.Busy, FlowOutcome.NoAnswer, FlowOutcome.Unreachable];

    [Fact]
    public void Every_run_waits_or_ends_whatever_happens()
    {
        var random = new Random(20261126);
        var accepted = 0;
        for (var i = 0; i < Documents; i++)
        {
            var text = FlowBench.Head + Flows(random);
            if (DocumentText.Read(text) is not { Document: { } document })
            {
                continue;
            }
            accepted++;
            FlowBench.Read(DocumentText.Print(document)).Should().Be(document, "an export is read again");
            Play(new FlowRun(new FlowBench(text[FlowBench.Head.Length..]).Start()), random);
        }

        accepted.Should().BeGreaterThan(Documents / 10, "most flows must be worth a try");
    }

    private static void Play(FlowRun run, Random random)
    {
        var now = FlowBench.Time("2026-12-25T10:00:00+01:00");
        var action = run.Begin(now);
        for (var i = 0; i < Inputs && !run.IsOver; i++)
        {
            FlowInput input = random.Next(5) switch
            {
                0 => new KeyPressed("0123456789*#A"[random.Next(13)]),
                1 => new TimedOut(),
                2 => new TargetEnded(Outcomes[random.Next(3)]),
                _ => action is FlowSpeak ? new SpeechEnded() : new KeyPressed('1'),
            };
            action = run.Take(input, now.AddSeconds(i)) ?? action;
            action.Should().NotBeNull();
        }
        run.Path.Count.Should().BeLessThanOrEqualTo(FlowRun.MaxSteps + 1);
        run.IsOver.Should().Be(action is FlowHangUp);
    }

    private static string Flows(Random random)
    {
        var text = new StringBuilder("flows:\n");
        foreach (var name in new[] { "a", "b", "c" })
        {
            text.Append("  ").Append(name).Append(": ").Append(Steps(random, 0)).Append('\n');
        }
        return text.ToString();
    }

    private static string Steps(Random random, int depth)
    {
        var count = random.Next(1, 4);
        return $"[ {string.Join(", ", Enumerable.Range(0, count).Select(i => Step(random, depth, isLast: i == count - 1)))} ]";
    }

    private static string Step(Random random, int depth, bool isLast)
    {
        string Deeper() => depth < 3 ? Steps(random, depth + 1) : "{ say: closed }";
        return random.Next(isLast ? 10 : 8) switch
        {
            0 => $"{{ menu: welcome, retries: {random.Next(3)}, keys: {{ \"1\": {Deeper()}, \"#\": {Deeper()} }}, noInput: {Deeper()} }}",
            1 => $"{{ collect: code, say: code, max: {random.Next(1, 5)}, noInput: {Deeper()} }}",
            2 => $"{{ calendar: office, overtime: {Deeper()}, outOfService: {Deeper()} }}",
            3 => $"{{ when: code, begins: [\"1\"], then: {Deeper()}, else: {Deeper()} }}",
            4 => $"{{ user: mrossi, busy: {Deeper()} }}",
            5 => "{ extension: \"{code}\", ring: 20s }",
            6 => "{ say: [closed, { number: \"{code}\" }, { text: \"{caller} {name}\" }] }",
            7 => "{ set: language, to: en }",
            8 => "{ hangUp: busy }",
            _ => $"{{ flow: {"abc"[random.Next(3)]} }}",
        };
    }
}
