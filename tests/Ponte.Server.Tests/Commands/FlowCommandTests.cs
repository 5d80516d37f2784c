using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Commands;

/// <summary><c>ponte flow try</c>.</summary>
public sealed class FlowCommandTests
{
    private const string Document = """
        company: { name: Rossi, country: IT, language: it, timeZone: Europe/Rome }
        users: { mrossi: { name: Mario Rossi, extension: "201" } }
        calendars: { office: { open: ["mon-fri 09:00-18:00"], holidays: IT } }
        prompts: { welcome: { it: "Benvenuti." } }
        flows:
          welcome:
            - announce: please-hold
            - { calendar: office, outOfService: [ { say: closed }, { hangUp: normal } ] }
            - { when: caller, begins: ["+44"], then: { set: answer, to: "{caller}" } }
            - { menu: welcome, keys: { "1": { user: mrossi, busy: { hangUp: busy } } } }
        """;

    [Fact]
    public async Task A_flow_is_played_as_text()
    {
        await using var server = await StartAsync();

        var run = await server.RunAsync("flow", "try", "welcome", "--at", "2026-03-02T09:00:00Z", "--from", "+44123", "--keys", ",1,busy");

        run.Out.Should()
            .Be(
                """
                ♪ (before the answer) Restate in linea, prego.
                  calendar office: open
                  when caller: yes
                  answer = +44123
                ♪ Benvenuti.
                > (presses nothing)
                ♪ Benvenuti.
                > 1
                ☎ calls the user mrossi
                  busy
                ■ the call ends: busy

                """
            );
    }

    [Fact]
    public async Task A_holiday_in_Italian()
    {
        await using var server = await StartAsync();

        var run = await server.RunAsync("flow", "try", "welcome", "--at", "2026-12-25T09:00:00Z", "--language", "it");

        run.Out.Should()
            .Be(
                """
                ♪ (prima della risposta) Restate in linea, prego.
                  calendario office: fuori servizio
                ♪ I nostri uffici sono chiusi.
                ■ la chiamata termina: normalmente

                """
            );
    }

    [Fact]
    public async Task A_flow_that_is_not_there_is_told_with_those_that_are()
    {
        await using var server = await StartAsync();

        var run = await server.RunAsync("flow", "try", "welcom");

        (run.ExitCode, run.Error.Trim()).Should().Be((1, "ponte: there is no flow of that name; known are welcome"));
    }

    private static async Task<ServerUnderTest> StartAsync()
    {
        var server = await ServerUnderTest.StartAsync();
        await File.WriteAllTextAsync(server.Folder.File("flows.yaml"), Document);
        (await server.RunAsync("apply", "flows.yaml")).ExitCode.Should().Be(0);
        return server;
    }
}
