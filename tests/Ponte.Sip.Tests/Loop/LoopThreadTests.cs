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
}
