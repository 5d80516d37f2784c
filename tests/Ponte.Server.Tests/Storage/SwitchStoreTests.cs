using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Pbx.Calendars;
using Ponte.Server.Storage;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Storage;

public sealed class SwitchStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_set_is_there_for_another_process_at_once()
    {
        var store = Store();
        (await store.SaveAsync("office", CalendarSwitch.Day, Token)).Should().BeTrue();
        (await store.SaveAsync("office", CalendarSwitch.Night, Token)).Should().BeTrue();
        (await store.SaveAsync("shop", CalendarSwitch.Day, Token)).Should().BeTrue();
        (await store.SaveAsync("shop", CalendarSwitch.Automatic, Token)).Should().BeTrue();

        Store().Load().Should().Equal(new Dictionary<string, CalendarSwitch>(StringComparer.Ordinal) { ["office"] = CalendarSwitch.Night });
    }

    [Fact]
    public async Task What_cannot_be_written_is_told()
    {
        var store = Store();
        await using (var connection = new SqliteConnection($"Data Source={_folder.File(PonteDatabase.FileName)};Pooling=False"))
        {
            connection.Open();
            connection.Execute("DROP TABLE switches");
        }

        (await store.SaveAsync("office", CalendarSwitch.Night, Token)).Should().BeFalse();
    }

    private SwitchStore Store() =>
        new(PonteDatabase.Open(_folder.Path, SampleCall.Start, NullLogger.Instance), TimeProvider.System, NullLogger.Instance);
}
