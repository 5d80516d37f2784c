using System.Text.Json.Nodes;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Web;

/// <summary>The description of the API, of which the types of the pages are made.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task The_pages_are_made_for_the_API_as_it_is()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var told = (await api.GetAsync("openapi.json"))!;
        var kept = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "openapi.json")));

        told.ToJsonString()
            .Should()
            .Be(kept!.ToJsonString(), "web/openapi.json is what the server tells; start it and run PONTE_URL=http://… npm run api in web");
    }

    [Fact]
    public async Task Numbers_ids_and_what_may_be_missing_are_described_as_they_are_sent()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var schemas = (await api.GetAsync("openapi.json"))!["components"]!["schemas"]!;

        ((string)schemas["CompanyReply"]!["properties"]!["version"]!["type"]!).Should().Be("integer");
        ((string)schemas["CallId"]!["type"]!).Should().Be("string");
        var needed = schemas["CallView"]!["required"]!.AsArray().Select(n => (string)n!).ToList();
        needed.Should().Contain(["id", "legs", "phase"]).And.NotContain(["answeredAt", "answeredBy", "end"]);
    }
}
