using System.Collections.Immutable;
using System.Threading.Channels;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Server.History;
using Ponte.Server.Metrics;

namespace Ponte.Server.Live;

/// <summary>
/// The calls that go on, made from events, and those who watch them.
/// <para>
/// An event is applied on the loop it comes from, under a lock that is held for about a microsecond: nothing is queued, so nothing is lost.
/// A watcher has a bounded queue; one that falls behind gets a whole picture again instead of what it missed.
/// </para>
/// </summary>
internal sealed class LiveCalls(ServerMetrics metrics)
{
    private const int WatcherCapacity = 1_000;
    private readonly Lock _lock = new();

    /// <summary>Guarded by <see cref="_lock"/>.</summary>
    private readonly Dictionary<CallId, CallView> _calls = [];

    /// <summary>Guarded by <see cref="_lock"/>.</summary>
    private readonly List<Watcher> _watchers = [];

    /// <summary>How many calls go on.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _calls.Count;
            }
        }
    }

    /// <summary>The calls that go on, the oldest first.</summary>
    public ImmutableArray<CallView> All()
    {
        lock (_lock)
        {
            return [.. _calls.Values.OrderBy(c => c.StartedAt)];
        }
    }

    /// <summary>Puts a call in that an earlier run left open.</summary>
    public void Restore(CallView call)
    {
        lock (_lock)
        {
            _calls[call.Id] = call;
        }
    }

    /// <summary>Applies an event and tells the watchers.</summary>
    /// <returns>The call after it; null where the event belongs to no known call.</returns>
    public CallView? Apply(CallEvent callEvent)
    {
        lock (_lock)
        {
            var view = CallProjection.Apply(_calls.GetValueOrDefault(callEvent.Call), callEvent);
            if (view is null)
            {
                return null;
            }
            if (callEvent is CallEnded)
            {
                _calls.Remove(view.Id);
            }
            else
            {
                _calls[view.Id] = view;
            }
            Tell(callEvent, view);
            return view;
        }
    }

    /// <summary>First all calls that go on, then every change.</summary>
    public async IAsyncEnumerable<LiveChange> WatchAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var watcher = new Watcher();
        try
        {
            yield return Picture(watcher);
            while (await watcher.Queue.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (watcher.Queue.Reader.TryRead(out var change))
                {
                    yield return change;
                }
                if (watcher.IsBehind)
                {
                    yield return Picture(watcher);
                }
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers.Remove(watcher);
            }
        }
    }

    private void Tell(CallEvent callEvent, CallView view)
    {
        if (_watchers.Count == 0)
        {
            return;
        }
        var change = new LiveChange
        {
            Event = EventCodec.NameOf(callEvent),
            At = callEvent.At,
            Call = view,
        };
        foreach (var watcher in _watchers)
        {
            if (watcher.IsBehind || !watcher.Queue.Writer.TryWrite(change))
            {
                watcher.IsBehind = true;
                metrics.LiveDropped.Add(1);
            }
        }
    }

    /// <summary>The whole picture, from which on the watcher gets every change.</summary>
    private LiveChange Picture(Watcher watcher)
    {
        lock (_lock)
        {
            while (watcher.Queue.Reader.TryRead(out _))
            {
                // Older than the picture.
            }
            watcher.IsBehind = false;
            if (!_watchers.Contains(watcher))
            {
                _watchers.Add(watcher);
            }
            return new LiveChange { Calls = All() };
        }
    }

    private sealed class Watcher
    {
        public Channel<LiveChange> Queue { get; } =
            Channel.CreateBounded<LiveChange>(new BoundedChannelOptions(WatcherCapacity) { SingleReader = true });

        /// <summary>Guarded by the lock of the calls when it is set.</summary>
        public volatile bool IsBehind;
    }
}
