using NodaTime;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Tests.Document;

/// <summary>The section <c>calendars</c>.</summary>
public sealed class CalendarDocumentTests
{
    private const string Company = "company: { name: Rossi, country: IT }\n";

    private const string Office =
        Company
        + """
            calendars:
              office:
                open: ["mon-fri 09:00-13:00", "mon,wed-fri 14:00-24:00"]
                active2: ["sat 22:00-06:00"]
                holidays: IT Milano
                onHolidays: overtime
                special: { 2026-12-24: active1 Vigilia di Natale, 2026-08-10/2026-08-21: outOfService, "2026-03-03 11:00-24:00": active3 }
                feeds: [ { url: "https://cal.example/very-secret.ics" }, { file: closures.ics, holds: overtime, allowLocal: true } ]
                timeZone: Europe/Rome
            """;

    [Fact]
    public void A_calendar_is_read()
    {
        var calendar = Read(Office).Calendars.Should().ContainSingle().Subject;

        calendar
            .Open.Select(h => (h.Days.Count, h.From.Hour, h.To.Hour, h.Outcome))
            .Should()
            .Equal((5, 9, 13, CalendarOutcome.Active), (4, 14, 0, CalendarOutcome.Active), (1, 22, 6, CalendarOutcome.Active2));
        (calendar.HolidayCountry, calendar.HolidayPlace, calendar.OnHolidays).Should().Be(("IT", "Milano", CalendarOutcome.Overtime));
        var eve = new LocalDate(2026, 12, 24);
        calendar
            .Special.Should()
            .Equal(
                new SpecialDays(eve, eve, null, null, CalendarOutcome.Active1, "Vigilia di Natale"),
                new SpecialDays(new LocalDate(2026, 8, 10), new LocalDate(2026, 8, 21), null, null, CalendarOutcome.OutOfService, ""),
                new SpecialDays(
                    new LocalDate(2026, 3, 3),
                    new LocalDate(2026, 3, 3),
                    new LocalTime(11, 0),
                    null,
                    CalendarOutcome.Active3,
                    ""
                )
            );
    }

    [Fact]
    public void What_is_printed_is_read_again()
    {
        var document = Read(Office);
        var text = DocumentText.Print(document);

        DocumentText.Read(text, document).Document.Should().Be(document);
        text.Should().NotContain("very-secret");
        text.Should().Contain("mon,wed-fri 14:00-24:00").And.Contain("active1 Vigilia di Natale").And.Contain("IT Milano");
    }

    [Fact]
    public void A_calendar_that_is_never_open_is_printed_too()
    {
        var document = Read(Company + "calendars: { never: { open: [] } }");

        Read(DocumentText.Print(document)).Should().Be(document);
        DocumentText.Compare(Read(Company), document).Should().ContainSingle();
    }

    [Theory]
    [InlineData("open: [\"mon-fri 9-13\"]", "calendars.a.open[0]", "is no hours; give for instance")]
    [InlineData("open: [\"fri-mon 09:00-13:00\"]", "calendars.a.open[0]", "is no hours")]
    [InlineData("open: [\"mon 09:00-25:00\"]", "calendars.a.open[0]", "is no hours")]
    [InlineData("holidays: XX", "calendars.a.holidays", "is no country whose holidays are known; give one of AT, CH,")]
    [InlineData("holidays: IT Milan", "calendars.a.holidays", "names no place of IT; did you mean Milano?")]
    [InlineData("holidays: AT Wien", "calendars.a.holidays", "names a place; AT has none with holidays of its own")]
    [InlineData("onHolidays: shut", "calendars.a.onHolidays", "active")]
    [InlineData("special: { 2026-13-01: active1 }", "calendars.a.special.2026-13-01", "is no day; give for instance 2026-12-24")]
    [InlineData("special: { 2026-12-02/2026-12-01: active1 }", "calendars.a.special.2026-12-02/2026-12-01", "is no day")]
    [InlineData("special: { 2026-12-01: open }", "calendars.a.special.2026-12-01", "is not what holds then; give one of active,")]
    [InlineData("feeds: [ { holds: overtime } ]", "calendars.a.feeds[0].url", "is missing; give either url or file")]
    [InlineData("feeds: [ { url: \"https://a.example/b\", file: b.ics } ]", "calendars.a.feeds[0].url", "give either url or file")]
    [InlineData("feeds: [ { url: \"ftp://a.example/b\" } ]", "calendars.a.feeds[0].url", "is no address of a calendar")]
    [InlineData("feeds: [ { file: ../b.ics } ]", "calendars.a.feeds[0].file", "is no file's name")]
    [InlineData("timeZone: Europe/Milan", "calendars.a.timeZone", "Europe/Milan")]
    public void What_is_wrong_is_told_with_its_mend(string field, string path, string words)
    {
        var errors = DocumentText.Read($"{Company}calendars: {{ a: {{ {field} }} }}").Errors;

        var error = errors.Should().ContainSingle().Subject.ToString();
        error.Should().StartWith($"{path} (").And.Contain(words);
    }

    [Fact]
    public void A_device_names_a_calendar_that_exists()
    {
        var text =
            Company + "users: { a: { name: A, devices: { desk: { password: \"env:A\", hours: ofice } } } }\ncalendars: { office: {} }";

        DocumentText
            .Read(text)
            .Errors.Should()
            .ContainSingle()
            .Which.ToString()
            .Should()
            .Contain("ofice is no calendar; did you mean office?");
    }

    private static CompanyDocument Read(string text)
    {
        var result = DocumentText.Read(text);
        result.Errors.Should().BeEmpty();
        return result.Document!;
    }
}
