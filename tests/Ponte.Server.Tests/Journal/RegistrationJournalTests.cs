using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Pbx.Phones;
using Ponte.Server.Journal;
using Ponte.Server.Metrics;

namespace Ponte.Server.Tests.Journal;

public sealed class RegistrationJournalTests : IDisposable
{
    private static readonly StoredBinding Binding = new()
    {
        Contact = "sip:201-desk@192.0.2.7:5060;x=%41",
        Q = "0.5",
        Instance = "<urn:uuid:1>",
        RegId = 1,
        Path = ["<sip:edge.example;lr>"],
        Source = "203.0.113.9:31000",
        LocalHost = "pbx.example",
        LocalPort = 5060,
        UserAgent = "Phone/1",
        CallId = "a@b",
        CSeq = 7,
        Expires = new DateTimeOffset(2026, 1, 7, 9, 0, 0, TimeSpan.Zero),
    };

    private readonly TestFolder _folder = new();
    private readonly ServerMetrics _metrics = new();

    public void Dispose()
    {
        _metrics.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_kept_is_found_by_the_next_process_with_all_its_parts()
    {
        await using (var journal = Open())
        {
            journal.Keep("201-desk", [Binding]);
            journal.Keep("202-desk", [Binding]);
            journal.Keep("202-desk", []);
        }
        await using var next = Open();
        var (account, bindings) = next.Found.Should().ContainSingle().Subject;
        account.Should().Be("201-desk");
        bindings.Should().ContainSingle().Which.Should().BeEquivalentTo(Binding);
    }

    [Fact]
    public async Task Kept_before_the_phone_is_told_even_if_the_process_dies()
    {
        await using var journal = Open();
        journal.Keep("201-desk", [Binding]);
        using var copy = new TestFolder();
        File.Copy(_folder.File("r.journal"), copy.File("r.journal"));
        using var file = new JournalFile(copy.File("r.journal"));
        file.ReadAll().Should().ContainSingle();
    }

    [Fact]
    public async Task What_cannot_be_read_is_left_out()
    {
        using (var file = new JournalFile(_folder.File("r.journal")))
        {
            file.Put("a", "{"u8);
            file.Put("b", Encoding.UTF8.GetBytes("{\"Version\":99,\"Bindings\":[]}"));
            file.Put("c", "null"u8);
            file.Commit();
        }
        await using var journal = Open();
        journal.Found.Should().BeEmpty();
    }

    private RegistrationJournal Open() =>
        new(new JournalFile(_folder.File("r.journal")), TimeProvider.System, _metrics, NullLogger.Instance);
}
