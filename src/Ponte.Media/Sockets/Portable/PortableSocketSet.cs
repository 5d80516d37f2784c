using System.Collections.Concurrent;

namespace Ponte.Media.Sockets.Portable;

/// <summary>Waiting for sockets of the .NET library: completed receives enter a queue that the worker empties.</summary>
internal sealed class PortableSocketSet : ISocketSet
{
    private readonly ConcurrentQueue<PortableSocket> _completed = new();
    private readonly AutoResetEvent _signal = new(initialState: false);

    /// <inheritdoc/>
    public bool CanPause => false;

    /// <inheritdoc/>
    public void Add(MediaSocket socket) => ((PortableSocket)socket).Attach(this);

    /// <inheritdoc/>
    public void Remove(MediaSocket socket) => ((PortableSocket)socket).Attach(null);

    /// <summary>A receive of a socket completed. From any thread.</summary>
    public void Report(PortableSocket socket)
    {
        _completed.Enqueue(socket);
        _signal.Set();
    }

    /// <inheritdoc/>
    public int Wait(Span<MediaSocket> ready, TimeSpan timeout)
    {
        if (_completed.IsEmpty)
        {
            var milliseconds =
                timeout < TimeSpan.Zero ? Timeout.Infinite : (int)Math.Min(int.MaxValue, Math.Ceiling(timeout.TotalMilliseconds));
            _signal.WaitOne(milliseconds);
        }
        var found = 0;
        while (found < ready.Length && _completed.TryDequeue(out var socket))
        {
            ready[found++] = socket;
        }
        return found;
    }

    /// <inheritdoc/>
    public void Pause(TimeSpan time)
    {
        // Never asked for, because CanPause is false.
    }

    /// <inheritdoc/>
    public void Wake() => _signal.Set();

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();
}
