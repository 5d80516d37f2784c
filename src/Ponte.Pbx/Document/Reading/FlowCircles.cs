namespace Ponte.Pbx.Document.Reading;

/// <summary>Finds flows that go on with each other for ever, without a step that waits for the caller.</summary>
internal static class FlowCircles
{
    /// <summary>Each circle once: the flows in their order, the first one again at the end.</summary>
    public static IEnumerable<IReadOnlyList<string>> In(IReadOnlyList<FlowSettings> flows)
    {
        var next = flows
            .GroupBy(f => f.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Targets(g.First()), StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var flow in next.Keys)
        {
            if (Circle(flow, next, done, []) is { } circle)
            {
                yield return circle;
            }
        }
    }

    private static List<string>? Circle(string flow, Dictionary<string, HashSet<string>> next, HashSet<string> done, List<string> way)
    {
        var before = way.IndexOf(flow);
        if (before >= 0)
        {
            return [.. way.Skip(before), flow];
        }
        if (!done.Add(flow))
        {
            return null;
        }
        way.Add(flow);
        var circle = next[flow]
            .Where(next.ContainsKey)
            .Select(target => Circle(target, next, done, way))
            .FirstOrDefault(found => found is not null);
        way.RemoveAt(way.Count - 1);
        return circle;
    }

    private static HashSet<string> Targets(FlowSettings flow)
    {
        var targets = new HashSet<string>(StringComparer.Ordinal);
        Walk(flow.Steps, targets);
        return targets;
    }

    /// <summary>Whether the end of the steps is reached without waiting; gathers the flows that are.</summary>
    private static bool Walk(ValueList<FlowStep> steps, HashSet<string> targets)
    {
        foreach (var step in steps)
        {
            if (step is GoToStep { Flow: var target })
            {
                targets.Add(target);
            }
            if (step.WaitsForCaller)
            {
                return false;
            }
            var goesOn = false;
            foreach (var outcome in step.Outcomes)
            {
                goesOn |= step.Branch(outcome) is not { } branch || Walk(branch, targets);
            }
            if (!goesOn)
            {
                return false;
            }
        }
        return true;
    }
}
