using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Ponte.Server.Hosting;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Commands;

public sealed class HostTests
{
    [Fact]
    public async Task Health_and_metrics_are_on_http_and_the_admin_is_not()
    {
        var port = FreePorts.Next();
        await using var server = await ServerUnderTest.StartAsync(null, $"Http:Address=127.0.0.1:{port}");
        server.Publish(new SampleCall().Whole());
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var cancellationToken = TestContext.Current.CancellationToken;

        var health = JsonDocument.Parse(await http.GetStringAsync("/health", cancellationToken)).RootElement;
        health.GetProperty("ready").GetBoolean().Should().BeTrue();
        health.GetProperty("advice").GetString().Should().Contain("ponte apply FILE");
        var metrics = await http.GetStringAsync("/metrics", cancellationToken);
        metrics.Should().Contain("ponte_calls_answer_time_seconds_bucket").And.Contain("dotnet_");
        foreach (var path in new[] { "/admin/status", "/ADMIN/calls", "/admin" })
        {
            (await http.GetAsync(path, cancellationToken)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task What_lies_in_the_folder_is_the_accounts_alone()
    {
        using var parent = new TestFolder();
        await using var server = await ServerUnderTest.StartAsync(parent, $"Admin:Socket={parent.File("data.sock")}");

        if (OperatingSystem.IsWindows())
        {
            return;
        }
        File.GetUnixFileMode(parent.File("data.sock")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(parent.File("ponte.db")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_second_server_on_the_folder_is_refused()
    {
        await using var server = await ServerUnderTest.StartAsync();

        var second = () => ServerUnderTest.StartAsync(server.Folder);

        (await second.Should().ThrowAsync<StartException>()).WithMessage(
            $"Data \"{server.Folder.Path}\": another ponte runs on this folder*stop it, or name another folder with --data"
        );
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_its_setting()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = other.LocalEndpoint.ToString();
        using var folder = new TestFolder();

        var start = () => ServerUnderTest.StartAsync(folder, $"Http:Address={address}");

        (await start.Should().ThrowAsync<StartException>()).WithMessage(
            $"Http:Address \"{address}\": is in use by another program; end that program, give another address, or off"
        );

        // Nothing is left behind: the same folder starts with another address.
        await using var server = await ServerUnderTest.StartAsync(folder);
        server.State.Read().Ready.Should().BeTrue();
    }

    [Fact]
    public async Task A_socket_that_a_killed_server_left_is_replaced()
    {
        using var folder = new TestFolder();
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(folder.File("admin.sock")));
        }

        await using var server = await ServerUnderTest.StartAsync(folder);

        (await server.RunAsync("lines")).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task A_stop_in_good_order_ends_calls_first_and_is_remembered()
    {
        using var folder = new TestFolder();
        var server = await ServerUnderTest.StartAsync(folder);
        await server.DisposeAsync();

        server.Telephony.IsStopped.Should().BeTrue();
        File.Exists(folder.File("ponte.db-wal")).Should().BeFalse("the database is whole in one file after a stop");
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder.File("ponte.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM runs WHERE StoppedAt IS NOT NULL";
        command.ExecuteScalar().Should().Be(1L);
    }
}
