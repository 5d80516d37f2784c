using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Ponte.Server.Storage;

/// <summary>
/// A statement without result that is prepared once and run often, by SQLite's own functions: a call writes some 15 rows of up to 21 values, and
/// the parameters of ADO.NET would make some 30 kB of garbage of them. It takes part in the connection's transaction.
/// </summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <param name="connection">An open connection, which outlives the statement.</param>
    /// <param name="sql">SQL with the parameters <c>?1</c>, <c>?2</c> …</param>
    /// <exception cref="SqliteException">The SQL does not fit the database.</exception>
    public PreparedStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, sql, out _statement), _database);
    }

    /// <summary>Runs it.</summary>
    /// <param name="values">The parameters in their order.</param>
    /// <exception cref="SqliteException">The row cannot be written.</exception>
    public void Run(params ReadOnlySpan<SqlValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            SqliteException.ThrowExceptionForRC(Bind(i + 1, values[i]), _database);
        }
        var result = raw.sqlite3_step(_statement);
        // Also after a failure, whose code it repeats; without it the statement would hold its locks.
        _ = raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private int Bind(int index, in SqlValue value) =>
        value.Kind switch
        {
            SqlValueKind.Integer => raw.sqlite3_bind_int64(_statement, index, value.Number),
            SqlValueKind.Real => raw.sqlite3_bind_double(_statement, index, value.Real),
            // Without bytes the function sees no pointer and would store NULL.
            SqlValueKind.Text when value.Reference is "" => raw.sqlite3_bind_text(_statement, index, ""),
            SqlValueKind.Text => raw.sqlite3_bind_text16(_statement, index, (string)value.Reference!),
            SqlValueKind.Blob => raw.sqlite3_bind_blob(_statement, index, (byte[])value.Reference!),
            _ => raw.sqlite3_bind_null(_statement, index),
        };
}
