using System.Net;
using System.Net.Sockets;
using Ponte.Server.Composition;
using Ponte.Server.Hosting;
using Ponte.Server.Tests.Support;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Carrier;
using Ponte.Simulator.Media;

namespace Ponte.Server.Tests.Composition;

/// <summary>The server as it is served, with media inside, between two simulated lines on loopback.</summary>
public sealed class WholeServerTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly int _port = FreePort();
    private readonly CarrierSide _carrier;
    private readonly CarrierSide _exchange;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(40));

    public WholeServerTests()
    {
        _carrier = Line("127.0.0.2", 30_000);
        _exchange = Line("127.0.0.3", 31_000);
        File.WriteAllText(
            _folder["c.yaml"],
            $$"""
            company: { name: Rossi, country: IT, areaCode: "02" }
            lines:
              carrier: { kind: carrier, peers: ["sip:{{_carrier.Listen}}"], channels: 1 }
              exchange: { kind: pbx, peers: ["sip:{{_exchange.Listen}}"], prefix: ["+39021234"], numbers: { out: national } }
            """
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _carrier.DisposeAsync();
        await _exchange.DisposeAsync();
        _patience.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_call_crosses_the_server_is_heard_and_is_in_the_history_with_its_ladder()
    {
        _exchange.Number("0212345601").Behaviour = PartyBehaviour.Answers(800, TimeSpan.FromMilliseconds(100));
        await using (var server = await StartAsync())
        {
            var call = _carrier.Number("0299999999").Dial("0212345601", "Ada Rossi", frequency: 440);
            var other = await _exchange.Number("0212345601").RingsAsync(_patience.Token);
            await call.AnsweredAsync(_patience.Token);
            await call.Media.HearsAsync(800, cancellationToken: _patience.Token);
            await other.Media.HearsAsync(440, cancellationToken: _patience.Token);

            (await RunAsync("lines")).Out.Should().Contain("1/1");
            call.HangUp();
            await other.EndedAsync(_patience.Token);
            await UntilAsync(async () => (await RunAsync("calls")).Out.Contains("The caller hung up", StringComparison.Ordinal));

            var report = await RunAsync("call", "last", "--ladder");
            report
                .Out.Should()
                .Contain("Ada Rossi +390299999999 → +390212345601")
                .And.Contain("INVITE (SDP)")
                .And.Contain("BYE")
                .And.Contain("PCMA");
            report.Out.Split('\n').Count(l => l.Contains("200 OK (INVITE, SDP)")).Should().Be(2);
            (await RunAsync("call", "last", "--messages")).Out.Should().NotContain("inline:").And.Contain("v=0");
        }
        _carrier.Violations.Should().BeEmpty();
        _exchange.Violations.Should().BeEmpty();
        using var journal = new Server.Journal.JournalFile(Path.Combine(_folder.Path, "journal", "calls.journal"));
        journal.ReadAll().Should().BeEmpty("a call that is over leaves the journal");
    }

    [Fact]
    public async Task An_established_call_is_journalled_and_a_stop_ends_it()
    {
        _exchange.Number("0212345601").Behaviour = PartyBehaviour.Answers(800, TimeSpan.Zero);
        SimulatedCall call;
        await using (var server = await StartAsync())
        {
            call = _carrier.Number("0299999999").Dial("0212345601");
            await call.AnsweredAsync(_patience.Token);
            await UntilAsync(() => Task.FromResult(JournalledCalls() == 1));
        }

        var end = await call.EndedAsync(_patience.Token);
        end.ByPonte.Should().BeTrue();
        var history = await CommandRun.Of(["calls", "--data", _folder.Path], _folder.Path);
        history.Out.Should().Contain("Ponte was being stopped");
    }

    [Fact]
    public async Task Hangup_by_command_ends_both_legs()
    {
        _exchange.Number("0212345601").Behaviour = PartyBehaviour.Answers(800, TimeSpan.Zero);
        await using var server = await StartAsync();
        var call = _carrier.Number("0299999999").Dial("0212345601");
        await call.AnsweredAsync(_patience.Token);

        (await RunAsync("hangup", "last")).ExitCode.Should().Be(0);

        (await call.EndedAsync(_patience.Token)).ByPonte.Should().BeTrue();
    }

    [Fact]
    public async Task A_number_that_nobody_has_is_refused_and_told_in_words()
    {
        await using var server = await StartAsync();

        var call = _carrier.Number("0299999999").Dial("0655555555");

        (await call.EndedAsync(_patience.Token)).Status.Should().Be(404);
        await UntilAsync(async () =>
            (await RunAsync("calls")).Out.Contains("The number is known to nobody (SIP 404", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_sip_port_in_use_is_told_with_its_listener_and_nothing_stays_open()
    {
        using var other = new UdpClient(new IPEndPoint(IPAddress.Loopback, _port));

        var start = () => StartAsync();

        (await start.Should().ThrowAsync<StartException>())
            .Which.Lines.Should()
            .ContainSingle()
            .Which.Should()
            .Contain("lan")
            .And.Contain("in use");
        other.Dispose();
        await using var server = await StartAsync();
        server.State.Read().Ready.Should().BeTrue();
    }

    private CarrierSide Line(string address, int firstPort) =>
        CarrierSide.Start(
            new CarrierOptions
            {
                Listen = new IPEndPoint(IPAddress.Parse(address), 0),
                Ponte = new IPEndPoint(IPAddress.Loopback, _port),
                Media = new MediaPorts(IPAddress.Parse(address), firstPort, firstPort + 99),
            },
            TimeProvider.System
        );

    private async Task<ServerHost> StartAsync()
    {
        var settings = ServerUnderTest.SettingsFor(
            _folder,
            $"Sip:Listeners:lan:Address=127.0.0.1:{_port}",
            "Media:Mode=in-process",
            "Media:Addresses:default:Address=127.0.0.1",
            "Media:Addresses:default:Ports=32000-32199"
        );
        var host = await ServerHost.StartAsync(settings, Telephony.Create, TimeProvider.System, _patience.Token);
        (await RunAsync("apply", "c.yaml")).ExitCode.Should().Be(0);
        return host;
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.Of([.. arguments, "--data", _folder.Path], _folder.Path);

    private int JournalledCalls()
    {
        File.Copy(Path.Combine(_folder.Path, "journal", "calls.journal"), _folder["copy"], overwrite: true);
        using var file = new Server.Journal.JournalFile(_folder["copy"]);
        return file.ReadAll().Count;
    }

    private async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(_patience.Token);
        }
    }

    private static int FreePort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }
}
