using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Ponte.Server.History;
using Ponte.Server.Live;
using Ponte.Server.Storage;

namespace Ponte.Server.Web.Live;

/// <summary>
/// What pages are told as it happens, topic by topic: a whole picture with its number, then changes with the numbers after it. A page that
/// comes back names the last number it saw, and gets the changes since, or a new picture.
/// </summary>
/// <param name="hub">The pages.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveFeeds(IHubContext<LiveHub> hub, TimeProvider time) : IAsyncDisposable
{
    /// <summary>The calls that go on: the picture is all of them, a change one after its event.</summary>
    public const string Calls = "calls";

    /// <summary>The server at a glance: every change is a new picture.</summary>
    public const string Overview = "overview";

    /// <summary>Phones and where they are registered: every change is a new picture.</summary>
    public const string Phones = "phones";

    private const int Kept = 1_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<(long Sequence, LiveChange Change)> _changes = new();
    private readonly Dictionary<string, CallView> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Sequence, string Text, object Picture)> _pictures = new(StringComparer.Ordinal);
    private long _sequence;
    private int _pages;
    private Task _running = Task.CompletedTask;

    /// <summary>Begins to follow the server.</summary>
    /// <param name="calls">The calls that go on.</param>
    /// <param name="pictures">What else there is, by its topic.</param>
    /// <param name="json">How it is written, to see whether it has changed.</param>
    public void Start(LiveCalls calls, ImmutableDictionary<string, Func<object>> pictures, JsonSerializerOptions json) =>
        _running = Task.WhenAll(FollowCallsAsync(calls), FollowPicturesAsync(pictures, json));

    /// <summary>A page has come, or gone. Pictures are looked at only while there are pages.</summary>
    /// <param name="change">1 or -1.</param>
    public void Count(int change) => Interlocked.Add(ref _pages, change);

    /// <summary>Tells a page the topic from where it left off.</summary>
    /// <param name="page">The page.</param>
    /// <param name="topic">One of the topics.</param>
    /// <param name="lastSequence">The last number it saw; null for none.</param>
    public Task TellAsync(ISingleClientProxy page, string topic, long? lastSequence)
    {
        lock (_gate)
        {
            // Begun under the lock, so that what happens next comes behind it; waited for outside, because the page may be slow.
            return Task.WhenAll(Missed(topic, lastSequence).Select(m => page.SendAsync(m.Kind, topic, m.Sequence, m.State, _stop.Token)));
        }
    }

    private List<(string Kind, long Sequence, object State)> Missed(string topic, long? lastSequence)
    {
        if (topic is not Calls)
        {
            return _pictures.TryGetValue(topic, out var picture) ? [("Snapshot", picture.Sequence, picture.Picture)] : [];
        }
        var isKnown =
            lastSequence <= _sequence
            && (lastSequence == _sequence || (_changes.Count > 0 && _changes.Peek().Sequence <= lastSequence + 1));
        return isKnown
            ? [.. _changes.Where(c => c.Sequence > lastSequence).Select(c => ("Change", c.Sequence, (object)c.Change))]
            : [("Snapshot", _sequence, _calls.Values.OrderBy(c => c.StartedAt).ToImmutableArray())];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task FollowCallsAsync(LiveCalls calls)
    {
        try
        {
            await foreach (var change in calls.WatchAsync(_stop.Token).ConfigureAwait(false))
            {
                lock (_gate)
                {
                    Take(change);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private void Take(LiveChange change)
    {
        _sequence++;
        if (change.Calls is { } all)
        {
            _calls.Clear();
            _changes.Clear();
            foreach (var call in all)
            {
                _calls[call.Id.Value] = call;
            }
            Spread(Calls, "Snapshot", _sequence, all);
            return;
        }
        var view = change.Call!;
        if (view.Phase == CallPhase.Ended)
        {
            _calls.Remove(view.Id.Value);
        }
        else
        {
            _calls[view.Id.Value] = view;
        }
        _changes.Enqueue((_sequence, change));
        if (_changes.Count > Kept)
        {
            _changes.Dequeue();
        }
        Spread(Calls, "Change", _sequence, change);
    }

    /// <summary>Tells all pages of a topic. A page that does not read is not waited for: the hub gives it up, and the others are told meanwhile.</summary>
    private void Spread(string topic, string kind, long sequence, object state) =>
        _ = hub.Clients.Group(topic).SendAsync(kind, topic, sequence, state, _stop.Token);

    private async Task FollowPicturesAsync(ImmutableDictionary<string, Func<object>> pictures, JsonSerializerOptions json)
    {
        try
        {
            using var timer = new PeriodicTimer(Interval, time);
            do
            {
                // The first look is made in any case, so that the first page gets a picture at once.
                if (_pictures.Count > 0 && Volatile.Read(ref _pages) == 0)
                {
                    continue;
                }
                foreach (var (topic, make) in pictures)
                {
                    Look(topic, make, json);
                }
            } while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private void Look(string topic, Func<object> make, JsonSerializerOptions json)
    {
        object picture;
        try
        {
            picture = make();
        }
        catch (StorageException)
        {
            // The picture stays; the database's fault is in the log and in the state of the server.
            return;
        }
        var text = JsonSerializer.Serialize(picture, json);
        lock (_gate)
        {
            var (sequence, before, _) = _pictures.GetValueOrDefault(topic);
            if (!string.Equals(text, before, StringComparison.Ordinal))
            {
                _pictures[topic] = (sequence + 1, text, picture);
                Spread(topic, "Snapshot", sequence + 1, picture);
            }
        }
    }
}
