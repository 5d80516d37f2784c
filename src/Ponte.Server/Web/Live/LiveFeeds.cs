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
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1, 1);
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
    public async Task TellAsync(ISingleClientProxy page, string topic, long? lastSequence)
    {
        await _one.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            if (topic is not Calls)
            {
                if (_pictures.TryGetValue(topic, out var picture))
                {
                    await page.SendAsync("Snapshot", topic, picture.Sequence, picture.Picture, _stop.Token).ConfigureAwait(false);
                }
                return;
            }
            var isKnown =
                lastSequence <= _sequence
                && (lastSequence == _sequence || (_changes.Count > 0 && _changes.Peek().Sequence <= lastSequence + 1));
            if (!isKnown)
            {
                object calls = _calls.Values.OrderBy(c => c.StartedAt).ToImmutableArray();
                await page.SendAsync("Snapshot", Calls, _sequence, calls, _stop.Token).ConfigureAwait(false);
                return;
            }
            foreach (var (sequence, change) in _changes.Where(c => c.Sequence > lastSequence))
            {
                await page.SendAsync("Change", Calls, sequence, change, _stop.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stop.Dispose();
        _one.Dispose();
    }

    private async Task FollowCallsAsync(LiveCalls calls)
    {
        try
        {
            await foreach (var change in calls.WatchAsync(_stop.Token).ConfigureAwait(false))
            {
                await _one.WaitAsync(_stop.Token).ConfigureAwait(false);
                try
                {
                    await TakeAsync(change).ConfigureAwait(false);
                }
                finally
                {
                    _one.Release();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private Task TakeAsync(LiveChange change)
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
            return hub.Clients.Group(Calls).SendAsync("Snapshot", Calls, _sequence, all, _stop.Token);
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
        return hub.Clients.Group(Calls).SendAsync("Change", Calls, _sequence, change, _stop.Token);
    }

    private async Task FollowPicturesAsync(ImmutableDictionary<string, Func<object>> pictures, JsonSerializerOptions json)
    {
        try
        {
            using var timer = new PeriodicTimer(Look, time);
            do
            {
                // The first look is made in any case, so that the first page gets a picture at once.
                if (_pictures.Count > 0 && Volatile.Read(ref _pages) == 0)
                {
                    continue;
                }
                foreach (var (topic, make) in pictures)
                {
                    await LookAsync(topic, make, json).ConfigureAwait(false);
                }
            } while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task LookAsync(string topic, Func<object> make, JsonSerializerOptions json)
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
        await _one.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            var (sequence, before, _) = _pictures.GetValueOrDefault(topic);
            if (!string.Equals(text, before, StringComparison.Ordinal))
            {
                _pictures[topic] = (sequence + 1, text, picture);
                await hub.Clients.Group(topic).SendAsync("Snapshot", topic, sequence + 1, picture, _stop.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            _one.Release();
        }
    }
}
