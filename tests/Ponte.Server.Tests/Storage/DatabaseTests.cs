using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Server.Storage;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string DatabasePath => _folder.File(PonteDatabase.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_database_has_the_newest_schema_in_write_ahead_mode()
    {
        Open();

        Scalar("PRAGMA journal_mode").Should().Be("wal");
        Scalar("SELECT max(MigrationId) FROM \"__EFMigrationsHistory\"").Should().Be(Schema.Latest);
        Scalar("SELECT count(*) FROM calls").Should().Be(0L);
    }

    [Fact]
    public void The_constant_of_the_schema_is_the_newest_migration()
    {
        using var context = PonteContextFactory.Create("Data Source=:memory:");

        context.Database.GetMigrations().Last().Should().Be(Schema.Latest);
        context.Database.HasPendingModelChanges().Should().BeFalse("a change of the rows needs a migration");
    }

    [Fact]
    public void A_new_database_is_what_the_migrations_make()
    {
        Open();
        var migrated = $"Data Source={_folder.File("migrated.db")};Pooling=False";
        using (var context = PonteContextFactory.Create(migrated))
        {
            context.Database.Migrate();
        }

        SchemaOf($"Data Source={DatabasePath};Pooling=False").Should().Equal(SchemaOf(migrated));
    }

    [Fact]
    public void An_older_database_is_copied_before_it_is_migrated()
    {
        Open();
        new DocumentStore(Open()).Add("text", "gina", SampleCall.Start);
        Execute(
            "DELETE FROM \"__EFMigrationsHistory\"; DROP TABLE calls; DROP TABLE callbacks; DROP TABLE legs; DROP TABLE events; DROP TABLE runs; DROP TABLE persons; DROP TABLE books; DROP TABLE contacts; DROP TABLE switches; DROP TABLE mails; DROP TABLE accounts; DROP TABLE apikeys; DROP TABLE audit; ALTER TABLE documents RENAME TO old"
        );
        Execute("INSERT INTO \"__EFMigrationsHistory\" VALUES ('2020_Older', '1')");

        Open();

        Scalar("SELECT count(*) FROM calls").Should().Be(0L);
        var copy = Directory.GetFiles(_folder.File(PonteDatabase.BackupFolder)).Should().ContainSingle().Subject;
        Path.GetFileName(copy).Should().Be("ponte-20260302T091500Z.db");
        Scalar("SELECT Text FROM old", copy).Should().Be("text");
    }

    [Fact]
    public void A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        Open();
        Execute("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_Future', '1')");
        var before = File.ReadAllBytes(DatabasePath);

        FailureOfOpen().Should().Contain("was written by a newer ponte (99990101000000_Future)").And.EndWith("Nothing was changed");
        File.ReadAllBytes(DatabasePath).Should().Equal(before);
    }

    [Fact]
    public void A_damaged_database_is_one_clear_line_and_left_alone()
    {
        var garbage = new byte[8192];
        new Random(1).NextBytes(garbage);
        File.WriteAllBytes(DatabasePath, garbage);

        FailureOfOpen().Should().StartWith($"database {DatabasePath} is damaged; move it aside").And.NotContain("\n");
        File.ReadAllBytes(DatabasePath).Should().Equal(garbage);
    }

    [Fact]
    public void A_locked_database_is_one_clear_line()
    {
        Open();
        using var other = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        other.Open();
        using var transaction = other.BeginTransaction(deferred: false);

        var begin = () => Begin(Open());

        begin
            .Should()
            .Throw<StorageException>()
            .WithMessage($"database {DatabasePath} is locked by another program; end that program *Nothing was changed");
    }

    [Fact]
    public void A_folder_in_place_of_the_database_is_one_clear_line()
    {
        Directory.CreateDirectory(DatabasePath);

        FailureOfOpen().Should().StartWith($"database {DatabasePath} cannot be opened");
    }

    [Fact]
    public void Reading_without_a_server_needs_a_database_of_this_version()
    {
        PonteDatabase.OpenForReading(_folder.Path).Should().BeNull();
        Open();
        PonteDatabase.OpenForReading(_folder.Path).Should().NotBeNull();
        Execute("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_Future', '1')");

        var open = () => PonteDatabase.OpenForReading(_folder.Path);
        open.Should().Throw<StorageException>().WithMessage("*of another version*");
    }

    [Fact]
    public void Document_versions_count_upwards()
    {
        var store = new DocumentStore(Open());

        store.Latest().Should().BeNull();
        store.Add("one", "gina", SampleCall.Start).Should().Be(1);
        store.Add("two", "ugo", SampleCall.At(1)).Should().Be(2);

        new DocumentStore(Open()).Latest().Should().Be(new StoredDocument(2, "two", "ugo", SampleCall.At(1)));
    }

    private PonteDatabase Open() => PonteDatabase.Open(_folder.Path, SampleCall.Start, NullLogger.Instance);

    private static HistoryStart Begin(PonteDatabase database) =>
        HistoryStart.Begin(database, new HashSet<Ponte.Calls.Model.CallId>(), "1", SampleCall.Start, NullLogger.Instance);

    private string FailureOfOpen()
    {
        var open = () => Begin(Open());
        return open.Should().Throw<StorageException>().Which.Message;
    }

    private static List<string> SchemaOf(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> '__EFMigrationsLock' ORDER BY type, name";
        using var reader = command.ExecuteReader();
        var result = new List<string>();
        while (reader.Read())
        {
            result.Add(string.Join(' ', reader.GetString(0).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        }
        return result;
    }

    private object? Scalar(string sql, string? path = null)
    {
        using var connection = new SqliteConnection($"Data Source={path ?? DatabasePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private void Execute(string sql) => Scalar(sql);
}
