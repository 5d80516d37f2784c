using NodaTime;
using NodaTime.Text;
using Ponte.Pbx.Calendars;

namespace Ponte.Pbx.Tests.Calendars;

/// <summary>Holidays against the calendars that governments published.</summary>
public sealed class HolidaysTests
{
    [Theory]
    [InlineData("IT", "", 2025, "01-01 01-06 04-20 04-21 04-25 05-01 06-02 08-15 11-01 12-08 12-25 12-26")]
    [InlineData("IT", "", 2026, "01-01 01-06 04-05 04-06 04-25 05-01 06-02 08-15 10-04 11-01 12-08 12-25 12-26")]
    [InlineData("IT", "Milano", 2026, "01-01 01-06 04-05 04-06 04-25 05-01 06-02 08-15 10-04 11-01 12-07 12-08 12-25 12-26")]
    [InlineData("IT", "Bolzano", 2024, "01-01 01-06 03-31 04-01 04-25 05-01 05-20 06-02 08-15 11-01 12-08 12-25 12-26")]
    [InlineData("DE", "", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26")]
    [InlineData("DE", "BY", 2026, "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26")]
    [InlineData("DE", "SN", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 10-31 11-18 12-25 12-26")]
    [InlineData("DE", "BE", 2018, "01-01 03-30 04-02 05-01 05-10 05-21 10-03 12-25 12-26")]
    [InlineData("FR", "", 2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25")]
    [InlineData("FR", "67", 2026, "01-01 04-03 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25 12-26")]
    [InlineData("ES", "MD", 2026, "01-01 01-06 04-02 04-03 05-01 05-02 08-15 10-12 11-01 12-06 12-08 12-25")]
    [InlineData("GB", "ENG", 2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28")]
    [InlineData("GB", "ENG", 2023, "01-01 01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26")]
    [InlineData("GB", "SCT", 2022, "01-01 01-02 01-03 01-04 04-15 05-02 05-30 08-01 11-30 12-25 12-26 12-27")]
    [InlineData("US", "", 2021, "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31")]
    [InlineData("US", "", 2026, "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25")]
    [InlineData("CH", "ZH", 2026, "01-01 01-02 04-03 04-06 05-01 05-14 05-25 08-01 12-25 12-26")]
    [InlineData("CH", "TI", 2026, "01-01 01-06 03-19 04-06 05-01 05-14 05-25 06-04 06-29 08-01 08-15 11-01 12-08 12-25 12-26")]
    [InlineData("AT", "", 2026, "01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 11-01 12-08 12-25 12-26")]
    public void A_year_has_its_holidays(string country, string place, int year, string days)
    {
        var pattern = LocalDatePattern.CreateWithInvariantCulture("MM-dd");
        Holidays.Of(country, place)!.In(year).Keys.Select(pattern.Format).Should().Equal(days.Split(' '));
    }

    [Theory]
    [InlineData(1961, 4, 2)]
    [InlineData(2000, 4, 23)]
    [InlineData(2008, 3, 23)]
    [InlineData(2011, 4, 24)]
    [InlineData(2038, 4, 25)]
    [InlineData(2285, 3, 22)]
    public void Easter_is_where_it_is(int year, int month, int day) =>
        Holidays.Of("IT", "")!.On(new LocalDate(year, month, day))!.EnglishName.Should().Be("Easter Sunday");

    [Fact]
    public void A_holiday_has_its_name_there() =>
        Holidays
            .Of("IT", "Milano")!
            .On(new LocalDate(2026, 12, 7))
            .Should()
            .Be(new Holiday(new LocalDate(2026, 12, 7), "Saint Ambrose", "Sant'Ambrogio"));

    [Fact]
    public void What_the_table_does_not_have_is_none()
    {
        Holidays.Of("XX", "").Should().BeNull();
        Holidays.Of("IT", "Atlantis").Should().BeNull();
        Holidays.Countries.Should().Equal("AT", "CH", "DE", "ES", "FR", "GB", "IT", "US");
        Holidays.PlacesOf("IT").Should().Contain(["Milano", "Roma"]);
    }
}
