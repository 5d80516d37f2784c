using System.Net;
using System.Text.Json.Nodes;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Web;

/// <summary>Messages by the API: one's own and shared ones, nobody else's.</summary>
public sealed class VoicemailApiTests : IAsyncLifetime
{
    private const string Id = "20261127T100500000-abcd";
    private ApiUnderTest _api = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiUnderTest.StartAsync(
            """
            company: { name: Rossi, country: IT }
            users:
              mrossi: { name: Mario Rossi, voicemail: {} }
              gbianchi: { name: Gaia Bianchi, voicemail: {} }
            mailboxes:
              sales: { name: Sales, users: [mrossi] }
            """
        );
        foreach (var box in new[] { "mrossi", "gbianchi", "sales" })
        {
            var folder = Directory.CreateDirectory(_api.Server.Folder.File(Path.Combine("voicemail", box)));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{Id}.rec"), "damaged");
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, $"{Id}.json"),
                $$"""{"id":"{{Id}}","at":"2090-11-27T10:05:00+00:00","callerNumber":"+390612345678","callerName":"Ada Neri","call":"01A","length":"00:00:05"}"""
            );
        }
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_person_sees_marks_and_deletes_the_messages_of_its_boxes()
    {
        await _api.SignInAsync("user", "mrossi");

        Boxes(await _api.GetAsync("me/voicemail")).Should().Equal("mrossi 1/0", "sales 1/0");
        var message = (await _api.GetAsync("me/voicemail/sales"))!.AsArray().Single()!;
        ((string?)message["id"], (string?)message["callerName"], (bool)message["isHeard"]!).Should().Be((Id, "Ada Neri", false));
        await _api.SendAsync(HttpMethod.Put, $"me/voicemail/sales/{Id}", new JsonObject { ["isHeard"] = true }, HttpStatusCode.NoContent);
        Boxes(await _api.GetAsync("me/voicemail")).Should().Equal("mrossi 1/0", "sales 0/1");
        await _api.SendAsync(HttpMethod.Delete, $"me/voicemail/sales/{Id}", null, HttpStatusCode.NoContent);
        await _api.SendAsync(HttpMethod.Delete, $"me/voicemail/sales/{Id}", null, HttpStatusCode.NotFound);
        Boxes(await _api.GetAsync("me/voicemail")).Should().Equal("mrossi 1/0", "sales 0/0");
        await _api.GetAsync($"me/voicemail/mrossi/{Id}/audio", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Boxes_of_others_are_not_there()
    {
        await _api.SignInAsync("user", "mrossi");

        await _api.GetAsync("me/voicemail/gbianchi", HttpStatusCode.NotFound);
        await _api.GetAsync($"me/voicemail/gbianchi/{Id}/audio", HttpStatusCode.NotFound);
        await _api.GetAsync("me/voicemail/..%2Fvoicemail%2Fgbianchi", HttpStatusCode.NotFound);
        await _api.SendAsync(HttpMethod.Delete, $"me/voicemail/gbianchi/{Id}", null, HttpStatusCode.NotFound);
        await _api.GetAsync("voicemail", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Administrators_see_how_many_there_are_and_reset_PINs()
    {
        await _api.SignInAsync("administrator");

        Boxes(await _api.GetAsync("voicemail")).Should().Equal("gbianchi 1/0", "mrossi 1/0", "sales 1/0");
        await _api.SendAsync(HttpMethod.Post, "voicemail/sales/resetPin", null, HttpStatusCode.NoContent);
        await _api.SendAsync(HttpMethod.Post, "voicemail/nobody/resetPin", null, HttpStatusCode.NotFound);
        (await _api.GetAsync("audit"))!["items"]!
            .AsArray()
            .Select(e => $"{e!["by"]} {e["action"]} {e["subject"]}")
            .Should()
            .Contain("administrator1 voicemail.resetPin sales");
    }

    private static IEnumerable<string> Boxes(JsonNode? boxes) =>
        boxes!.AsArray().Select(b => $"{(string?)b!["box"]} {(int)b["unheard"]!}/{(int)b["heard"]!}");
}
