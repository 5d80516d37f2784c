using Ponte.Calls.Routing;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Tests.Plan;

namespace Ponte.Pbx.Tests.Calendars;

/// <summary>Day and night by hand.</summary>
public sealed class SwitchBookTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_set_counts_and_is_kept()
    {
        var store = new MemorySwitchStore();
        using (var book = new SwitchBook(store))
        {
            book.Of("office").Should().Be(CalendarSwitch.Automatic);
            (await book.SetAsync("office", CalendarSwitch.Night, Token)).Should().BeTrue();
            book.Of("office").Should().Be(CalendarSwitch.Night);
            book.Of("shop").Should().Be(CalendarSwitch.Automatic);
        }
        using var again = new SwitchBook(store);
        again.Of("office").Should().Be(CalendarSwitch.Night);
    }

    [Fact]
    public async Task What_cannot_be_kept_does_not_count()
    {
        using var book = new SwitchBook(new MemorySwitchStore { IsBroken = true });

        (await book.SetAsync("office", CalendarSwitch.Night, Token)).Should().BeFalse();

        book.Of("office").Should().Be(CalendarSwitch.Automatic);
    }

    [Theory]
    [InlineData("*551", CalendarSwitch.Automatic, "2026-03-02T09:30:00+01:00", CalendarSwitch.Night)]
    [InlineData("*551", CalendarSwitch.Automatic, "2026-03-02T19:30:00+01:00", CalendarSwitch.Day)]
    [InlineData("*55*1#", CalendarSwitch.Night, "2026-03-02T09:30:00+01:00", CalendarSwitch.Day)]
    [InlineData("#551", CalendarSwitch.Night, "2026-03-02T09:30:00+01:00", CalendarSwitch.Automatic)]
    public void A_phone_sets_the_contrary_of_what_holds(string dialled, CalendarSwitch before, string at, CalendarSwitch after)
    {
        var bench = Bench(at);
        bench.Switches["office"] = before;

        var decision = bench.Ask("201-cordless", dialled);

        decision.DayNight.Should().Be(new CalendarChange("office", after));
        decision.Action.Should().Be(new Confirm(true));
    }

    [Theory]
    [InlineData("201-cordless", "*552")]
    [InlineData("201-cordless", "*55")]
    public void A_code_of_no_calendar_is_told_by_the_error_tone(string from, string dialled)
    {
        var decision = Bench("2026-03-02T09:30:00+01:00").Ask(from, dialled);

        (decision.DayNight, decision.Action).Should().Be((null, new Confirm(false)));
    }

    [Fact]
    public void Nobody_outside_sets_a_calendar() =>
        Bench("2026-03-02T09:30:00+01:00").Ask("carrier/+390612345678", "*551").DayNight.Should().BeNull();

    [Theory]
    [InlineData(CalendarSwitch.Automatic, "2026-03-02T09:30:00+01:00", "teams mrossi + 201-car after 5s + 201-cordless 20s")]
    [InlineData(CalendarSwitch.Night, "2026-03-02T09:30:00+01:00", "teams mrossi + 201-car after 5s 20s")]
    [InlineData(CalendarSwitch.Day, "2026-03-02T19:30:00+01:00", "teams mrossi + 201-car after 5s + 201-cordless 20s")]
    public void Devices_follow_a_calendar_as_it_is_set(CalendarSwitch set, string at, string expected)
    {
        var text = PlanBench.Text.Replace(
            "cordless: { password: \"env:A\" }",
            "cordless: { password: \"env:A\", hours: office }",
            StringComparison.Ordinal
        );
        var bench = Bench(at, text);
        bench.Switches["office"] = set;

        PlanBench.Show(bench.Ask("carrier/+390612345678", "201")).Should().Be(expected);
    }

    private static PlanBench Bench(string at, string text = PlanBench.Text) =>
        new($"{text}\ncalendars: {{ office: {{ code: \"1\", open: [\"mon-fri 09:00-18:00\"], timeZone: Europe/Rome }} }}")
        {
            At = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture),
        };
}
