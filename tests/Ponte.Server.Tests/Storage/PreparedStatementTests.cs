using Microsoft.Data.Sqlite;
using Ponte.Server.Storage;

namespace Ponte.Server.Tests.Storage;

public sealed class PreparedStatementTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public PreparedStatementTests()
    {
        _connection.Open();
        _connection.Execute("CREATE TABLE t (a, b, c, d, e, f UNIQUE)");
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Every_type_is_stored_as_it_is()
    {
        using var statement = new PreparedStatement(_connection, "INSERT INTO t VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        statement.Run("Grüße, 電話 🎧", "", (string?)null, long.MaxValue, (double?)0.5, new byte[] { 0, 255 });
        statement.Run(true, false, (int?)null, -1, (double?)null, new byte[] { 1 });

        Rows("a, b, c, d, e, hex(f)")
            .Should()
            .BeEquivalentTo(
                new object?[][] { ["Grüße, 電話 🎧", "", null, long.MaxValue, 0.5, "00FF"], [1L, 0L, null, -1L, null, "01"] },
                o => o.WithStrictOrdering()
            );
    }

    [Fact]
    public void A_row_that_is_refused_says_why_and_the_next_one_is_written()
    {
        using var statement = new PreparedStatement(_connection, "INSERT INTO t (f) VALUES (?1)");
        statement.Run("one");
        var again = () => statement.Run("one");
        again.Should().Throw<SqliteException>().Which.SqliteErrorCode.Should().Be(19);
        statement.Run("two");
        Rows("f").Should().HaveCount(2);
    }

    [Fact]
    public void What_a_transaction_took_back_is_gone()
    {
        using var statement = new PreparedStatement(_connection, "INSERT INTO t (f) VALUES (?1)");
        using (_connection.BeginTransaction())
        {
            statement.Run("one");
        }
        Rows("f").Should().BeEmpty();
    }

    private List<object?[]> Rows(string columns)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT {columns} FROM t";
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        }
        return rows;
    }
}
