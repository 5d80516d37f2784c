using Ponte.Sip.Loop;

namespace Ponte.TestKit;

/// <summary>
/// Loops and a clock that move together: everything that is due happens in the order of its instant, nothing sleeps, and the same test runs
/// the same way each time.
/// </summary>
/// <remarks>Used on the test's thread only. Work inside must not wait for other threads.</remarks>
public sealed class VirtualWorld
{
    /// <summary>Rounds at one instant before it is clear that the loops will not come to rest.</summary>
    private const int MaxRounds = 100_000;

    private readonly List<EventLoop> _loops = [];
    private readonly List<Exception> _faults = [];

    /// <summary>Creates a world without loops and with an empty network.</summary>
    public VirtualWorld() => Network = new MemoryNetwork(Time);

    /// <summary>The clock.</summary>
    public VirtualTime Time { get; } = new();

    /// <summary>The network; its messages are delivered as time moves.</summary>
    public MemoryNetwork Network { get; }

    /// <summary>The current instant.</summary>
    public Instant Now => Time.Now;

    /// <summary>The loops.</summary>
    public IReadOnlyList<EventLoop> Loops => _loops;

    /// <summary>Exceptions that left work on a loop. <see cref="Run"/> and the members that move time throw them, so that a test sees its defect.</summary>
    public IReadOnlyList<Exception> Faults => _faults;

    /// <summary>Adds a loop.</summary>
    public EventLoop AddLoop()
    {
        var loop = new EventLoop(_loops.Count, Now, _faults.Add);
        _loops.Add(loop);
        return loop;
    }

    /// <summary>Takes a loop out of the world, as the end of its process would: nothing of it runs any more.</summary>
    public void RemoveLoop(EventLoop loop) => _loops.Remove(loop);

    /// <summary>Does everything that is due at the current instant.</summary>
    public void Run()
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            Time.Advance(TimeSpan.Zero);
            foreach (var loop in _loops)
            {
                loop.Run(Now);
            }
            ThrowFaults();
            if (Time.NextDue > Now && _loops.TrueForAll(l => l.Backlog == 0))
            {
                return;
            }
        }
        throw new InvalidOperationException($"The loops do not come to rest at {Now}.");
    }

    /// <summary>Lets <paramref name="span"/> pass.</summary>
    public void Advance(TimeSpan span)
    {
        var end = Now + span;
        while (Step(end))
        {
            // Each step does what one instant has to do.
        }
    }

    /// <summary>Lets time pass until <paramref name="condition"/> holds, at most <paramref name="limit"/>.</summary>
    /// <exception cref="TimeoutException">It does not hold in that time.</exception>
    public void RunUntil(Func<bool> condition, TimeSpan limit)
    {
        var end = Now + limit;
        Run();
        while (!condition())
        {
            if (!Step(end))
            {
                throw new TimeoutException($"The condition does not hold after {limit}.");
            }
        }
    }

    /// <summary>Lets time pass until <paramref name="task"/> is complete, at most <paramref name="limit"/>, and gives its result.</summary>
    /// <exception cref="TimeoutException">It is not complete in that time.</exception>
    public T Complete<T>(Task<T> task, TimeSpan limit)
    {
        RunUntil(() => task.IsCompleted, limit);
#pragma warning disable VSTHRD002 // The task is complete: nothing is waited for.
        return task.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    /// <summary>Goes to the next instant at which something happens, not beyond <paramref name="end"/>, and does it.</summary>
    /// <returns>Whether time is left.</returns>
    private bool Step(Instant end)
    {
        Run();
        var next = Time.NextDue;
        foreach (var loop in _loops)
        {
            var wake = loop.Run(Now);
            next = wake < next ? wake : next;
        }
        var isLast = next >= end;
        Time.AdvanceTo(isLast ? end : next);
        Run();
        return !isLast;
    }

    private void ThrowFaults()
    {
        if (_faults.Count > 0)
        {
            throw new AggregateException("Work on a loop failed.", _faults);
        }
    }
}
