using System.Net;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Web;

/// <summary>The company document by the API.</summary>
public sealed class CompanyApiTests : IAsyncLifetime
{
    private const string Document = """
        company: { name: Rossi, country: IT, areaCode: "02", language: en }
        lines: { carrier: { kind: carrier, peers: ["sip:198.51.100.7"], register: { server: "sip:198.51.100.7", user: u, password: very-secret } } }
        users:
          mrossi: { name: Mario Rossi, extension: "201", forward: { busy: "202" }, devices: { desk: { password: also-secret } } }
          gbianchi: { name: Gaia Bianchi, extension: "202" }
        calendars: { office: { open: ["mon-fri 09:00-18:00"], holidays: IT } }
        flows: { welcome: [ { menu: goodbye, keys: { "1": { user: mrossi } } }, { hangUp: busy } ] }
        """;

    private ApiUnderTest _api = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiUnderTest.StartAsync(Document);
        await _api.SignInAsync("administrator", "mrossi");
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task An_entry_is_changed_and_nothing_else_and_secrets_stay_where_they_are()
    {
        var company = (await _api.GetAsync("company"))!;
        company.ToJsonString().Should().NotContain("secret");
        var user = company["document"]!["users"]!["mrossi"]!.DeepClone();
        user["name"] = "Mario De Rossi";

        var done = await _api.SendAsync(HttpMethod.Put, "company/users/mrossi", user, ifMatch: $"\"v{company["version"]}\"");

        done!["changes"]!.AsArray().Should().ContainSingle();
        ((string)done["changes"]![0]!["path"]!).Should().Be("users.mrossi.name");
        var applied = _api.Server.Telephony.Applied[^1];
        applied.Users.Single(u => u.Id is "mrossi").Name.Should().Be("Mario De Rossi");
        applied.Users.Single(u => u.Id is "mrossi").Devices[0].Password.Resolve(_ => null, _ => null).Should().Be("also-secret");
        ((string)(await _api.GetAsync("audit"))!["items"]![0]!["after"]!).Should().Be("~ users.mrossi.name: Mario Rossi -> Mario De Rossi");
    }

    [Fact]
    public async Task Of_two_administrators_the_second_sees_the_conflict()
    {
        var user = new { name = "Mario Rossi", extension = "203" };
        await _api.SendAsync(HttpMethod.Put, "company/users/mrossi", user, HttpStatusCode.PreconditionRequired);
        await _api.SendAsync(HttpMethod.Put, "company/users/mrossi", user, ifMatch: "\"v1\"");
        await _api.SendAsync(HttpMethod.Put, "company/users/gbianchi", user, HttpStatusCode.PreconditionFailed, "\"v1\"");
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_its_field_with_the_mend_and_changes_nothing()
    {
        var problem = await _api.SendAsync(
            HttpMethod.Put,
            "company/users/mrossi",
            new
            {
                name = "Mario Rossi",
                extension = "2a1",
                klass = "x",
            },
            HttpStatusCode.UnprocessableEntity,
            "\"v1\""
        );

        ApiUnderTest.Fields(problem).Should().Contain("users.mrossi.extension").And.Contain("users.mrossi.klass");
        problem!["errors"]!.AsArray().Should().OnlyContain(e => ((string)e!["mend"]!).Length > 0);
        ((int)(await _api.GetAsync("company"))!["version"]!).Should().Be(1);
    }

    [Fact]
    public async Task A_change_is_tried_before_it_is_put_in_force()
    {
        var preview = await _api.SendAsync(
            HttpMethod.Post,
            "company/preview",
            new
            {
                section = "users",
                name = "gbianchi",
                value = (object?)null,
            }
        );
        preview!["changes"]!.AsArray().Select(c => (string)c!["path"]!).Should().OnlyContain(p => p.StartsWith("users.gbianchi"));
        ((int)(await _api.GetAsync("company"))!["version"]!).Should().Be(1);

        var wrong = await _api.SendAsync(
            HttpMethod.Post,
            "company/preview",
            new { yaml = "company: { name: x }" },
            HttpStatusCode.UnprocessableEntity
        );
        wrong!["errors"]!.AsArray().Select(e => (string)e!["field"]!).Should().Contain("company.country");
    }

    [Fact]
    public async Task Versions_are_compared_and_restored()
    {
        await _api.SendAsync(HttpMethod.Delete, "company/users/gbianchi", null, ifMatch: "\"v1\"");
        (await _api.GetAsync("company/versions"))!.AsArray().Select(v => (int)v!["version"]!).Should().Equal(2, 1);
        (await _api.GetAsync("company/versions/1/diff/2"))!.AsArray().Should().NotBeEmpty();

        await _api.SendAsync(HttpMethod.Post, "company/versions/1/restore", null, ifMatch: "\"v2\"");

        var company = (await _api.GetAsync("company"))!;
        ((int)company["version"]!, (string)company["document"]!["users"]!["gbianchi"]!["name"]!).Should().Be((3, "Gaia Bianchi"));
        await _api.SendAsync(HttpMethod.Post, "company/versions/9/restore", null, HttpStatusCode.NotFound, "\"v3\"");
    }

    [Fact]
    public async Task An_entry_with_a_plus_in_its_name_is_found()
    {
        await _api.SendAsync(
            HttpMethod.Put,
            $"company/numbers/{Uri.EscapeDataString("+390212345600")}",
            new { flow = "welcome" },
            ifMatch: "\"v1\""
        );

        ((string)(await _api.GetAsync($"company/numbers/{Uri.EscapeDataString("+390212345600")}"))!["flow"]!).Should().Be("welcome");
    }

    [Fact]
    public async Task Calendars_and_flows_tell_what_they_do()
    {
        var year = (await _api.GetAsync("calendars/office/year/2027"))!;
        year["days"]!.AsArray().Should().Contain(d => (string)d!["date"]! == "2027-03-29" && (string)d["name"]! == "Lunedì dell'Angelo");
        year["changes"]!.AsArray().Should().HaveCount(10);
        await _api.SendAsync(HttpMethod.Post, "calendars/office/switch", new { to = "noon" }, HttpStatusCode.UnprocessableEntity);
        await _api.SendAsync(HttpMethod.Post, "calendars/office/switch", new { to = "night" }, HttpStatusCode.NoContent);
        ((string)(await _api.GetAsync("calendars"))![0]!["reason"]!).Should().Be("Switch");

        var lines = await _api.SendAsync(HttpMethod.Post, "flows/welcome/try", new { keys = new[] { "1" } });
        ((string)lines!.AsArray()[^1]!["text"]!).Should().Be("☎ calls the user mrossi");
        await AnEditedFlowIsPlayedAsync();
        await _api.SendAsync(HttpMethod.Post, "flows/nothing/try", new { }, HttpStatusCode.NotFound);
    }

    private async Task AnEditedFlowIsPlayedAsync()
    {
        var edited = new object[] { new { user = "gbianchi" } };
        var lines = await _api.SendAsync(HttpMethod.Post, "flows/draft/try", new { value = edited });
        ((string)lines!.AsArray()[0]!["text"]!).Should().Be("☎ calls the user gbianchi");
        ((int)(await _api.GetAsync("company"))!["version"]!).Should().Be(1);

        var wrong = new object[] { new { user = "nobody" } };
        var problem = await _api.SendAsync(HttpMethod.Post, "flows/draft/try", new { value = wrong }, HttpStatusCode.UnprocessableEntity);
        ApiUnderTest.Fields(problem).Should().Equal("flows.draft[0].user");
    }

    [Fact]
    public async Task A_person_sets_own_forwards()
    {
        var me = (await _api.GetAsync("me"))!;
        ((string)me["name"]!, (string)me["forwards"]!["busy"]!).Should().Be(("Mario Rossi", "202"));

        var wrong = await _api.SendAsync(HttpMethod.Put, "me/forwards", new { always = "abc" }, HttpStatusCode.UnprocessableEntity);
        ApiUnderTest.Fields(wrong).Should().Equal("always");
        var set = (await _api.SendAsync(HttpMethod.Put, "me/forwards", new { always = "+393331234567", busy = "" }))!;
        ((string)set["forwards"]!["always"]!, (string)set["forwards"]!["busy"]!).Should().Be(("+393331234567", ""));
        (await _api.SendAsync(HttpMethod.Put, "me/doNotDisturb", new { doNotDisturb = true }))!["doNotDisturb"]!
            .GetValue<bool>()
            .Should()
            .BeTrue();
        me["twin"]!.GetValue<bool>().Should().BeTrue("devices ring with Teams unless somebody says otherwise");
        await _api.SendAsync(HttpMethod.Put, "me/twin", new { twin = false });
        (await _api.GetAsync("me"))!["twin"]!.GetValue<bool>().Should().BeFalse();
    }

    [Fact]
    public async Task The_description_lists_every_path()
    {
        var paths = (await _api.GetAsync("openapi.json"))!["paths"]!.AsObject().Select(p => p.Key).ToList();

        paths
            .Should()
            .Contain([
                "/api/v1/session",
                "/api/v1/overview",
                "/api/v1/calls",
                "/api/v1/calls/{id}/ladder",
                "/api/v1/company/{section}/{name}",
                "/api/v1/me/forwards",
                "/api/v1/accounts/{name}",
                "/api/v1/audit",
                "/api/v1/rooms",
                "/api/v1/calls/{id}/supervision",
            ]);
        await _api.GetAsync("nothing", HttpStatusCode.NotFound);
    }
}
