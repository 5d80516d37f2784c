using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Ponte.Server.Tests.Support;

/// <summary>The real server with fake telephony, and a browser's way to its API.</summary>
internal sealed class ApiUnderTest : IAsyncDisposable
{
    public const string Password = "una frase lunga";

    private readonly HttpClient _http;

    private ApiUnderTest(ServerUnderTest server, HttpClient http) => (Server, _http) = (server, http);

    public ServerUnderTest Server { get; }

    public HttpClient Http => _http;

    public Uri Address => _http.BaseAddress!;

    /// <summary>Starts a server with a company and an account of each role; nobody is signed in.</summary>
    public static async Task<ApiUnderTest> StartAsync(string? document = null, params string[] set)
    {
        var port = FreePorts.Next();
        var server = await ServerUnderTest.StartAsync(null, [$"Http:Address=127.0.0.1:{port}", .. set]);
        var http = Client(new Uri($"http://127.0.0.1:{port}/api/v1/"));
        if (document is not null)
        {
            File.WriteAllText(server.Folder.File("c.yaml"), document);
            (await server.RunAsync("apply", "c.yaml")).ExitCode.Should().Be(0);
        }
        return new ApiUnderTest(server, http);
    }

    /// <summary>Another browser.</summary>
    public static HttpClient Client(Uri address)
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = address,
        };
        http.DefaultRequestHeaders.Add("X-Ponte", "1");
        return http;
    }

    /// <summary>Makes an account by the command line, and signs in.</summary>
    public async Task SignInAsync(string role, string user = "")
    {
        File.WriteAllText(Server.Folder.File("password"), Password);
        (await Server.RunAsync("accounts", "set", $"{role}1", "--role", role, "--user", user, "--password-file", "password"))
            .Should()
            .Be(new CommandRun(0, $"{role}1 can sign in.\n", ""));
        using var reply = await _http.PostAsJsonAsync("session", new { user = $"{role}1", password = Password });
        reply.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    /// <summary>Asks, and demands a status.</summary>
    public async Task<JsonNode?> SendAsync(
        HttpMethod method,
        string path,
        object? body = null,
        HttpStatusCode expected = HttpStatusCode.OK,
        string? ifMatch = null
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.Should().Be(expected, text);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public Task<JsonNode?> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        SendAsync(HttpMethod.Get, path, null, expected);

    /// <summary>The fields that a problem names.</summary>
    public static IEnumerable<string> Fields(JsonNode? problem) => problem!["errors"]!.AsArray().Select(e => (string)e!["field"]!);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
