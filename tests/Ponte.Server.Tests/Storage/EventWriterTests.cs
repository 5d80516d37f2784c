using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Server.History;
using Ponte.Server.Metrics;
using Ponte.Server.Storage;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Storage;

public sealed class EventWriterTests : IDisposable
{
    private static readonly EventWriterOptions AtOnce = new() { Delay = TimeSpan.Zero, RetryDelay = TimeSpan.FromMilliseconds(20) };
    private readonly TestFolder _folder = new();
    private readonly ServerMetrics _metrics = new();
    private readonly SampleCall _sample = new();

    public void Dispose()
    {
        _metrics.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Rows_and_events_tell_the_same_story()
    {
        var database = Open();
        var story = _sample.Whole().ToList();
        story.Insert(2, new FlowStepTaken(_sample.Id, SampleCall.At(1), "welcome", "menu", "choose", "1"));
        await using (var writer = Writer(database))
        {
            Publish(writer, story);
        }

        var queries = new HistoryQueries(database);
        var view = queries.Find(_sample.Id.Value)!;
        view.Path.Should().ContainSingle();
        view.Should().BeEquivalentTo(CallProjection.Apply(null, story));
        queries.Events(_sample.Id).Should().Equal(story);
    }

    [Fact]
    public async Task Many_events_wait_longer_for_others_so_that_one_transaction_serves_more()
    {
        var (time, other) = (new WaitRecorder(), new SampleCall("01JB0000000000000000000002"));
        var options = new EventWriterOptions
        {
            Delay = TimeSpan.FromMilliseconds(100),
            DelayUnderLoad = TimeSpan.FromMilliseconds(150),
            LargeBatch = 2,
        };
        var database = Open();
        await using var writer = Writer(database, options, time);

        Publish(writer, _sample.Began());
        await UntilAsync(() => new HistoryQueries(database).Find("last") is not null);
        Publish(writer, [_sample.Ended(new CallEnd(EndSide.Caller, EndCause.Normal))]);
        await UntilAsync(() => new HistoryQueries(database).Find("last")!.EndedAt is not null);
        Publish(writer, other.Began().Take(1));
        await UntilAsync(() => new HistoryQueries(database).Find(other.Id.Value) is not null);

        time.Waits.Where(w => w < TimeSpan.FromSeconds(1)).Should().Equal(options.Delay, options.DelayUnderLoad, options.Delay);
    }

    [Fact]
    public async Task The_first_row_is_there_when_the_call_starts()
    {
        var database = Open();
        await using var writer = Writer(database);
        Publish(writer, _sample.Began());
        await writer.FlushAsync(TestContext.Current.CancellationToken);

        var view = new HistoryQueries(database).Find("last")!;
        view.EndedAt.Should().BeNull();
        view.Legs.Should().HaveCount(2);
    }

    [Fact]
    public async Task Calls_that_a_dead_run_left_open_are_closed_at_its_last_sign_of_life()
    {
        var database = Open();
        await using (var writer = Writer(database))
        {
            Publish(writer, _sample.Answered());
        }
        Execute($"UPDATE runs SET LastSeenAt = {Microseconds.Of(SampleCall.At(30))}");

        Begin(database, SampleCall.At(100));

        var queries = new HistoryQueries(database);
        var view = queries.Find("last")!;
        view.End.Should().Be(new CallEnd(EndSide.Unknown, EndCause.Unknown, Detail: HistoryStart.ServerEnded));
        view.EndedAt.Should().Be(SampleCall.At(30));
        view.Legs.Should().OnlyContain(l => l.EndedAt == SampleCall.At(30));
        queries.Events(_sample.Id)[^1].Should().BeOfType<CallEnded>("history is made of events only");
    }

    [Fact]
    public async Task A_call_that_is_taken_over_goes_on_as_one_history()
    {
        var database = Open();
        await using (var writer = Writer(database))
        {
            Publish(writer, _sample.Answered());
        }

        await using (var writer = Writer(database, taken: [_sample.Id]))
        {
            Publish(writer, [new CallTakenOver(_sample.Id, SampleCall.At(50)), .. _sample.Whole().TakeLast(3)]);
        }

        var queries = new HistoryQueries(database);
        var view = queries.List(10, null).Should().ContainSingle().Subject;
        view.TakenOverAt.Should().Be(SampleCall.At(50));
        view.AnsweredAt.Should().Be(SampleCall.At(4));
        view.End!.Cause.Should().Be(EndCause.Normal);
        queries.Events(_sample.Id).Should().HaveCount(_sample.Whole().Count() + 1);
    }

    [Fact]
    public async Task Newest_calls_come_first_and_can_be_sought_by_number_and_id()
    {
        var database = Open();
        var others = Enumerable.Range(2, 5).Select(i => new SampleCall($"01JB000000000000000000000{i}")).ToList();
        await using (var writer = Writer(database))
        {
            Publish(writer, _sample.Whole());
            others.ForEach(o => Publish(writer, o.Began()));
        }

        var queries = new HistoryQueries(database);
        queries.List(2, null).Select(c => c.Id).Should().Equal(others[4].Id, others[3].Id);
        queries.List(10, "9999").Should().HaveCount(6);
        queries.List(10, "0212345601").Should().HaveCount(6);
        queries.List(10, "555").Should().BeEmpty();
        queries.Find("last")!.Id.Should().Be(others[4].Id);
        queries.Find("0003")!.Id.Should().Be(others[1].Id);
        queries.Find("003").Should().BeNull("three characters are too few");
        queries.Find("nothing").Should().BeNull();
    }

    [Fact]
    public async Task A_locked_database_costs_time_not_events()
    {
        var database = Open();
        await using var writer = Writer(database);
        using (var other = new SqliteConnection($"Data Source={database.FilePath};Pooling=False"))
        {
            other.Open();
            using var transaction = other.BeginTransaction(deferred: false);
            Publish(writer, _sample.Whole());
            await UntilAsync(() => writer.Failure is not null);
            writer.Failure.Should().Contain("is locked by another program");
        }
        await writer.FlushAsync(TestContext.Current.CancellationToken);

        writer.Failure.Should().BeNull();
        writer.Dropped.Should().Be(0);
        new HistoryQueries(database).Find("last")!.End.Should().NotBeNull();
    }

    [Fact]
    public async Task A_full_queue_drops_details_first_and_counts_them()
    {
        var database = Open();
        await using var writer = Writer(database, AtOnce with { Capacity = 100, BatchSize = 10 });
        using (var other = new SqliteConnection($"Data Source={database.FilePath};Pooling=False"))
        {
            other.Open();
            using var transaction = other.BeginTransaction(deferred: false);
            Publish(writer, _sample.Began());
            for (var i = 0; i < 200; i++)
            {
                writer.Publish(new LegHeld(_sample.Id, SampleCall.At(5), SampleCall.CalledLeg, i % 2 == 0));
            }
            writer.Publish(_sample.Ended(new CallEnd(EndSide.Caller, EndCause.Normal)));
        }
        await writer.FlushAsync(TestContext.Current.CancellationToken);

        writer.Dropped.Should().BeInRange(100, 140);
        new HistoryQueries(database).Find("last")!.End.Should().NotBeNull("the end was taken when details no longer were");
    }

    /// <summary>Whatever an event makes of the writer: the others of its batch, and all later ones, are written.</summary>
    [Fact]
    public async Task An_event_that_can_never_be_written_is_left_out_alone()
    {
        var database = Open();
        await using var writer = Writer(database);
        Publish(writer, [.. _sample.Answered(), new Unknown(_sample.Id, SampleCall.At(5))]);
        await writer.FlushAsync(TestContext.Current.CancellationToken);
        writer.Publish(_sample.Ended(new CallEnd(EndSide.Caller, EndCause.Normal)));
        await writer.FlushAsync(TestContext.Current.CancellationToken);

        writer.Dropped.Should().Be(1);
        writer.Failure.Should().BeNull();
        var queries = new HistoryQueries(database);
        queries.Find("last")!.End.Should().NotBeNull();
        queries.Events(_sample.Id).Should().HaveCount(_sample.Answered().Count() + 1);
    }

    /// <summary>SQLite's result codes: what passes by itself or is mended is tried again, what lies in the data is not.</summary>
    [Theory]
    [InlineData(5, false, "is locked by another program")]
    [InlineData(10, false, "cannot be read or written")]
    [InlineData(13, false, "is full")]
    [InlineData(18, true, "cannot be used")]
    [InlineData(19, true, "cannot be used")]
    [InlineData(20, true, "cannot be used")]
    public void A_full_disk_is_waited_for_and_bad_data_is_not(int code, bool isOfData, string words)
    {
        var error = new SqliteException("x", code);
        StorageException.IsOfData(error).Should().Be(isOfData);
        StorageException.Of(error, "/p/ponte.db").Message.Should().Contain(words);
    }

    private PonteDatabase Open() => PonteDatabase.Open(_folder.Path, SampleCall.Start, NullLogger.Instance);

    private static HistoryStart Begin(PonteDatabase database, DateTimeOffset now, params CallId[] taken) =>
        HistoryStart.Begin(database, taken.ToHashSet(), "1", now, NullLogger.Instance);

    private EventWriter Writer(PonteDatabase database, EventWriterOptions? options = null, params CallId[] taken) =>
        Writer(database, options ?? AtOnce, TimeProvider.System, taken);

    private EventWriter Writer(PonteDatabase database, EventWriterOptions options, TimeProvider time, params CallId[] taken) =>
        new(database, Begin(database, SampleCall.Start, taken), options, time, _metrics, NullLogger.Instance);

    private static void Publish(EventWriter writer, IEnumerable<CallEvent> events)
    {
        foreach (var callEvent in events)
        {
            writer.Publish(callEvent);
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File(PonteDatabase.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The system's clock, which remembers how long it was asked to wait.</summary>
    private sealed class WaitRecorder : TimeProvider
    {
        public ConcurrentQueue<TimeSpan> Waits { get; } = new();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Enqueue(dueTime);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }

    /// <summary>An event whose kind the database does not know.</summary>
    private sealed record Unknown(CallId Call, DateTimeOffset At) : CallEvent(Call, At);
}
