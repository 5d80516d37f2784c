using System.Collections.Immutable;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;

namespace Ponte.Calls.Tests.Bench;

/// <summary>A flow that a test writes: it is told news and answers with the move that the test gave for them.</summary>
internal sealed class ScriptedFlow(CallsBench bench, FlowMove first) : ICallFlow
{
    private int _told;

    /// <summary>What it was told.</summary>
    public List<FlowNews> News { get; } = [];

    /// <summary>The moves for news; others change nothing.</summary>
    public Func<FlowNews, FlowMove?> OnNews { get; set; } = _ => null;

    public static FlowMove Play(string file, bool beforeAnswer = false) =>
        new FlowPlay(_ => ValueTask.FromResult(ImmutableArray.Create<PlaySource>(new FileSource(file))), beforeAnswer);

    public static FlowMove End(EndCause cause = EndCause.Normal) => new FlowEnd(new CallEnd(EndSide.System, cause));

    public FlowMove Ring(params ImmutableArray<string> lines) =>
        new FlowCallOut(_ =>
            ValueTask.FromResult(
                new CallPlan
                {
                    Caller = new Party("+390299999999", "Ada"),
                    Called = new Party("201", "Mario"),
                    Ring = RingStage.Of([.. lines.Select(l => bench.Director.Target(l))]),
                    MaximumDuration = TimeSpan.FromMinutes(10),
                    RingTimeout = TimeSpan.FromSeconds(20),
                }
            )
        );

    public FlowMove Begin(DateTimeOffset now) => first;

    public FlowMove? Take(FlowNews input, DateTimeOffset now)
    {
        News.Add(input);
        return OnNews(input);
    }

    public IEnumerable<FlowPassage> TakePath()
    {
        var path = News.Skip(_told).Select(n => new FlowPassage("test", n.GetType().Name, "", "")).ToList();
        _told = News.Count;
        return path;
    }
}
