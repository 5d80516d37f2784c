using System.Collections.Immutable;
using System.Threading.Channels;
using NodaTime;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Document;

namespace Ponte.Server.Calendars;

/// <summary>
/// Keeps the feeds of calendars: reads each once an hour and after a change of the document. What was read last is kept in a file, so that a
/// start needs no network, and counts for as long as a feed cannot be read.
/// </summary>
internal sealed class CalendarFeeds : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly FeedBook _book;
    private readonly string _folder;
    private readonly FeedSource _source;
    private readonly Func<CompanyDocument?> _document;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly CancellationTokenSource _stop = new();
    private ImmutableArray<FeedStatus> _states = [];
    private Task _running = Task.CompletedTask;

    /// <summary>Creates it.</summary>
    /// <param name="book">Gets the days.</param>
    /// <param name="folder">The folder of files, and of what was read last.</param>
    /// <param name="secret">Fetches an address.</param>
    /// <param name="document">The document in force; null where there is none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public CalendarFeeds(
        FeedBook book,
        string folder,
        Func<SecretReference, string?> secret,
        Func<CompanyDocument?> document,
        TimeProvider time,
        ILogger log
    )
    {
        (_book, _folder, _document, _time, _log) = (book, folder, document, time, log);
        _source = new FeedSource(folder, secret, time);
    }

    /// <summary>How the feeds are, in the order of the document.</summary>
    public ImmutableArray<FeedStatus> States => _states;

    /// <summary>Begins to read.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>The document has changed: the feeds are read again soon.</summary>
    public void Ask() => _asked.Writer.TryWrite(true);

    /// <summary>Reads every feed once.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var days = ImmutableDictionary.CreateBuilder<string, ImmutableArray<SpecialDays>>(StringComparer.Ordinal);
        var states = ImmutableArray.CreateBuilder<FeedStatus>();
        var document = _document();
        foreach (var calendar in document?.Calendars.Where(c => c.Feeds.Count > 0) ?? [])
        {
            var zone = Pbx.Calendars.Calendar.Of(calendar, document!.Company, []).Zone;
            var all = new List<SpecialDays>();
            foreach (var feed in calendar.Feeds)
            {
                var (read, state) = await ReadAsync(calendar.Name, feed, zone, cancellationToken).ConfigureAwait(false);
                all.AddRange(read);
                states.Add(state);
            }
            if (all.Count > 0)
            {
                days[calendar.Name] = [.. all];
            }
        }
        _states = states.ToImmutable();
        _book.Set(days.ToImmutable());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _source.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Interval, _time);
            var tick = timer.WaitForNextTickAsync(_stop.Token).AsTask();
            while (true)
            {
                await ReadAsync(_stop.Token).ConfigureAwait(false);
                var asked = _asked.Reader.WaitToReadAsync(_stop.Token).AsTask();
                if (await Task.WhenAny(tick, asked).ConfigureAwait(false) == tick)
                {
                    await tick.ConfigureAwait(false);
                    tick = timer.WaitForNextTickAsync(_stop.Token).AsTask();
                }
                _asked.Reader.TryRead(out _);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task<(ImmutableArray<SpecialDays> Days, FeedStatus State)> ReadAsync(
        string calendar,
        FeedSettings feed,
        DateTimeZone zone,
        CancellationToken cancellationToken
    )
    {
        var now = _time.GetUtcNow();
        var today = Instant.FromDateTimeOffset(now).InZone(zone).Date;
        var name = feed.File.Length > 0 ? feed.File : "url";
        var (text, failure) = await _source.FetchAsync(feed, cancellationToken).ConfigureAwait(false);
        if (text is not null && FeedDays.Read(text, zone, feed.Holds, today, out failure) is { } days)
        {
            Keep(feed, text);
            return (days, new FeedStatus(calendar, name, days.Length, now, null));
        }
        _log.FeedNotRead(calendar, name, failure);
        var (kept, readAt) = Kept(feed);
        var before = kept is null ? null : FeedDays.Read(kept, zone, feed.Holds, today, out _);
        return (before ?? [], new FeedStatus(calendar, name, before?.Length ?? 0, readAt, failure));
    }

    private string PathOf(FeedSettings feed) => Path.Combine(_folder, "read", $"{_source.KeyOf(feed)}.ics");

    private void Keep(FeedSettings feed, string text)
    {
        var path = PathOf(feed);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText($"{path}.new", text);
            File.Move($"{path}.new", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _log.FeedNotKept(e.Message);
        }
    }

    private (string? Text, DateTimeOffset? At) Kept(FeedSettings feed)
    {
        var path = PathOf(feed);
        try
        {
            return File.Exists(path)
                ? (File.ReadAllText(path), new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero))
                : (null, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, null);
        }
    }
}
