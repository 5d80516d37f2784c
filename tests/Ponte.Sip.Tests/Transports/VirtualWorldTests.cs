using Ponte.TestKit;

namespace Ponte.Sip.Tests.Transports;

/// <summary>The test kit's own clock must be right, or nothing that is tested with it is.</summary>
public sealed class VirtualWorldTests
{
    private readonly VirtualWorld _world = new();

    [Fact]
    public void Timers_of_loop_and_clock_fire_in_the_order_of_their_instants()
    {
        var loop = _world.AddLoop();
        var order = new List<string>();
        loop.Schedule(TimeSpan.FromMilliseconds(500), () => order.Add("T1"));
        using var timer = _world.Time.CreateTimer(
            _ => order.Add("timer"),
            null,
            TimeSpan.FromMilliseconds(200),
            TimeSpan.FromMilliseconds(400)
        );
        loop.Post(() => order.Add("posted"));
        _world.Advance(TimeSpan.FromSeconds(1));
        order.Should().Equal("posted", "timer", "T1", "timer", "timer");
        (_world.Now - loop.Now).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Changed_timer_fires_once_at_its_new_time()
    {
        var fired = new List<TimeSpan>();
        var start = _world.Now;
        using var timer = _world.Time.CreateTimer(
            _ => fired.Add(_world.Now - start),
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan
        );
        timer.Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        _world.Advance(TimeSpan.FromSeconds(10));
        fired.Should().Equal(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Await_on_a_loop_comes_back_to_it()
    {
        var loop = _world.AddLoop();
        var done = new TaskCompletionSource<SynchronizationContext?>();
        loop.Post(() => _ = Scenario());
        _world.Complete(done.Task, TimeSpan.FromMinutes(1)).Should().BeSameAs(loop);

        async Task Scenario()
        {
            await Task.Delay(TimeSpan.FromSeconds(30), _world.Time);
            done.SetResult(SynchronizationContext.Current);
        }
    }

    [Fact]
    public void Defect_on_a_loop_reaches_the_test()
    {
        _world.AddLoop().Post(() => throw new InvalidOperationException("defect"));
        _world.Invoking(w => w.Run()).Should().Throw<AggregateException>();
    }

    [Fact]
    public void Condition_that_never_holds_ends()
    {
        var before = _world.Now;
        _world.Invoking(w => w.RunUntil(() => false, TimeSpan.FromHours(1))).Should().Throw<TimeoutException>();
        (_world.Now - before).Should().Be(TimeSpan.FromHours(1));
    }
}
