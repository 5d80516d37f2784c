using System.Net;
using System.Net.Sockets;
using System.Text;
using Ponte.Pbx.Document;
using Ponte.Server.Directories.Http;

namespace Ponte.Server.Tests.Directories;

public sealed class LookupSourceTests : IDisposable
{
    private const string Ada = "+390612345678";
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string> _requests = [];
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(30));
    private readonly List<string> _answers = [];

    public LookupSourceTests() => _listener.Start();

    private string Host => _listener.LocalEndpoint.ToString()!;

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public async Task A_number_is_asked_for_and_the_name_found()
    {
        var answer = await AskAsync(
            "/search?n={number}&d={digits}&l={national}",
            ["$.contact.first", "$.contact.last"],
            Json("""{"contact":{"first":"Ada","last":"Neri"}}""")
        );

        answer.Name.Should().Be("Ada Neri");
        _requests[0].Should().StartWith("GET /search?n=%2B390612345678&d=390612345678&l=0612345678 HTTP/1.1\r\n");
        _requests[0].Should().Contain("X-Key: secret\r\n").And.Contain("Accept: application/json\r\n");
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", null)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"name\":[1]", "answers no JSON")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<html", "answers no JSON")]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", "answers 401")]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", "answers 500")]
    [InlineData(
        "HTTP/1.1 302 Found\r\nLocation: http://elsewhere.example/\r\nContent-Length: 0\r\n\r\n",
        "redirects to another host, elsewhere.example; give the address that it redirects to"
    )]
    public async Task Other_answers_are_no_name(string response, string? failure)
    {
        var answer = await AskAsync("/{number}", ["$.name"], response);

        answer.Name.Should().BeNull();
        answer.Failure.Should().Be(failure);
        _requests.Should().ContainSingle("nobody else is asked");
    }

    [Fact]
    public async Task A_redirect_on_the_same_host_is_followed()
    {
        var answer = await AskAsync(
            "/old/{number}",
            ["$.name"],
            "HTTP/1.1 307 Moved\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n",
            Json("""{"name":"Ada Neri"}""")
        );

        answer.Name.Should().Be("Ada Neri");
        _requests[1].Should().StartWith("GET /new ").And.Contain("X-Key: secret");
    }

    [Fact]
    public async Task A_circle_of_redirects_ends()
    {
        var redirect = "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n";

        (await AskAsync("/{number}", ["$.name"], [redirect, redirect, redirect, redirect, redirect]))
            .Failure.Should()
            .Be("redirects in a circle");
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read()
    {
        var endless = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{\"name\":\"" + new string('a', 70_000);

        (await AskAsync("/{number}", ["$.name"], endless)).Failure.Should().Be("answers more than 64 kB");
    }

    [Fact]
    public async Task A_secret_that_leads_nowhere_is_told_and_nothing_sent()
    {
        await using var source = new LookupSource(Settings("/{number}", ["$.name"]), _ => null);

        (await source.FindAsync(Companies.Sought(Ada), _stop.Token)).Failure.Should().Be("the reference of header X-Key leads nowhere");
        _requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Nobody_there_is_a_failure()
    {
        // Bound and not listening: nobody else gets the port and answers.
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var settings = Settings("/{number}", ["$.name"]) with { Url = $"http://{nobody.LocalEndPoint}/{{number}}" };
        await using var source = new LookupSource(settings, _ => "secret");

        (await source.FindAsync(Companies.Sought(Ada), _stop.Token)).Failure.Should().Contain("refused");
    }

    [Fact]
    public async Task A_question_can_be_given_up()
    {
        var settings = Settings("/{number}", ["$.name"]);
        await using var source = new LookupSource(settings, _ => "secret");
        using var giveUp = new CancellationTokenSource();
        var asking = source.FindAsync(Companies.Sought(Ada), giveUp.Token);
        using var silent = await _listener.AcceptTcpClientAsync(_stop.Token);
        await silent.GetStream().ReadExactlyAsync(new byte[1], _stop.Token); // it has been asked
        await giveUp.CancelAsync();

        await asking.Invoking(a => a).Should().ThrowAsync<OperationCanceledException>();
    }

    private static string Json(string body) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private LookupSettings Settings(string path, ValueList<string> paths) =>
        new()
        {
            Name = "crm",
            Url = $"http://{Host}{path}",
            NamePaths = paths,
            Headers = [new LookupHeader("X-Key", SecretReference.Parse("env:KEY"))],
        };

    private async Task<Ponte.Pbx.Directories.SourceAnswer> AskAsync(string path, ValueList<string> paths, params string[] answers)
    {
        _answers.AddRange(answers);
        var serving = ServeAsync();
        await using var source = new LookupSource(Settings(path, paths), _ => "secret\n");
        var answer = await source.FindAsync(Companies.Sought(Ada), _stop.Token);
        _listener.Stop();
        await serving;
        return answer;
    }

    /// <summary>Takes one request a connection, and gives the next answer to it.</summary>
    private async Task ServeAsync()
    {
        try
        {
            foreach (var answer in _answers)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var stream = client.GetStream();
                var request = new StringBuilder();
                var buffer = new byte[4096];
                while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    var read = await stream.ReadAsync(buffer, _stop.Token);
                    if (read == 0)
                    {
                        return;
                    }
                    request.Append(Encoding.ASCII.GetString(buffer, 0, read));
                }
                _requests.Add(request.ToString());
                var closing = answer.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(closing), _stop.Token);
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The source has what it wanted, and the listener is closed.
        }
    }
}
