using Microsoft.Data.Sqlite;

namespace Ponte.Server.Storage;

/// <summary>The version of the database.</summary>
internal static class Schema
{
    /// <summary>The newest migration; a test compares it with the migrations themselves.</summary>
    public const string Latest = "20261127114131_PersonTwin";

    /// <summary>Makes the newest schema in a database that has nothing yet. EF Core would take a second of the first start for the same.</summary>
    public static void Create(SqliteConnection connection)
    {
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream("Schema.sql")!;
        using var reader = new StreamReader(stream);
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute(reader.ReadToEnd());
        transaction.Commit();
    }
}
