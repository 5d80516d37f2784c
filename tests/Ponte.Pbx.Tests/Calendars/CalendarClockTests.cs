using CsCheck;
using NodaTime;
using NodaTime.Text;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Tests.Calendars;

/// <summary>What a calendar says, and when it changes.</summary>
public sealed class CalendarClockTests
{
    private static readonly DateTimeZone Rome = DateTimeZoneProviders.Tzdb["Europe/Rome"];

    private static readonly ValueList<IsoDayOfWeek> Workdays =
    [
        IsoDayOfWeek.Monday,
        IsoDayOfWeek.Tuesday,
        IsoDayOfWeek.Wednesday,
        IsoDayOfWeek.Thursday,
        IsoDayOfWeek.Friday,
    ];

    private static readonly Calendar Office = new()
    {
        Name = "office",
        Zone = Rome,
        Open =
        [
            new OpeningHours(Workdays, new LocalTime(9, 0), new LocalTime(13, 0), CalendarOutcome.Active),
            new OpeningHours(Workdays, new LocalTime(14, 0), new LocalTime(18, 0), CalendarOutcome.Active),
            new OpeningHours([IsoDayOfWeek.Saturday], new LocalTime(9, 0), new LocalTime(12, 0), CalendarOutcome.Active2),
        ],
        Holidays = Holidays.Of("IT", "Milano"),
        Special =
        [
            Day(new LocalDate(2026, 12, 24), CalendarOutcome.Active1, "Vigilia"),
            new SpecialDays(new LocalDate(2026, 8, 10), new LocalDate(2026, 8, 21), null, null, CalendarOutcome.OutOfService, "Ferie"),
            Day(new LocalDate(2026, 3, 3), CalendarOutcome.Active3, "Assemblea") with
            {
                From = new LocalTime(11, 0),
                To = new LocalTime(15, 0),
            },
        ],
    };

    [Theory]
    [InlineData("2026-03-02T09:00", CalendarOutcome.Active, CalendarReason.Hours, "2026-03-02T13:00")]
    [InlineData("2026-03-02T08:59", CalendarOutcome.Overtime, CalendarReason.OutsideHours, "2026-03-02T09:00")]
    [InlineData("2026-03-02T13:00", CalendarOutcome.Overtime, CalendarReason.OutsideHours, "2026-03-02T14:00")]
    [InlineData("2026-03-06T18:00", CalendarOutcome.Overtime, CalendarReason.OutsideHours, "2026-03-07T09:00")]
    [InlineData("2026-03-07T10:00", CalendarOutcome.Active2, CalendarReason.Hours, "2026-03-07T12:00")]
    [InlineData("2026-03-08T10:00", CalendarOutcome.Overtime, CalendarReason.OutsideHours, "2026-03-09T09:00")]
    [InlineData("2026-03-03T10:59", CalendarOutcome.Active, CalendarReason.Hours, "2026-03-03T11:00")]
    [InlineData("2026-03-03T13:30", CalendarOutcome.Active3, CalendarReason.Special, "2026-03-03T15:00")]
    [InlineData("2026-03-03T15:00", CalendarOutcome.Active, CalendarReason.Hours, "2026-03-03T18:00")]
    [InlineData("2026-04-06T10:00", CalendarOutcome.OutOfService, CalendarReason.Holiday, "2026-04-07T00:00")]
    [InlineData("2026-12-24T22:00", CalendarOutcome.Active1, CalendarReason.Special, "2026-12-25T00:00")]
    [InlineData("2026-12-07T10:00", CalendarOutcome.OutOfService, CalendarReason.Holiday, "2026-12-09T00:00")]
    [InlineData("2026-08-12T10:00", CalendarOutcome.OutOfService, CalendarReason.Special, "2026-08-22T00:00")]
    public void A_moment_has_its_outcome_and_its_end(string at, CalendarOutcome outcome, CalendarReason reason, string until)
    {
        var state = Office.At(Moment(at));
        (state.Outcome, state.Reason).Should().Be((outcome, reason));
        state.Until.Should().Be(Moment(until));
    }

    [Fact]
    public void Names_of_holidays_and_special_days_are_told()
    {
        Office.At(Moment("2026-12-07T10:00")).Name.Should().Be("Sant'Ambrogio");
        Office.At(Moment("2026-12-24T10:00")).Name.Should().Be("Vigilia");
    }

    [Fact]
    public void What_is_set_by_hand_holds_until_it_is_taken_away()
    {
        var open = new CalendarState(CalendarOutcome.Active, CalendarReason.Switch, "", null);
        Office.At(Moment("2026-04-06T10:00"), CalendarSwitch.Day).Should().Be(open);
        Office.At(Moment("2026-03-02T10:00"), CalendarSwitch.Night).Outcome.Should().Be(CalendarOutcome.Overtime);
    }

    [Theory]
    [InlineData("2026-03-02T23:00", CalendarOutcome.Active)] // Monday's shift
    [InlineData("2026-03-03T05:59", CalendarOutcome.Active)]
    [InlineData("2026-03-03T06:00", CalendarOutcome.Overtime)]
    [InlineData("2026-04-07T05:00", CalendarOutcome.Overtime)] // that of Easter Monday did not begin
    [InlineData("2026-04-05T23:00", CalendarOutcome.OutOfService)]
    public void A_night_shift_belongs_to_the_day_it_begins_on(string at, CalendarOutcome outcome)
    {
        var night = Office with
        {
            Open = [new OpeningHours([IsoDayOfWeek.Monday], new LocalTime(22, 0), new LocalTime(6, 0), CalendarOutcome.Active)],
            Special = [],
        };
        night.At(Moment(at)).Outcome.Should().Be(outcome);
    }

    [Fact]
    public void Hours_that_a_change_of_the_clocks_leaves_out_begin_at_the_change()
    {
        var early = Office with
        {
            Open = [new OpeningHours([IsoDayOfWeek.Sunday], new LocalTime(2, 30), new LocalTime(4, 0), CalendarOutcome.Active)],
        };
        // On 2026-03-29 02:00 becomes 03:00, which is 01:00 UTC.
        var change = Instant.FromUtc(2026, 3, 29, 1, 0);
        early
            .At(change - Duration.Epsilon)
            .Should()
            .Be(new CalendarState(CalendarOutcome.Overtime, CalendarReason.OutsideHours, "", change));
        early.At(change).Until.Should().Be(Instant.FromUtc(2026, 3, 29, 2, 0));
        // On 2026-10-25 02:30 comes twice: at 00:30 and 01:30 UTC.
        early.At(Instant.FromUtc(2026, 10, 25, 0, 30)).Until.Should().Be(Instant.FromUtc(2026, 10, 25, 3, 0));
    }

    [Fact]
    public void A_calendar_that_never_changes_has_no_end() =>
        new Calendar { Name = "never", Zone = Rome }
            .At(Moment("2026-03-02T10:00"))
            .Should()
            .Be(new CalendarState(CalendarOutcome.Overtime, CalendarReason.OutsideHours, "", null));

    [Fact]
    public void Until_its_end_an_outcome_holds_and_at_its_end_another_does() =>
        Gen.Select(Gen.Int[0, 60 * 24 * 700], Gen.Double[0, 0.999])
            .Sample(
                (minutes, part) =>
                {
                    var at = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(minutes);
                    var state = Office.At(at);
                    var between = at + ((state.Until!.Value - at) * part);
                    return Office.At(between).Outcome == state.Outcome && Office.At(state.Until.Value).Outcome != state.Outcome;
                },
                iter: 2_000
            );

    private static SpecialDays Day(LocalDate date, CalendarOutcome outcome, string name) => new(date, date, null, null, outcome, name);

    private static Instant Moment(string text) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value.InZoneStrictly(Rome).ToInstant();
}
