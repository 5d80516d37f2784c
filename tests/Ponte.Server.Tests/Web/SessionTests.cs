using System.Net;
using System.Net.Http.Json;
using Ponte.Server.Tests.Support;
using Ponte.Server.Web.Accounts;

namespace Ponte.Server.Tests.Web;

/// <summary>Sign-in, and who may do what.</summary>
public sealed class SessionTests
{
    private const string Document = "company: { name: Rossi, country: IT }\nusers: { mrossi: { name: Mario Rossi, extension: \"201\" } }\n";

    [Fact]
    public async Task The_first_administrator_needs_the_word_that_was_printed_and_makes_it_once()
    {
        await using var api = await ApiUnderTest.StartAsync();
        (await api.GetAsync("session", HttpStatusCode.Unauthorized))!["needsSetup"]!.GetValue<bool>().Should().BeTrue();

        var wrong = await api.SendAsync(
            HttpMethod.Post,
            "setup",
            new
            {
                token = "no",
                user = "a",
                password = "0123456789ab",
            },
            HttpStatusCode.Forbidden
        );
        ApiUnderTest.Fields(wrong).Should().Equal("token");
        (await api.GetAsync("accounts", HttpStatusCode.Unauthorized)).Should().NotBeNull();

        await api.SignInAsync("administrator");
        await api.SendAsync(
            HttpMethod.Post,
            "setup",
            new
            {
                token = "no",
                user = "a",
                password = "0123456789ab",
            },
            HttpStatusCode.Conflict
        );
        await api.GetAsync("session");
    }

    [Fact]
    public async Task A_session_lasts_until_it_is_ended_and_ends_with_a_new_password()
    {
        await using var api = await ApiUnderTest.StartAsync(Document);
        await api.SignInAsync("administrator", "mrossi");
        var session = await api.GetAsync("session");
        ((string)session!["user"]!, (string)session["role"]!, (string)session["name"]!)
            .Should()
            .Be(("administrator1", "administrator", "Mario Rossi"));

        await api.SendAsync(
            HttpMethod.Post,
            "session/password",
            new { current = ApiUnderTest.Password, password = "un'altra frase" },
            HttpStatusCode.NoContent
        );
        await api.GetAsync("accounts");
        using var other = ApiUnderTest.Client(api.Address);
        using var old = await other.PostAsJsonAsync("session", new { user = "administrator1", password = ApiUnderTest.Password });
        old.StatusCode.Should().Be(HttpStatusCode.Unauthorized);

        await api.SendAsync(HttpMethod.Delete, "session", null, HttpStatusCode.NoContent);
        await api.GetAsync("accounts", HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("administrator", 200, 200, 200)]
    [InlineData("supervisor", 200, 403, 200)]
    [InlineData("reader", 200, 403, 403)]
    [InlineData("attendant", 403, 403, 403)]
    [InlineData("agent", 403, 403, 403)]
    [InlineData("user", 403, 403, 403)]
    public async Task Each_role_may_do_its_own(string role, int see, int administer, int command)
    {
        await using var api = await ApiUnderTest.StartAsync(Document + "calendars: { office: { open: [\"mon-fri 09:00-18:00\"] } }\n");
        await api.SignInAsync(role);

        await api.GetAsync("overview", (HttpStatusCode)see);
        await api.GetAsync("calls", (HttpStatusCode)see);
        await api.GetAsync("accounts", (HttpStatusCode)administer);
        await api.GetAsync("audit", (HttpStatusCode)administer);
        await api.SendAsync(HttpMethod.Post, "company/preview", new { yaml = Document }, (HttpStatusCode)administer);
        var set = command == 200 ? HttpStatusCode.NoContent : (HttpStatusCode)command;
        await api.SendAsync(HttpMethod.Post, "calendars/office/switch", new { to = "night" }, set);
        await api.GetAsync("contacts?search=a");
    }

    [Fact]
    public async Task Another_site_changes_nothing()
    {
        await using var api = await ApiUnderTest.StartAsync(Document);
        await api.SignInAsync("administrator");
        api.Http.DefaultRequestHeaders.Remove("X-Ponte");

        await api.SendAsync(HttpMethod.Post, "apikeys", new { name = "crm", scopes = new[] { "read" } }, HttpStatusCode.Forbidden);
        api.Http.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        await api.SendAsync(HttpMethod.Post, "live/negotiate?negotiateVersion=1", null, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_hundred_wrong_passwords_are_slowed_down_and_told_to_the_administrator()
    {
        await using var api = await ApiUnderTest.StartAsync(Document);
        await api.SignInAsync("administrator");
        using var guesser = ApiUnderTest.Client(api.Address);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 100; i++)
        {
            using var reply = await guesser.PostAsJsonAsync("session", new { user = $"guess{i}", password = "wrong" });
            statuses.Add(reply.StatusCode);
        }

        statuses.Take(SignInGuard.FreeFailures).Should().OnlyContain(s => s == HttpStatusCode.Unauthorized);
        statuses.Count(s => s == HttpStatusCode.TooManyRequests).Should().BeGreaterThan(80);
        var audit = (await api.GetAsync("audit"))!["items"]!.AsArray();
        audit.Should().Contain(e => (string)e!["action"]! == "signIn.failures");
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_once_it_is_in_force()
    {
        await using var api = await ApiUnderTest.StartAsync(Document);
        await api.SignInAsync("administrator");
        var secret = (string)(await api.SendAsync(HttpMethod.Post, "session/totp"))!["secret"]!;
        var wrong = await api.SendAsync(
            HttpMethod.Put,
            "session/totp",
            new
            {
                password = ApiUnderTest.Password,
                secret,
                code = "x",
            },
            HttpStatusCode.UnprocessableEntity
        );
        ApiUnderTest.Fields(wrong).Should().Equal("code");
        await api.SendAsync(
            HttpMethod.Put,
            "session/totp",
            new
            {
                password = ApiUnderTest.Password,
                secret,
                code = Code(secret),
            },
            HttpStatusCode.NoContent
        );

        using var other = ApiUnderTest.Client(api.Address);
        using var without = await other.PostAsJsonAsync("session", new { user = "administrator1", password = ApiUnderTest.Password });
        without.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await without.Content.ReadAsStringAsync()).Should().Contain("\"field\":\"code\"");
        using var with = await other.PostAsJsonAsync(
            "session",
            new
            {
                user = "administrator1",
                password = ApiUnderTest.Password,
                code = Code(secret),
            }
        );
        with.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public void The_codes_are_those_of_RFC_6238()
    {
        // Appendix B, cut to six digits; its secret is the ASCII text 1234567890123456789ab0.
        const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        Totp.At(Secret, 59 / 30).Should().Be("287082");
        Totp.At(Secret, 1111111109 / 30).Should().Be("081804");
        Totp.At(Secret, 20000000000 / 30).Should().Be("353130");
    }

    [Fact]
    public async Task A_program_uses_a_key_until_it_is_taken_away()
    {
        await using var api = await ApiUnderTest.StartAsync(Document);
        await api.SignInAsync("administrator");
        var made = await api.SendAsync(HttpMethod.Post, "apikeys", new { name = "crm", scopes = new[] { "read" } }, HttpStatusCode.Created);
        using var program = new HttpClient { BaseAddress = api.Address };
        program.DefaultRequestHeaders.Authorization = new("Bearer", (string)made!["key"]!);

        (await program.GetAsync("overview")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await program.GetAsync("accounts")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        ((string)(await api.GetAsync("apikeys"))![0]!["name"]!).Should().Be("crm");
        (await api.GetAsync("apikeys"))!.ToJsonString().Should().NotContain("ponte_");
        await api.SendAsync(HttpMethod.Delete, $"apikeys/{made["id"]}", null, HttpStatusCode.NoContent);
        (await program.GetAsync("overview")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Accounts_are_made_changed_and_taken_away_but_never_the_last_that_administers()
    {
        await using var api = await ApiUnderTest.StartAsync(Document);
        await api.SignInAsync("administrator");
        var bad = await api.SendAsync(
            HttpMethod.Post,
            "accounts",
            new
            {
                user = "an a",
                password = "short",
                person = "nobody",
            },
            HttpStatusCode.UnprocessableEntity
        );
        ApiUnderTest.Fields(bad).Should().Equal("user", "password", "person");
        await api.SendAsync(
            HttpMethod.Post,
            "accounts",
            new
            {
                user = "Anna",
                password = "0123456789ab",
                role = "supervisor",
                person = "mrossi",
            },
            HttpStatusCode.Created
        );
        await api.SendAsync(HttpMethod.Post, "accounts", new { user = "anna", password = "0123456789ab" }, HttpStatusCode.Conflict);
        ((string)(await api.SendAsync(HttpMethod.Put, "accounts/anna", new { role = "agent" }))!["role"]!).Should().Be("agent");
        await api.SendAsync(HttpMethod.Delete, "accounts/administrator1", null, HttpStatusCode.Conflict);
        await api.SendAsync(HttpMethod.Delete, "accounts/anna", null, HttpStatusCode.NoContent);
        await api.SendAsync(HttpMethod.Delete, "accounts/anna", null, HttpStatusCode.NotFound);

        var audit = (await api.GetAsync("audit?limit=10"))!["items"]!.AsArray();
        audit
            .Select(e => $"{e!["by"]} {e["action"]} {e["subject"]}")
            .Should()
            .Equal("administrator1 account.remove anna", "administrator1 account.change anna", "administrator1 account.add anna");
        audit.ToString().Should().NotContain("0123456789ab");
    }

    private static string Code(string secret) => Totp.At(secret, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
}
