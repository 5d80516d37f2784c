using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Server.History;
using Ponte.Server.Live;
using Ponte.Server.Metrics;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Live;

public sealed class LiveCallsTests : IDisposable
{
    private readonly ServerMetrics _metrics = new();
    private readonly SampleCall _sample = new();

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public async Task A_watcher_gets_the_picture_then_each_change()
    {
        var live = new LiveCalls(_metrics);
        Apply(live, _sample.Began());
        await using var changes = live.WatchAsync(TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        await changes.MoveNextAsync();
        changes.Current.Calls!.Value.Should().ContainSingle().Which.Phase.Should().Be(CallPhase.Calling);
        Apply(live, [new LegRinging(_sample.Id, SampleCall.At(1), SampleCall.CalledLeg)]);
        await changes.MoveNextAsync();
        (changes.Current.Event, changes.Current.Call!.Phase).Should().Be(("leg-ringing", CallPhase.Ringing));
    }

    [Fact]
    public void Ended_calls_are_no_longer_live()
    {
        var live = new LiveCalls(_metrics);
        Apply(live, _sample.Answered());
        live.Count.Should().Be(1);

        Apply(live, [_sample.Ended(new CallEnd(EndSide.Caller, EndCause.Normal))]);

        live.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_watcher_that_falls_behind_gets_the_picture_again()
    {
        var live = new LiveCalls(_metrics);
        Apply(live, _sample.Answered());
        await using var changes = live.WatchAsync(TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await changes.MoveNextAsync();

        for (var i = 0; i < 5_001; i++)
        {
            Apply(live, [new LegHeld(_sample.Id, SampleCall.At(i), SampleCall.CalledLeg, i % 2 == 0)]);
        }
        var taken = 0;
        do
        {
            await changes.MoveNextAsync();
            taken++;
        } while (changes.Current.Calls is null);

        taken.Should().BeLessThan(1_100);
        changes.Current.Calls!.Value.Should().ContainSingle().Which.Phase.Should().Be(CallPhase.Held);
        Apply(live, [_sample.Ended(new CallEnd(EndSide.Caller, EndCause.Normal))]);
        await changes.MoveNextAsync();
        changes.Current.Event.Should().Be("call-ended");
    }

    [Fact]
    public void Restored_calls_go_on()
    {
        var live = new LiveCalls(_metrics);
        live.Restore(CallProjection.Apply(null, _sample.Answered())!);

        live.Apply(new CallTakenOver(_sample.Id, SampleCall.At(50)))!.TakenOverAt.Should().Be(SampleCall.At(50));
    }

    private static void Apply(LiveCalls live, IEnumerable<CallEvent> events)
    {
        foreach (var callEvent in events)
        {
            live.Apply(callEvent);
        }
    }
}
