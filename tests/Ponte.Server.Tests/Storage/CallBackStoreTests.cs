using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Pbx.CallBacks;
using Ponte.Server.Storage;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Storage;

public sealed class CallBackStoreTests : IDisposable
{
    private static readonly CallBackRequest First = new("mrossi", "gverdi", "202", SampleCall.Start, IsArmed: true, Rings: 1);
    private static readonly CallBackRequest Second = new("gverdi", "tneri", "+390212345603", SampleCall.At(1), IsArmed: false);
    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_kept_is_there_for_another_process_in_its_order()
    {
        var store = Store();
        (await store.SaveAsync([Second], Token)).Should().BeTrue();
        (await store.SaveAsync([First, Second], Token)).Should().BeTrue();
        Store().Load().Should().Equal(First, Second);
        (await store.SaveAsync([Second], Token)).Should().BeTrue();
        Store().Load().Should().Equal(Second);
    }

    [Fact]
    public async Task What_cannot_be_written_is_not_kept()
    {
        var store = Store();
        await using (var connection = new SqliteConnection($"Data Source={_folder.File(PonteDatabase.FileName)};Pooling=False"))
        {
            await connection.OpenAsync(Token);
            await using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE callbacks";
            await command.ExecuteNonQueryAsync(Token);
        }
        (await store.SaveAsync([First], Token)).Should().BeFalse();
    }

    private CallBackStore Store() => new(PonteDatabase.Open(_folder.Path, SampleCall.Start, NullLogger.Instance), NullLogger.Instance);
}
