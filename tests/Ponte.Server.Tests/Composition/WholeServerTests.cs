using System.Net;
using System.Net.Sockets;
using Ponte.Server.Composition;
using Ponte.Server.Hosting;
using Ponte.Server.Journal;
using Ponte.Server.Tests.Support;
using Ponte.Simulator.Calls;

namespace Ponte.Server.Tests.Composition;

/// <summary>The server as it is served, with media inside, between two simulated lines on loopback.</summary>
public sealed class WholeServerTests : IAsyncDisposable
{
    private readonly LoopbackLines _lines = new();

    public async ValueTask DisposeAsync() => await _lines.DisposeAsync();

    [Fact]
    public async Task A_call_crosses_the_server_is_heard_and_is_in_the_history_with_its_ladder()
    {
        _lines.Exchange.Number("0212345601").Behaviour = PartyBehaviour.Answers(800, TimeSpan.FromMilliseconds(100));
        await using (var server = await StartAsync())
        {
            var call = _lines.Carrier.Number("0299999999").Dial("0212345601", "Ada Rossi", frequency: 440);
            var other = await _lines.Exchange.Number("0212345601").RingsAsync(_lines.Patience);
            await call.AnsweredAsync(_lines.Patience);
            await call.Media.HearsAsync(800, cancellationToken: _lines.Patience);
            await other.Media.HearsAsync(440, cancellationToken: _lines.Patience);

            (await _lines.RunAsync("lines")).Out.Should().Contain("1/1");
            call.HangUp();
            await other.EndedAsync(_lines.Patience);
            await _lines.UntilAsync(async () =>
                (await _lines.RunAsync("calls")).Out.Contains("The caller hung up", StringComparison.Ordinal)
            );

            var report = await _lines.RunAsync("call", "last", "--ladder");
            report
                .Out.Should()
                .Contain("Ada Rossi +390299999999 → +390212345601")
                .And.Contain("INVITE (SDP)")
                .And.Contain("BYE")
                .And.Contain("PCMA");
            report.Out.Split('\n').Count(l => l.Contains("200 OK (INVITE, SDP)")).Should().Be(2);
            (await _lines.RunAsync("call", "last", "--messages")).Out.Should().NotContain("inline:").And.Contain("v=0");
        }
        _lines.Carrier.Violations.Should().BeEmpty();
        _lines.Exchange.Violations.Should().BeEmpty();
        using var journal = new JournalFile(Path.Combine(_lines.Folder.Path, "journal", "calls.journal"));
        journal.ReadAll().Should().BeEmpty("a call that is over leaves the journal");
    }

    [Fact]
    public async Task An_established_call_is_journalled_and_a_stop_ends_it()
    {
        _lines.Exchange.Number("0212345601").Behaviour = PartyBehaviour.Answers(800, TimeSpan.Zero);
        SimulatedCall call;
        await using (var server = await StartAsync())
        {
            call = _lines.Carrier.Number("0299999999").Dial("0212345601");
            await call.AnsweredAsync(_lines.Patience);
            await _lines.UntilAsync(() => Task.FromResult(JournalledCalls() == 1));
        }

        var end = await call.EndedAsync(_lines.Patience);
        end.ByPonte.Should().BeTrue();
        var history = await CommandRun.Of(["calls", "--data", _lines.Folder.Path], _lines.Folder.Path);
        history.Out.Should().Contain("Ponte was being stopped");
    }

    [Fact]
    public async Task Hangup_by_command_ends_both_legs()
    {
        _lines.Exchange.Number("0212345601").Behaviour = PartyBehaviour.Answers(800, TimeSpan.Zero);
        await using var server = await StartAsync();
        var call = _lines.Carrier.Number("0299999999").Dial("0212345601");
        await call.AnsweredAsync(_lines.Patience);

        (await _lines.RunAsync("hangup", "last")).ExitCode.Should().Be(0);

        (await call.EndedAsync(_lines.Patience)).ByPonte.Should().BeTrue();
    }

    [Fact]
    public async Task A_number_that_nobody_has_is_refused_and_told_in_words()
    {
        await using var server = await StartAsync();

        var call = _lines.Carrier.Number("0299999999").Dial("0655555555");

        (await call.EndedAsync(_lines.Patience)).Status.Should().Be(404);
        await _lines.UntilAsync(async () =>
            (await _lines.RunAsync("calls")).Out.Contains("The number is known to nobody (SIP 404", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_sip_port_in_use_is_told_with_its_listener_and_nothing_stays_open()
    {
        using var other = new UdpClient(new IPEndPoint(IPAddress.Loopback, _lines.Port));

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

    private async Task<ServerHost> StartAsync()
    {
        var settings = ServerUnderTest.SettingsFor(_lines.Folder, [.. _lines.Settings, "Media:Mode=in-process"]);
        var host = await ServerHost.StartAsync(settings, Telephony.Create, TimeProvider.System, _lines.Patience);
        (await _lines.RunAsync("apply", "c.yaml")).ExitCode.Should().Be(0);
        return host;
    }

    private int JournalledCalls()
    {
        File.Copy(Path.Combine(_lines.Folder.Path, "journal", "calls.journal"), _lines.Folder.File("copy"), overwrite: true);
        using var file = new JournalFile(_lines.Folder.File("copy"));
        return file.ReadAll().Count;
    }
}
