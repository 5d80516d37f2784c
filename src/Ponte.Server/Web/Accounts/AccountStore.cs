using Microsoft.Data.Sqlite;
using Ponte.Server.Storage;

namespace Ponte.Server.Web.Accounts;

/// <summary>Accounts and keys in the database. Plain SQL.</summary>
internal sealed class AccountStore(PonteDatabase database)
{
    /// <summary>All accounts.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public IReadOnlyList<Account> Accounts() =>
        Read(
            "SELECT Name, Hash, Role, Person, Stamp, Totp, CreatedAt FROM accounts ORDER BY Name",
            r => new Account
            {
                Name = r.GetString(0),
                Hash = r.GetString(1),
                Role = RoleOf(r.GetString(2)),
                Person = r.GetString(3),
                Stamp = r.GetString(4),
                Totp = r.GetString(5),
                CreatedAt = Microseconds.ToTime(r.GetInt64(6)),
            }
        );

    /// <summary>All keys.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public IReadOnlyList<ApiKey> Keys() =>
        Read(
            "SELECT Id, Name, Hash, Role, CreatedBy, CreatedAt FROM apikeys ORDER BY CreatedAt",
            r => new ApiKey(
                r.GetString(0),
                r.GetString(1),
                r.GetString(2),
                RoleOf(r.GetString(3)),
                r.GetString(4),
                Microseconds.ToTime(r.GetInt64(5))
            )
        );

    /// <summary>Keeps an account, new or changed.</summary>
    /// <exception cref="StorageException">It cannot be kept.</exception>
    public void Save(Account account) =>
        Write(
            "INSERT OR REPLACE INTO accounts (Name, Hash, Role, Person, Stamp, Totp, CreatedAt) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            account.Name,
            account.Hash,
            account.Role.ToString(),
            account.Person,
            account.Stamp,
            account.Totp,
            Microseconds.Of(account.CreatedAt)
        );

    /// <summary>Keeps a key.</summary>
    /// <exception cref="StorageException">It cannot be kept.</exception>
    public void Save(ApiKey key) =>
        Write(
            "INSERT INTO apikeys (Id, Name, Hash, Role, CreatedBy, CreatedAt) VALUES ($1, $2, $3, $4, $5, $6)",
            key.Id,
            key.Name,
            key.Hash,
            key.Role.ToString(),
            key.CreatedBy,
            Microseconds.Of(key.CreatedAt)
        );

    /// <summary>Takes an account away.</summary>
    /// <exception cref="StorageException">The database cannot be written.</exception>
    public void RemoveAccount(string name) => Write("DELETE FROM accounts WHERE Name = $1", name);

    /// <summary>Takes a key away.</summary>
    /// <exception cref="StorageException">The database cannot be written.</exception>
    public void RemoveKey(string id) => Write("DELETE FROM apikeys WHERE Id = $1", id);

    /// <summary>The least, for a role that this version does not know.</summary>
    private static Role RoleOf(string text) => Enum.TryParse<Role>(text, out var role) ? role : Role.User;

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> read)
    {
        try
        {
            using var connection = database.ConnectForReading();
            using var command = connection.Prepare(sql, 0);
            using var reader = command.ExecuteReader();
            var all = new List<T>();
            while (reader.Read())
            {
                all.Add(read(reader));
            }
            return all;
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }

    private void Write(string sql, params ReadOnlySpan<object?> values)
    {
        try
        {
            using var connection = database.Connect();
            using var command = connection.Prepare(sql, values.Length);
            command.Run(null, values);
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }
}
