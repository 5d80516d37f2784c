using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Pbx.Document;
using Ponte.Pbx.People;
using Ponte.Server.Storage;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Storage;

public sealed class PersonStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_confirmed_is_there_for_another_process_at_once()
    {
        var store = Store();
        var set = new PersonState(true, "202", "", null, "+393351234567");

        (await store.SaveAsync("mrossi", new PersonState(ForwardAlways: "203"), Token)).Should().BeTrue();
        (await store.SaveAsync("mrossi", set, Token)).Should().BeTrue();
        (await store.SaveAsync("gverdi", PersonState.AsInDocument, Token)).Should().BeTrue();

        // Nothing was closed: another connection sees what a killed process would have left.
        var states = Store().Load();
        states.Should().HaveCount(2);
        states["mrossi"].Should().Be(set);
        states["gverdi"].Should().Be(PersonState.AsInDocument);
    }

    [Fact]
    public async Task What_cannot_be_written_is_not_kept()
    {
        var store = Store();
        await using (var connection = new SqliteConnection($"Data Source={_folder.File(PonteDatabase.FileName)};Pooling=False"))
        {
            connection.Open();
            connection.Execute("DROP TABLE persons");
        }
        using var book = new PersonBook(new EmptyAtFirst(store));

        (await book.ChangeAsync(new PersonChange("a", ShortCodeFunction.DoNotDisturb, "", IsOn: true), Token)).Should().BeFalse();

        book.Of("a").Should().Be(PersonState.AsInDocument);
    }

    private PersonStore Store() =>
        new(PonteDatabase.Open(_folder.Path, SampleCall.Start, NullLogger.Instance), TimeProvider.System, NullLogger.Instance);

    private sealed class EmptyAtFirst(IPersonStore store) : IPersonStore
    {
        public IReadOnlyDictionary<string, PersonState> Load() => new Dictionary<string, PersonState>(StringComparer.Ordinal);

        public ValueTask<bool> SaveAsync(string user, PersonState state, CancellationToken cancellationToken) =>
            store.SaveAsync(user, state, cancellationToken);
    }
}
