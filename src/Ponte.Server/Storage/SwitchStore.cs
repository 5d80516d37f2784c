using Microsoft.Data.Sqlite;
using Ponte.Pbx.Calendars;

namespace Ponte.Server.Storage;

/// <summary>What people set calendars to, in the database. Plain SQL, one row a calendar.</summary>
internal sealed class SwitchStore(PonteDatabase database, TimeProvider time, ILogger log) : ISwitchStore
{
    /// <inheritdoc/>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public IReadOnlyDictionary<string, CalendarSwitch> Load()
    {
        try
        {
            using var connection = database.ConnectForReading();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT Calendar, IsDay FROM switches";
            using var reader = command.ExecuteReader();
            var switches = new Dictionary<string, CalendarSwitch>(StringComparer.Ordinal);
            while (reader.Read())
            {
                switches[reader.GetString(0)] = reader.GetBoolean(1) ? CalendarSwitch.Day : CalendarSwitch.Night;
            }
            return switches;
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> SaveAsync(string calendar, CalendarSwitch set, CancellationToken cancellationToken)
    {
        try
        {
            // SQLite waits for the disk: not on the loop of a call.
            await Task.Run(() => Save(calendar, set), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SqliteException e)
        {
            log.SwitchNotKept(calendar, database.FilePath, e.Message);
            return false;
        }
    }

    private void Save(string calendar, CalendarSwitch set)
    {
        using var connection = database.Connect();
        if (set == CalendarSwitch.Automatic)
        {
            using var delete = connection.Prepare("DELETE FROM switches WHERE Calendar = $1", 1);
            delete.Run(null, calendar);
            return;
        }
        using var command = connection.Prepare("INSERT OR REPLACE INTO switches (Calendar, IsDay, ChangedAt) VALUES ($1, $2, $3)", 3);
        command.Run(null, calendar, set == CalendarSwitch.Day, Microseconds.Of(time.GetUtcNow()));
    }
}
