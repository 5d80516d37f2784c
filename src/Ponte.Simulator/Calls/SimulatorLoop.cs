using System.Collections.Concurrent;
using Ponte.Sip.Loop;

namespace Ponte.Simulator.Calls;

/// <summary>The loop of one simulated side, and the faults that left its work items: defects of the simulator.</summary>
internal sealed class SimulatorLoop : IAsyncDisposable
{
    private readonly LoopThread _thread;
    private readonly ConcurrentQueue<Exception> _faults = new();

    public SimulatorLoop(TimeProvider time) => _thread = new LoopThread(0, time, _faults.Enqueue);

    public EventLoop Loop => _thread.Loop;

    public IReadOnlyList<Exception> Faults => [.. _faults];

    /// <summary>Does something on the loop and waits for its result.</summary>
    public Task<T> CallAsync<T>(Func<T> function)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Loop.Post(() => Complete(function, result));
        return result.Task;
    }

    public ValueTask DisposeAsync() => _thread.DisposeAsync();

#pragma warning disable CA1031 // Whatever it throws goes to who asked.
    private static void Complete<T>(Func<T> function, TaskCompletionSource<T> result)
    {
        try
        {
            result.SetResult(function());
        }
        catch (Exception e)
        {
            result.SetException(e);
        }
    }
#pragma warning restore CA1031
}
