using NodaTime;
using Ponte.Pbx.Calendars;

namespace Ponte.Pbx.Tests.Calendars;

/// <summary>The events of an iCalendar as days of a calendar.</summary>
public sealed class FeedDaysTests
{
    private static readonly DateTimeZone Rome = DateTimeZoneProviders.Tzdb["Europe/Rome"];
    private static readonly LocalDate Today = new(2026, 3, 2);

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20260810\nDTEND;VALUE=DATE:20260822", "2026-08-10..2026-08-21")]
    [InlineData("DTSTART;VALUE=DATE:20260810", "2026-08-10..2026-08-10")]
    [InlineData("DTSTART:20260303T100000Z\nDTEND:20260303T143000Z", "2026-03-03..2026-03-03 11:00-15:30")]
    [InlineData("DTSTART;TZID=America/New_York:20260310T090000\nDURATION:PT1H", "2026-03-10..2026-03-10 14:00-15:00")]
    [InlineData("DTSTART:20260303T140000\nDTEND:20260304T000000", "2026-03-03..2026-03-03 14:00-")]
    [InlineData(
        "DTSTART:20261224T140000\nDTEND:20261228T090000",
        "2026-12-24..2026-12-24 14:00-, 2026-12-25..2026-12-27, 2026-12-28..2026-12-28 -09:00"
    )]
    [InlineData("DTSTART:20261224T220000\nDTEND:20261225T060000", "2026-12-24..2026-12-24 22:00-, 2026-12-25..2026-12-25 -06:00")]
    [InlineData("DTSTART;VALUE=DATE:20240815\nRRULE:FREQ=YEARLY", "2026-08-15..2026-08-15")]
    [InlineData(
        "DTSTART:20260302T120000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20260309T120000",
        "2026-03-02..2026-03-02 12:00-13:00, 2026-03-16..2026-03-16 12:00-13:00"
    )]
    [InlineData("DTSTART;VALUE=DATE:20200101", "")]
    [InlineData("DTSTART:20260303T140000\nDTEND:20260303T140000", "")]
    [InlineData("DTSTART;VALUE=DATE:20260810\nSTATUS:CANCELLED", "")]
    public void An_event_becomes_the_days_that_it_lasts(string @event, string expected)
    {
        var days = FeedDays.Read(Feed(@event), Rome, CalendarOutcome.OutOfService, Today, out var failure);

        failure.Should().BeEmpty();
        string.Join(", ", days!.Value.Select(Show)).Should().Be(expected);
        days.Value.Should().OnlyContain(d => d.Outcome == CalendarOutcome.OutOfService && d.Name == "Ferie");
    }

    [Fact]
    public void A_category_that_is_the_word_of_an_outcome_says_what_holds()
    {
        var days = FeedDays.Read(
            Feed("DTSTART;VALUE=DATE:20260810\nCATEGORIES:Blue,active2"),
            Rome,
            CalendarOutcome.Overtime,
            Today,
            out _
        );

        days!.Value.Should().ContainSingle().Which.Outcome.Should().Be(CalendarOutcome.Active2);
    }

    [Fact]
    public void What_repeats_without_end_is_read_a_year_ahead()
    {
        var daily = FeedDays.Read(
            Feed("DTSTART:20200101T120000\nDURATION:PT1H\nRRULE:FREQ=DAILY"),
            Rome,
            CalendarOutcome.Overtime,
            Today,
            out _
        );

        daily!.Value.Length.Should().BeInRange(390, 403);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20200303T140000\nRRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=Nowhere/Land:20260303T140000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260303T140000\nRRULE:FREQ=OFTEN\nEND:VEVENT\nEND:VCALENDAR")]
    public void What_is_no_calendar_is_refused_with_a_reason(string text)
    {
        FeedDays.Read(text, Rome, CalendarOutcome.Overtime, Today, out var failure).Should().BeNull();

        failure.Should().NotBeEmpty().And.NotContain("\n");
    }

    [Fact]
    public void Garbage_throws_nothing()
    {
        var random = new Random(20261127);
        var text = Feed("DTSTART:20260302T120000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20260309T120000");
        for (var i = 0; i < 500; i++)
        {
            var broken = text.ToCharArray();
            for (var j = 0; j < 4; j++)
            {
                broken[random.Next(broken.Length)] = (char)random.Next(9, 127);
            }
            var days = FeedDays.Read(new string(broken), Rome, CalendarOutcome.Overtime, Today, out var failure);
            (days is null).Should().Be(failure.Length > 0);
        }
    }

    private static string Feed(string @event) =>
        $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\nSUMMARY:Ferie\n{@event}\nEND:VEVENT\nEND:VCALENDAR\n".ReplaceLineEndings(
            "\r\n"
        );

    private static string Show(SpecialDays days) =>
        $"{days.First:yyyy-MM-dd}..{days.Last:yyyy-MM-dd}"
        + (days.From is null && days.To is null ? "" : $" {days.From:HH:mm}-{days.To:HH:mm}");
}
