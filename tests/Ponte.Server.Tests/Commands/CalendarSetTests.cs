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
    public async Task A_day_of_an_icalendar_counts_for_calls_and_in_the_list()
    {
        const string Assembly =
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Assemblea\nDTSTART;VALUE=DATE:20000302\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR\n";
        await using var server = await ServerUnderTest.StartAsync();
        Directory.CreateDirectory(server.Folder.File("calendars"));
        File.WriteAllText(server.Folder.File("calendars/closures.ics"), Assembly);
        File.WriteAllText(
            server.Folder.File("c.yaml"),
            Document.Replace("18:00\"]", "18:00\"], feeds: [ { file: closures.ics } ]", StringComparison.Ordinal)
        );
        await server.RunAsync("apply", "c.yaml");

        var at = $"{TimeProvider.System.GetUtcNow().AddMonths(10).Year}-03-02T10:00:00Z";
        string list;
        using (var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50)))
        {
            do
            {
                await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
                list = (await server.RunAsync("calendars", "--at", at)).Out;
            } while (!list.Contains("days, read", StringComparison.Ordinal));
        }

        list.Should().MatchRegex("office +out of service +Assemblea").And.MatchRegex("office: closures.ics: [12] days, read ");
        (await server.RunAsync("flow", "try", "a", "--at", at)).Out.Should().StartWith("  calendar office: out of service\n");
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
