using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Pbx.Document;
using Ponte.Pbx.Flows;
using Ponte.Server.Directories.Http;

namespace Ponte.Server.Tests.Directories;

/// <summary>Web services that flows ask.</summary>
public sealed class FlowLookupsTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(30));
    private readonly FlowLookups _lookups = new(s => s.Resolve(_ => null, _ => null), TimeProvider.System, NullLogger.Instance);

    public FlowLookupsTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _lookups.Dispose();
        _listener.Dispose();
    }

    [Theory]
    [InlineData("""{"customer":{"name":"Ada Neri"}}""", "Ada Neri", false)]
    [InlineData("""{"customer":{}}""", null, false)]
    [InlineData("<html", null, true)]
    public async Task A_value_is_found_by_its_path(string body, string? value, bool hasFailed)
    {
        var serving = ServeAsync(body);

        var answer = await AskAsync($"http://127.0.0.1:{Port}/c?n=12", allowLocal: true);

        answer.Should().Be(new LookupEnded(value, hasFailed));
        (await serving).Should().StartWith("GET /c?n=12 HTTP/1.1\r\n").And.Contain("X-Key: very secret\r\n");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("127.7.7.7")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("[fe80::1]")]
    public async Task This_machine_and_link_local_addresses_are_not_asked(string host)
    {
        (await AskAsync($"http://{host}:{Port}/", allowLocal: false)).Should().Be(new LookupEnded(null, HasFailed: true));

        _listener.Pending().Should().BeFalse();
    }

    [Fact]
    public async Task Nobody_there_is_a_failure()
    {
        _listener.Stop();

        (await AskAsync($"http://127.0.0.1:1/", allowLocal: true)).Should().Be(new LookupEnded(null, HasFailed: true));
    }

    [Fact]
    public async Task A_question_with_fields_is_posted_as_json()
    {
        var serving = ServeAsync("""{"name":"Ada"}""");
        var url = $"http://127.0.0.1:{Port}/c";
        var step = new LookupStep(url, "$.name", "customer") { AllowLocal = true };

        var answer = await _lookups.AskAsync(new FlowLookup(step, url, [new ServiceField("code", "\"12")]), _stop.Token);

        answer.Should().Be(new LookupEnded("Ada"));
        (await serving)
            .Should()
            .StartWith("POST /c HTTP/1.1\r\n")
            .And.Contain("Content-Type: application/json\r\n")
            .And.EndWith("\r\n\r\n{\"code\":\"\\u002212\"}");
    }

    [Theory]
    [InlineData("200 OK", false)]
    [InlineData("204 No Content", false)]
    [InlineData("404 Not Found", true)]
    [InlineData("500 No", true)]
    [InlineData("302 Found\r\nLocation: /elsewhere", true)]
    public async Task A_webhook_has_failed_unless_it_was_taken(string status, bool hasFailed)
    {
        var serving = ServeAsync("anything", status);
        var url = $"http://127.0.0.1:{Port}/hook";
        var step = new WebhookStep(url) { AllowLocal = true };

        var answer = await _lookups.AskAsync(new FlowLookup(step, url, [new ServiceField("flow", "welcome")]), _stop.Token);

        answer.Should().Be(new LookupEnded(null, hasFailed));
        (await serving).Should().StartWith("POST /hook HTTP/1.1\r\n").And.EndWith("""{"flow":"welcome"}""");
    }

    private async Task<LookupEnded> AskAsync(string url, bool allowLocal)
    {
        var step = new LookupStep(url, "$.customer.name", "customer")
        {
            AllowLocal = allowLocal,
            Headers = [new LookupHeader("X-Key", SecretReference.Parse("very secret"))],
        };
        return await _lookups.AskAsync(new FlowLookup(step, url, []), _stop.Token);
    }

    private async Task<string> ServeAsync(string body, string status = "200 OK")
    {
        using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
        var buffer = new byte[4096];
        var length = 0;
        do
        {
            length += await client.GetStream().ReadAsync(buffer.AsMemory(length), _stop.Token);
        } while (!IsWhole(Encoding.UTF8.GetString(buffer, 0, length)));
        await client
            .GetStream()
            .WriteAsync(
                Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"),
                _stop.Token
            );
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    /// <summary>The body of a POST may come apart from its headers.</summary>
    private static bool IsWhole(string request) =>
        request.Contains("\r\n\r\n", StringComparison.Ordinal)
        && (!request.StartsWith("POST", StringComparison.Ordinal) || request.EndsWith('}'));
}
