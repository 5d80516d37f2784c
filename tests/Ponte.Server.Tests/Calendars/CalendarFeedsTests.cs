using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Document;
using Ponte.Server.Calendars;

namespace Ponte.Server.Tests.Calendars;

/// <summary>The feeds of calendars, by a web server and by files.</summary>
public sealed class CalendarFeedsTests : IAsyncDisposable
{
    private const string Event =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Ferie\r\nDTSTART;VALUE=DATE:20260810\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("ponte-feeds").FullName;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(30));
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly FeedBook _book = new();
    private readonly List<CalendarFeeds> _made = [];
    private CompanyDocument? _document;

    public CalendarFeedsTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var feeds in _made)
        {
            await feeds.DisposeAsync();
        }
        _stop.Dispose();
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_was_read_counts_while_the_feed_cannot_be_read_and_over_a_restart()
    {
        Use($"{{ url: \"http://127.0.0.1:{Port}/very-secret.ics\", allowLocal: true }}");
        var first = Feeds();
        var serving = ServeAsync("200 OK", Event);
        await first.ReadAsync(_stop.Token);
        await serving;
        first.States.Should().ContainSingle().Which.Should().Be(new FeedStatus("office", "url", 1, _time.GetUtcNow(), null));

        _listener.Stop();
        var second = Feeds();
        await second.ReadAsync(_stop.Token);

        _book.Of("office").Should().ContainSingle().Which.Name.Should().Be("Ferie");
        var state = second.States.Should().ContainSingle().Subject;
        state.Days.Should().Be(1);
        state.ReadAt.Should().NotBeNull();
        state.Failure.Should().NotBeNullOrEmpty().And.NotContain("very-secret");
    }

    [Theory]
    [InlineData("200 OK", "<html>", "is no iCalendar")]
    [InlineData("404 Not Found", "", "answers 404")]
    public async Task What_is_no_calendar_takes_nothing_away(string status, string body, string failure)
    {
        Use($"{{ url: \"http://127.0.0.1:{Port}/a.ics\", allowLocal: true }}");
        var feeds = Feeds();
        var serving = ServeAsync("200 OK", Event);
        await feeds.ReadAsync(_stop.Token);
        await serving;

        serving = ServeAsync(status, body);
        await feeds.ReadAsync(_stop.Token);
        await serving;

        _book.Of("office").Should().HaveCount(1);
        feeds.States[0].Failure.Should().StartWith(failure);
    }

    [Fact]
    public async Task This_machine_is_not_asked_unless_it_is_allowed()
    {
        Use($"{{ url: \"http://127.0.0.1:{Port}/a.ics\" }}");
        var feeds = Feeds();

        await feeds.ReadAsync(_stop.Token);

        feeds.States[0].Failure.Should().Contain("is this machine");
        _listener.Pending().Should().BeFalse();
    }

    [Fact]
    public async Task A_file_is_read_again_when_the_document_changes_and_every_hour()
    {
        Use("{ file: closures.ics, holds: overtime }");
        var feeds = Feeds();
        feeds.Start();
        var changed = NextChange();
        File.WriteAllText(Path.Combine(_folder, "closures.ics"), Event);
        feeds.Ask();
        await changed;
        _book.Of("office").Should().ContainSingle().Which.Outcome.Should().Be(CalendarOutcome.Overtime);

        changed = NextChange();
        File.WriteAllText(Path.Combine(_folder, "closures.ics"), Event.Replace("20260810", "20260811", StringComparison.Ordinal));
        _time.Advance(TimeSpan.FromHours(1));
        await changed;
        _book.Of("office")[0].First.Day.Should().Be(11);
    }

    private void Use(string feed) =>
        _document = DocumentText
            .Read(
                $"company: {{ name: Rossi, country: IT }}\ncalendars: {{ office: {{ open: [\"mon-fri 09:00-18:00\"], feeds: [ {feed} ] }} }}\n"
            )
            .Document!;

    private CalendarFeeds Feeds()
    {
        var feeds = new CalendarFeeds(_book, _folder, s => s.Resolve(_ => null, _ => null), () => _document, _time, NullLogger.Instance);
        _made.Add(feeds);
        return feeds;
    }

    private Task NextChange()
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _book.Changed += () => changed.TrySetResult();
        return changed.Task.WaitAsync(_stop.Token);
    }

    private async Task ServeAsync(string status, string body)
    {
        using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
        var buffer = new byte[4096];
        _ = await client.GetStream().ReadAtLeastAsync(buffer, 1, cancellationToken: _stop.Token);
        await client
            .GetStream()
            .WriteAsync(
                Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"),
                _stop.Token
            );
    }
}
