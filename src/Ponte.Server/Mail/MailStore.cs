using Microsoft.Data.Sqlite;
using Ponte.Server.Storage;

namespace Ponte.Server.Mail;

/// <summary>The mails that are not sent, in the database. Plain SQL; each call waits for the disk, and throws <see cref="SqliteException"/>.</summary>
internal sealed class MailStore(PonteDatabase database)
{
    private const string Columns = "Id, Recipient, Subject, length(Content), CreatedAt, Attempts, NextAt, Failure";

    /// <summary>Keeps mails: all or none.</summary>
    public void Add(IEnumerable<(string Recipient, string Subject, byte[] Content)> mails, DateTimeOffset now)
    {
        using var connection = database.Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        using var command = connection.Prepare(
            "INSERT INTO mails (Recipient, Subject, Content, CreatedAt, Attempts, NextAt, Failure) VALUES ($1, $2, $3, $4, 0, $4, '')",
            4
        );
        foreach (var (recipient, subject, content) in mails)
        {
            command.Run(transaction, recipient, subject, content, Microseconds.Of(now));
        }
        transaction.Commit();
    }

    /// <summary>All that are not sent, the oldest first.</summary>
    public IReadOnlyList<WaitingMail> List()
    {
        using var connection = database.ConnectForReading();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM mails ORDER BY Id";
        using var reader = command.ExecuteReader();
        var mails = new List<WaitingMail>();
        while (reader.Read())
        {
            mails.Add(
                new WaitingMail(
                    reader.GetInt64(0),
                    reader.GetString(1),
                    reader.GetString(2),
                    reader.GetInt64(3),
                    Microseconds.ToTime(reader.GetInt64(4)),
                    reader.GetInt32(5),
                    reader.IsDBNull(6) ? null : Microseconds.ToTime(reader.GetInt64(6)),
                    reader.GetString(7)
                )
            );
        }
        return mails;
    }

    /// <summary>The message of a mail; null where it is gone.</summary>
    public byte[]? Content(long id)
    {
        using var connection = database.ConnectForReading();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Content FROM mails WHERE Id = $id";
        command.Parameters.AddWithValue("$id", id);
        return command.ExecuteScalar() as byte[];
    }

    /// <summary>A mail was not sent.</summary>
    /// <param name="id">The mail.</param>
    /// <param name="next">When it is tried again; null for never.</param>
    /// <param name="failure">Why.</param>
    public void Failed(long id, DateTimeOffset? next, string failure)
    {
        using var connection = database.Connect();
        using var command = connection.Prepare("UPDATE mails SET Attempts = Attempts + 1, NextAt = $2, Failure = $3 WHERE Id = $1", 3);
        command.Run(null, id, next is { } at ? Microseconds.Of(at) : null, failure);
    }

    /// <summary>Lets all mails be tried at once, those too that were refused for good.</summary>
    public void RetryAll(DateTimeOffset now)
    {
        using var connection = database.Connect();
        using var command = connection.Prepare("UPDATE mails SET NextAt = $1", 1);
        command.Run(null, Microseconds.Of(now));
    }

    /// <summary>Takes a mail away: it is sent, or not wanted any more.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Delete(long id)
    {
        using var connection = database.Connect();
        using var command = connection.Prepare("DELETE FROM mails WHERE Id = $1", 1);
        return command.Run(null, id) > 0;
    }
}
