using Ponte.Sip.Loop;

namespace Ponte.Sip.Tests.Loop;

public sealed class LoopThreadTests
{
    [Fact]
    public async Task Work_that_comes_after_the_end_falls_back_on_nobody()
    {
        var thread = new LoopThread(0, TimeProvider.System, _ => { });
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        thread.Loop.Post(done.SetResult);
        await done.Task;
        await thread.DisposeAsync();
        var ran = false;
        thread.Loop.Post(() => ran = true);
        ran.Should().BeFalse();
    }

    [Fact]
    public async Task No_work_is_slept_over()
    {
        // Each item is posted a little after the one before was done, which is when the loop goes to rest: the delay varies over its way there.
        // There is no timer and no other work, so one wake that is lost leaves its item waiting for ever.
        const int Items = 100_000;
        const int DelaySteps = 40;
        await using var thread = new LoopThread(0, TimeProvider.System, _ => { });
        var done = 0;
        var item = 0;
        var wasSleptOver = false;
        while (item < Items && !wasSleptOver)
        {
            var number = ++item;
            thread.Loop.Post(() => Volatile.Write(ref done, number));
            wasSleptOver = !SpinWait.SpinUntil(() => Volatile.Read(ref done) == number, TimeSpan.FromSeconds(20));
            for (var step = number % DelaySteps; step > 0; step--)
            {
                Volatile.Read(ref done);
            }
        }
        wasSleptOver.Should().BeFalse($"item {item} was never done");
    }

    [Fact]
    public void A_resting_loop_is_called_once_and_a_busy_one_never()
    {
        var calls = 0;
        var loop = new EventLoop(0, new Instant(0), _ => { }) { Wake = () => calls++ };
        loop.Post(() => { });
        calls.Should().Be(0, "the driver runs the loop before it rests");
        loop.TryRest().Should().BeFalse();
        loop.Post(() => { });
        calls.Should().Be(0);
        loop.Backlog.Should().Be(2);

        loop.Run(new Instant(0));
        loop.TryRest().Should().BeTrue();
        loop.Post(() => { });
        loop.Post(() => { });
        calls.Should().Be(1);

        loop.Run(new Instant(0));
        loop.TryRest().Should().BeTrue();
        loop.Rise();
        loop.Post(() => { });
        calls.Should().Be(1, "it rose by itself, for a timer");
    }
}
