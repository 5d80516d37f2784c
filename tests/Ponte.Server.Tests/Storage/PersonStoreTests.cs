using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Pbx.People;
using Ponte.Server.Storage;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Storage;

/// <summary>What users set, in the database.</summary>
public sealed class PersonStoreTests
{
    [Fact]
    public async Task What_a_user_set_is_there_after_a_restart_and_the_rest_is_as_in_the_document()
    {
        using var folder = new TestFolder();
        var state = new PersonState(DoNotDisturb: true, ForwardBusy: "202", ForwardAlways: "", Twin: false);

        (await Open(folder).SaveAsync("mrossi", state, TestContext.Current.CancellationToken)).Should().BeTrue();
        (await Open(folder).SaveAsync("gbianchi", PersonState.AsInDocument, TestContext.Current.CancellationToken)).Should().BeTrue();

        var kept = Open(folder).Load();
        kept["mrossi"].Should().Be(state);
        kept["gbianchi"].Should().Be(PersonState.AsInDocument);
    }

    private static PersonStore Open(TestFolder folder) =>
        new(PonteDatabase.Open(folder.Path, SampleCall.Start, NullLogger.Instance), TimeProvider.System, NullLogger.Instance);
}
