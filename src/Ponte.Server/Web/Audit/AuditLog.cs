using Microsoft.Data.Sqlite;
using Ponte.Server.Storage;

namespace Ponte.Server.Web.Audit;

/// <summary>Who changed what. Rows are only added.</summary>
internal sealed class AuditLog(PonteDatabase database, TimeProvider time)
{
    /// <summary>Rows of one answer.</summary>
    public const int MaxRows = 500;

    /// <summary>Adds a change.</summary>
    /// <exception cref="StorageException">It cannot be kept.</exception>
    public void Add(string who, string action, string target, string? before = null, string? after = null)
    {
        try
        {
            using var connection = database.Connect();
            using var command = connection.Prepare(
                "INSERT INTO audit (At, Who, Action, Target, Before, After) VALUES ($1, $2, $3, $4, $5, $6)",
                6
            );
            command.Run(null, Microseconds.Of(time.GetUtcNow()), who, action, target, before, after);
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }

    /// <summary>The newest changes first.</summary>
    /// <param name="before">Only those before this one; null: from the newest on.</param>
    /// <param name="limit">How many at most.</param>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public IReadOnlyList<AuditEntry> List(long? before, int limit)
    {
        try
        {
            using var connection = database.ConnectForReading();
            using var command = connection.Prepare(
                "SELECT Id, At, Who, Action, Target, Before, After FROM audit WHERE $1 IS NULL OR Id < $1 ORDER BY Id DESC LIMIT $2",
                2
            );
            command.Parameters[0].Value = before ?? (object)DBNull.Value;
            command.Parameters[1].Value = Math.Clamp(limit, 1, MaxRows);
            using var reader = command.ExecuteReader();
            var entries = new List<AuditEntry>();
            while (reader.Read())
            {
                entries.Add(
                    new AuditEntry(
                        reader.GetInt64(0),
                        Microseconds.ToTime(reader.GetInt64(1)),
                        reader.GetString(2),
                        reader.GetString(3),
                        reader.GetString(4),
                        reader.IsDBNull(5) ? null : reader.GetString(5),
                        reader.IsDBNull(6) ? null : reader.GetString(6)
                    )
                );
            }
            return entries;
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }
}
