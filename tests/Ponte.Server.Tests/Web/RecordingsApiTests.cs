using System.Net;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Web;

/// <summary>Recordings by the API: who may, what is listed, what stands in the audit.</summary>
public sealed class RecordingsApiTests : IAsyncLifetime
{
    private ApiUnderTest _api = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiUnderTest.StartAsync("company: { name: Rossi, country: IT }\nusers: { mrossi: { name: Mario Rossi } }\n");
        foreach (var (day, call) in new[] { ("keep", "01JB1"), ("2090-01-01", "01JB2"), ("2090-01-02", "01JB3") })
        {
            var folder = Directory.CreateDirectory(_api.Server.Folder.File(Path.Combine("recordings", day)));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{call}.rec"), "damaged");
        }
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task They_are_listed_by_pages_and_one_that_cannot_be_read_is_told()
    {
        await _api.SignInAsync("supervisor");

        var first = (await _api.GetAsync("recordings?limit=2"))!;
        first["items"]!
            .AsArray()
            .Select(r => ((string)r!["call"]!, (string?)r["keepUntil"]))
            .Should()
            .Equal(("01JB3", "2090-01-02"), ("01JB2", "2090-01-01"));
        var rest = (await _api.GetAsync($"recordings?limit=2&after={first["next"]}"))!;
        rest["items"]!.AsArray().Should().ContainSingle();
        rest["next"].Should().BeNull();
        await _api.GetAsync("recordings/01JB1", HttpStatusCode.NotFound);
        await _api.GetAsync("recordings/01JB1/audio", HttpStatusCode.NotFound);
        await _api.GetAsync("recordings/..%2Frecordings.keys/audio", HttpStatusCode.NotFound);
        await _api.SendAsync(HttpMethod.Delete, "recordings/01JB1", null, HttpStatusCode.Forbidden);
        await _api.SendAsync(HttpMethod.Post, "recordings/01JB1/start", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_administrator_deletes_and_the_audit_says_who()
    {
        await _api.SignInAsync("administrator");

        await _api.SendAsync(HttpMethod.Delete, "recordings/01JB1", null, HttpStatusCode.NoContent);
        await _api.SendAsync(HttpMethod.Delete, "recordings/01JB1", null, HttpStatusCode.NotFound);

        (await _api.GetAsync("audit"))!["items"]!
            .AsArray()
            .Select(e => $"{e!["by"]} {e["action"]} {e["subject"]}")
            .Should()
            .Contain("administrator1 recording.delete 01JB1");
    }

    [Fact]
    public async Task Users_hear_none()
    {
        await _api.SignInAsync("user", "mrossi");
        await _api.GetAsync("recordings", HttpStatusCode.Forbidden);
        await _api.GetAsync("recordings/01JB1/audio", HttpStatusCode.Forbidden);
    }
}
