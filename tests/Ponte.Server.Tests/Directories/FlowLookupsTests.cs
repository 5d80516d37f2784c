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

    private async Task<LookupEnded> AskAsync(string url, bool allowLocal)
    {
        var step = new LookupStep(url, "$.customer.name", "customer")
        {
            AllowLocal = allowLocal,
            Headers = [new LookupHeader("X-Key", SecretReference.Parse("very secret"))],
        };
        return await _lookups.AskAsync(step, url, _stop.Token);
    }

    private async Task<string> ServeAsync(string body)
    {
        using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
        var buffer = new byte[4096];
        var length = await client.GetStream().ReadAsync(buffer, _stop.Token);
        await client
            .GetStream()
            .WriteAsync(
                Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"),
                _stop.Token
            );
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
