using Microsoft.Data.Sqlite;

namespace Ponte.Server.Storage;

/// <summary>The database cannot be used. The message is one line for a person: what is wrong, where, and how to mend it.</summary>
internal sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner)
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int TooBig = 18;
    private const int Constraint = 19;
    private const int Mismatch = 20;
    private const int NotADatabase = 26;

    /// <summary>
    /// Whether the fault is in what was to be written (a constraint, a value too large), so that it would fail each time; all else passes,
    /// or is mended.
    /// </summary>
    public static bool IsOfData(SqliteException error) => error.SqliteErrorCode is TooBig or Constraint or Mismatch;

    /// <summary>Says what SQLite's error means for a person (result codes of sqlite.org/rescode.html).</summary>
    public static StorageException Of(SqliteException error, string path) =>
        new(
            error.SqliteErrorCode switch
            {
                Busy or Locked =>
                    $"database {path} is locked by another program; end that program (\"fuser {path}\" names it), then start again. Nothing was changed",
                ReadOnly =>
                    $"database {path} is read-only; let the account that runs ponte write the file and its folder, then start again",
                InputOutput => $"database {path} cannot be read or written ({error.Message}); look after the disk, then start again",
                Corrupt or NotADatabase =>
                    $"database {path} is damaged; move it aside and put a copy from {Path.Combine(Path.GetDirectoryName(path)!, PonteDatabase.BackupFolder)} in its place, or rescue it with: sqlite3 {path} .recover. Nothing was changed",
                Full => $"the disk of database {path} is full; make room, then start again. Nothing was changed",
                CannotOpen => $"database {path} cannot be opened; let the account that runs ponte read and write the file and its folder",
                _ => $"database {path} cannot be used ({error.Message}); mend the cause, then start again",
            },
            error
        );
}
