using System.Net;
using System.Text.Json;
using Ponte.Calls.Model;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Tests.Support;
using Ponte.Server.Tests.Trace;

namespace Ponte.Server.Tests.Commands;

public sealed class CommandTests
{
    private const string Document = """
        company: { name: Rossi, country: IT, language: it }
        lines:
          voipco:
            kind: carrier
            register: { server: "sip:voipco.example", user: "02", password: "very secret" }
        """;

    [Fact]
    public async Task A_document_is_applied_exported_compared_and_survives_a_restart()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.File("c.yaml"), Document);
        await using (var server = await ServerUnderTest.StartAsync(folder))
        {
            (await server.RunAsync("export")).Should().Match<CommandRun>(r => r.ExitCode == 1 && r.Error.Contains("no company document"));

            (await server.RunAsync("apply", "c.yaml")).Should().Be(new CommandRun(0, "Version 1 is in force.\n", ""));

            server.Telephony.Applied.Should().ContainSingle().Which.Lines[0].Name.Should().Be("voipco");
            var export = await server.RunAsync("export");
            export.Out.Should().Contain("password: \"********\"").And.NotContain("very secret");
            (await server.RunAsync("diff", "c.yaml")).Should().Be(new CommandRun(0, "No difference.\n", ""));
            (await server.RunAsync("apply", "c.yaml"))
                .Out.Should()
                .Be("Version 1 is in force.\n", "an equal document makes no new version");

            // What was exported can be changed and applied: the masked password stands for the old one.
            File.WriteAllText(folder.File("d.yaml"), export.Out.Replace("name: Rossi", "name: Bianchi", StringComparison.Ordinal));
            (await server.RunAsync("check", "d.yaml")).ExitCode.Should().Be(0);
            (await server.RunAsync("diff", "d.yaml")).Out.Should().Be("~ company.name: Rossi -> Bianchi\n");
            (await server.RunAsync("apply", "d.yaml")).Out.Should().Be("~ company.name: Rossi -> Bianchi\nVersion 2 is in force.\n");
        }

        await using var again = await ServerUnderTest.StartAsync(folder);
        again.State.Read().Document!.Version.Should().Be(2);
        var line = (Ponte.Pbx.Document.TrunkSettings)again.Telephony.Applied.Should().ContainSingle().Subject.Lines[0];
        line.Register!.Password.Resolve(_ => null, _ => null).Should().Be("very secret");
    }

    [Fact]
    public async Task A_wrong_document_changes_nothing_and_every_error_is_told()
    {
        await using var server = await ServerUnderTest.StartAsync();
        File.WriteAllText(server.Folder.File("c.yaml"), "company: { name: R }\nlines: { a: { kind: teams } }");

        var run = await server.RunAsync("apply", "c.yaml");

        run.ExitCode.Should().Be(1);
        run.Error.Should()
            .Contain("c.yaml: company.country (line 1, column 10): is missing")
            .And.Contain("c.yaml: lines.a")
            .And.Contain("Nothing was changed: 2 errors.");
        server.Telephony.Applied.Should().BeEmpty();
        server.State.Read().Document.Should().BeNull();
        (await server.RunAsync("check", "c.yaml")).ExitCode.Should().Be(1);
        (await server.RunAsync("diff", "c.yaml")).ExitCode.Should().Be(1);
        (await server.RunAsync("apply", "none.yaml")).Error.Should().StartWith("ponte: none.yaml cannot be read");
    }

    [Fact]
    public async Task A_teams_line_without_a_certificate_for_its_name_is_refused()
    {
        await using var server = await ServerUnderTest.StartAsync();
        File.WriteAllText(
            server.Folder.File("c.yaml"),
            "company: { name: R, country: IT }\nlines: { teams: { kind: teams, fqdn: sbc.example.com } }"
        );

        var run = await server.RunAsync("apply", "c.yaml");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("Tls:Certificate: is missing, and Teams needs the certificate of sbc.example.com");
    }

    [Fact]
    public async Task Calls_are_listed_and_one_is_told_in_full()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var sample = new SampleCall();
        server.Publish(sample.Whole());

        var list = await server.RunAsync("calls", "--number", "9999");
        list.Out.Should()
            .Contain("Ada Rossi +390299999999")
            .And.Contain("1:00")
            .And.Contain("carrier → teams  ")
            .And.Contain("The caller hung up (Q.850 16); answered in Teams")
            .And.Contain(sample.Id.Value);
        (await server.RunAsync("calls", "--number", "0000")).Out.Should().Be("No calls.\n");

        var call = await server.RunAsync("call", "last", "--language", "it");
        call.ExitCode.Should().Be(0);
        call.Out.Should()
            .Contain("Perché è terminata: Il chiamante ha riagganciato (Q.850 16).")
            .And.Contain("risposta in Teams dopo 4.0 s")
            .And.Contain("10 (0.3 %)")
            .And.Contain("PCMA");

        var json = await server.RunAsync("call", sample.Id.Value, "--json");
        JsonDocument.Parse(json.Out).RootElement.GetProperty("legs").GetArrayLength().Should().Be(2);
        (await server.RunAsync("call", "nothing"))
            .Should()
            .Match<CommandRun>(r => r.ExitCode == 1 && r.Error.Contains("there is no call nothing"));
    }

    [Fact]
    public async Task Ladder_messages_and_capture_come_from_the_trace()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var sample = new SampleCall();
        server.Publish(sample.Whole());
        var flow = new Ponte.Sip.Transports.SipFlow
        {
            Id = 1,
            Protocol = Ponte.Sip.Transports.TransportProtocol.Udp,
            Local = IPEndPoint.Parse("192.0.2.10:5060"),
            Remote = IPEndPoint.Parse("198.51.100.7:5060"),
            SentByHost = "h",
            SentByPort = 5060,
        };
        server.Telephony.Context.Trace!.Trace(false, flow, TraceTests.Message(sample.CallerSipId, 64).Bytes, SampleCall.At(64));

        (await server.RunAsync("call", "last", "--ladder"))
            .Out.Should()
            .Contain("SIP messages (seconds since the first)")
            .And.Contain("BYE");
        (await server.RunAsync("call", "last", "--messages")).Out.Should().Contain($"Call-ID: {sample.CallerSipId}");
        (await server.RunAsync("call", "last", "--pcap", "c.pcap")).Out.Should().Be("1 messages were written to c.pcap.\n");
        new FileInfo(server.Folder.File("c.pcap")).Length.Should().BeGreaterThan(24 + 16 + 28);
        (await server.RunAsync("call", "last", "--pcap", "none/c.pcap")).Error.Should().StartWith("ponte: none/c.pcap cannot be written");
    }

    [Fact]
    public async Task Without_a_server_the_history_is_still_there_and_the_rest_says_how_to_start_one()
    {
        using var folder = new TestFolder();
        await using (var server = await ServerUnderTest.StartAsync(folder))
        {
            server.Publish(new SampleCall().Whole());
        }

        var calls = await CommandRun.Of(["calls", "--data", folder.Path], folder.Path);
        calls.ExitCode.Should().Be(0);
        calls.Out.Should().Contain("Mario Rossi");
        calls.Error.Should().Be("ponte: The server is not running; this is what it left.\n");
        (await CommandRun.Of(["call", "last", "--ladder", "--data", folder.Path], folder.Path))
            .Out.Should()
            .Contain("No SIP messages are kept");

        var lines = await CommandRun.Of(["lines", "--data", folder.Path], folder.Path);
        lines.ExitCode.Should().Be(1);
        lines
            .Error.Should()
            .Be($"ponte: No server answers on {folder.File("admin.sock")}. Start it with ponte serve, or name its folder with --data.\n");
    }

    [Fact]
    public async Task Hangup_reaches_the_call()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var sample = new SampleCall();
        server.Publish(sample.Answered());

        (await server.RunAsync("hangup", "last")).Should().Be(new CommandRun(0, "The call is being hung up.\n", ""));

        server.Telephony.HungUp.Should().Equal(sample.Id);
    }

    [Fact]
    public async Task Lines_are_shown_with_their_peers()
    {
        await using var server = await ServerUnderTest.StartAsync();
        File.WriteAllText(server.Folder.File("c.yaml"), Document);
        (await server.RunAsync("lines")).Out.Should().Contain("No document is in force yet");
        await server.RunAsync("apply", "c.yaml");
        server.Telephony.LineStatus =
        [
            new LineStatus(
                "voipco",
                "carrier",
                HealthState.Down,
                2,
                30,
                [new PeerStatus("voipco.example", HealthState.Down, "no answer")],
                "registration: 403 Forbidden"
            ),
        ];

        var run = await server.RunAsync("lines");

        run.Out.Should().Contain("voipco").And.Contain("2/30").And.Contain("registration: 403 Forbidden").And.Contain("no answer");
        server.State.Read().State.Should().Be(HealthState.Degraded);
    }

    [Fact]
    public async Task Live_view_follows_calls_line_by_line()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var sample = new SampleCall();
        server.Publish(sample.Began());
        using var seen = new LineWatcher();
        using var stop = new CancellationTokenSource();
        var context = CommandRun.Context(seen, TextWriter.Null, server.Folder.Path, "it_IT.UTF-8");
        var run = Ponte.Server.Commands.PonteCommand.RunAsync(["calls", "--live", "--data", server.Folder.Path], context, stop.Token);

        (await seen.NextAsync()).Should().EndWith("Ada Rossi +390299999999 → Mario Rossi +390212345601  in chiamata");
        server.Publish(sample.Whole().Skip(3).Take(1));
        (await seen.NextAsync()).Should().EndWith("squilla");
        server.Publish([sample.Ended(new CallEnd(EndSide.Caller, EndCause.Abandoned))]);
        (await seen.NextAsync()).Should().EndWith("terminata: Il chiamante ha rinunciato prima della risposta");

        await stop.CancelAsync();
        (await run).Should().Be(0);
    }

    [Fact]
    public async Task Messages_follow_the_companys_language_where_the_user_names_none()
    {
        await using var server = await ServerUnderTest.StartAsync();
        File.WriteAllText(server.Folder.File("c.yaml"), Document);
        await server.RunAsync("apply", "c.yaml");

        var run = await CommandRun.Of(["calls", "--data", server.Folder.Path], server.Folder.Path, locale: "C.UTF-8");

        run.Out.Should().Be("Nessuna chiamata.\n");
    }

    [Theory]
    [InlineData("--help", 0)]
    [InlineData("nonsense", 1)]
    [InlineData("check", 1)]
    public async Task Usage_is_told(string argument, int code)
    {
        var run = await CommandRun.Of([argument], "/");

        run.ExitCode.Should().Be(code);
        (run.Out + run.Error).Should().Contain("Usage");
    }

    [Fact]
    public async Task Serve_tells_all_wrong_settings_and_exits_with_2()
    {
        using var folder = new TestFolder();

        var run = await CommandRun.Of(["serve", "--data", folder.Path, "--set", "Http:Address=x"], folder.Path);

        run.ExitCode.Should().Be(2);
        run.Error.Split('\n').Where(l => l.Length > 0).Should().HaveCount(2).And.OnlyContain(l => l.StartsWith("ponte: "));
    }
}
