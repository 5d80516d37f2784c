using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ponte.Calls.Model;
using Ponte.Media.Control.Model;
using Ponte.Pbx.Prompts;
using Ponte.Server.Recordings;
using Ponte.Server.Storage;
using Ponte.Server.Web.Audit;

namespace Ponte.Server.Tests.Recordings;

/// <summary>The recordings that are there: places, keys, retention, audit.</summary>
public sealed class RecordingServiceTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("ponte-recordings-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 27, 10, 0, 0, TimeSpan.Zero));
    private readonly PromptFiles _prompts;
    private readonly RecordingKeys _keys;
    private readonly AuditLog _audit;

    public RecordingServiceTests()
    {
        _prompts = new PromptFiles(Path.Combine(_data, "prompts"), null, NullLogger.Instance);
        _keys = new RecordingKeys(Path.Combine(_data, "recordings.keys"));
        _audit = new AuditLog(PonteDatabase.Open(_data, _time.GetUtcNow(), NullLogger.Instance), _time);
    }

    private string Folder => Path.Combine(_data, "recordings");

    public void Dispose()
    {
        _prompts.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Recording_is_deleted_after_its_last_day_and_the_audit_says_so()
    {
        using var service = new RecordingService(Folder, _keys, _audit, _time, NullLogger.Instance);
        await WriteAsync("01A", 1);
        await WriteAsync("01B", null);
        service.List().Select(r => (r.Call, r.KeepUntil)).Should().Equal(("01B", null), ("01A", "2026-11-28"));

        _time.Advance(TimeSpan.FromHours(30));
        service.List().Should().HaveCount(2, "its last day goes on");
        _time.Advance(TimeSpan.FromHours(12));
        service.List().Should().ContainSingle().Which.Call.Should().Be("01B");
        service.Delete("../recordings.keys", "anna").Should().BeFalse();
        service.Delete("01B", "anna").Should().BeTrue();
        _audit
            .List(null, 10)
            .Select(e => (e.Who, e.Action, e.Target))
            .Should()
            .Equal(("anna", "recording.delete", "01B"), ("retention", "recording.delete", "01A"));
    }

    [Fact]
    public async Task Recording_that_cannot_be_deleted_is_tried_again_and_does_no_harm()
    {
        using var service = new RecordingService(Folder, _keys, _audit, _time, NullLogger.Instance);
        await WriteAsync("01A", 1);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_data, PonteDatabase.FileName)};Pooling=False"))
        {
            connection.Open();
            connection.Execute("ALTER TABLE audit RENAME TO away");
            _time.Advance(TimeSpan.FromHours(48));
            service.List().Should().ContainSingle("what cannot be audited is not done");
            connection.Execute("ALTER TABLE away RENAME TO audit");
        }
        _time.Advance(TimeSpan.FromHours(1));
        service.List().Should().BeEmpty();
    }

    [Fact]
    public async Task Key_is_made_for_its_owner_only_and_a_new_one_on_top_is_used()
    {
        var (id, first) = _keys.Newest();
        id.Should().Be("k1");
        var path = Path.Combine(_data, "recordings.keys");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        var old = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            path,
            $"k2 {Convert.ToBase64String(new byte[32])}\nno key\n{old}",
            TestContext.Current.CancellationToken
        );
        _keys.Newest().Id.Should().Be("k2");
        _keys.Find("k1").Should().Equal(first);
        _keys.Find("k3").Should().BeNull();
    }

    [Fact]
    public async Task Announcement_without_file_or_voice_is_none()
    {
        (await Places().AnnouncementAsync("recorded", TestContext.Current.CancellationToken)).Should().BeEmpty();
    }

    private RecordingPlaces Places() => new(Folder, _keys, RecordingCodec.Pcm, () => null, _prompts, _time);

    private async Task WriteAsync(string call, int? days)
    {
        var (place, fault) = await Places().OpenAsync(new CallId(call), days, TestContext.Current.CancellationToken);
        fault.Should().BeEmpty();
        await File.WriteAllTextAsync(place!.Path, "sealed", TestContext.Current.CancellationToken);
    }
}
