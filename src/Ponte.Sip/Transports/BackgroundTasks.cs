namespace Ponte.Sip.Transports;

/// <summary>Work that nobody awaits at once; it is awaited at the end, and its defects are reported.</summary>
internal sealed class BackgroundTasks(Action<Exception> onFault)
{
    private readonly HashSet<Task> _running = [];

    /// <summary>Starts work and keeps it until it ends.</summary>
    public void Run(Func<Task> work)
    {
        var task = GuardAsync(work);
        if (task.IsCompleted)
        {
            return;
        }
        lock (_running)
        {
            _running.Add(task);
        }
        task.ConfigureAwait(false)
            .GetAwaiter()
            .UnsafeOnCompleted(() =>
            {
                lock (_running)
                {
                    _running.Remove(task);
                }
            });
    }

    /// <summary>Waits until all work has ended.</summary>
    public async Task WhenAllAsync()
    {
        while (true)
        {
            Task[] running;
            lock (_running)
            {
                running = [.. _running.Where(t => !t.IsCompleted)];
            }
            if (running.Length == 0)
            {
                return;
            }
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }

#pragma warning disable CA1031 // Nobody else sees what such work throws.
    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            onFault(e);
        }
    }
#pragma warning restore CA1031
}
