using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Commands;

/// <summary><c>ponte calendars set</c>: day and night by hand.</summary>
public sealed class CalendarSetTests
{
    private const string Document = """
        company: { name: Rossi, country: IT, timeZone: Europe/Rome }
        users: { mrossi: { name: Mario Rossi } }
        calendars: { office: { open: ["mon-fri 09:00-18:00"] } }
        flows: { a: [ { calendar: office, overtime: { hangUp: busy } }, { user: mrossi } ] }
        """;

    [Fact]
    public async Task A_calendar_that_is_set_by_hand_counts_at_once_and_after_a_restart()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.File("c.yaml"), Document);
        await using (var server = await ServerUnderTest.StartAsync(folder))
        {
            await server.RunAsync("apply", "c.yaml");
            (await Try(server)).Should().Be("  calendar office: open\n☎ calls the user mrossi\n");

            (await server.RunAsync("calendars", "set", "office", "night"))
                .Should()
                .Be(new CommandRun(0, "office is closed, until it is set otherwise.\n", ""));

            (await Try(server)).Should().StartWith("  calendar office: closed\n");
        }

        await using var again = await ServerUnderTest.StartAsync(folder);
        (await again.RunAsync("calendars", "--at", "2026-03-02T10:00:00Z")).Out.Should().MatchRegex("office +closed +set by hand");
        (await again.RunAsync("calendars", "set", "office", "auto")).Out.Should().Be("office follows its hours.\n");
        (await Try(again)).Should().StartWith("  calendar office: open\n");
    }

    [Fact]
    public async Task What_makes_no_sense_is_told()
    {
        await using var server = await ServerUnderTest.StartAsync();
        File.WriteAllText(server.Folder.File("c.yaml"), Document);
        await server.RunAsync("apply", "c.yaml");

        (await server.RunAsync("calendars", "set", "offce", "night"))
            .Should()
            .Be(new CommandRun(1, "", "ponte: there is no calendar of that name; known are office\n"));
        (await server.RunAsync("calendars", "set", "office", "noon")).ExitCode.Should().NotBe(0);
    }

    private static async Task<string> Try(ServerUnderTest server) =>
        (await server.RunAsync("flow", "try", "a", "--at", "2026-03-02T10:00:00Z")).Out;
}
