using Microsoft.Data.Sqlite;

namespace Ponte.Server.Storage;

/// <summary>Short forms for plain SQL.</summary>
internal static class SqliteExtensions
{
    /// <summary>Runs a statement without parameters.</summary>
    public static void Execute(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A prepared statement whose parameters are set by position, each time it runs.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="sql">SQL with the parameters <c>$1</c>, <c>$2</c> …</param>
    /// <param name="parameters">How many.</param>
    public static SqliteCommand Prepare(this SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter("$" + i.ToString(System.Globalization.CultureInfo.InvariantCulture), null));
        }
        return command;
    }

    /// <summary>Runs a prepared statement.</summary>
    public static int Run(this SqliteCommand command, SqliteTransaction? transaction, params ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
        return command.ExecuteNonQuery();
    }
}
