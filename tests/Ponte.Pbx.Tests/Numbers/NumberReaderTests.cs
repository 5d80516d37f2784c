using CsCheck;
using Ponte.Pbx.Document;
using Ponte.Pbx.Numbers;

namespace Ponte.Pbx.Tests.Numbers;

public sealed class NumberReaderTests
{
    private static readonly NumberReader Milan = new("02");

    [Theory]
    [InlineData("+390212345601", "+390212345601")]
    [InlineData("0212345601", "+390212345601")]
    [InlineData("00390212345601", "+390212345601")]
    [InlineData("004930123456", "+4930123456")]
    [InlineData("3401234567", "+393401234567")]
    [InlineData("12345601", "+390212345601")] // without the area code
    [InlineData("02-1234.56(01)", "+390212345601")]
    [InlineData("+390212345601;npdi;cic=1", "+390212345601")]
    [InlineData("201", "201")]
    [InlineData("112", "112")]
    [InlineData("+201", "201")] // a short number as Teams writes it
    [InlineData("*97", "*97")]
    [InlineData("%2397", "#97")]
    public void National_numbers_of_Italy_are_read(string text, string expected) =>
        Milan.Read(text, NumberInFormat.National, "IT").Should().Be(expected);

    [Theory]
    [InlineData("030123456", "DE", "+4930123456")]
    [InlineData("30123456", "DE", "+4930123456")] // without the trunk prefix
    [InlineData("0044 20 7946 0000", "DE", "+442079460000")]
    [InlineData("011390212345601", "US", "+390212345601")]
    [InlineData("12125550100", "US", "+12125550100")]
    public void National_numbers_of_other_countries_are_read(string text, string country, string expected) =>
        new NumberReader("").Read(text, NumberInFormat.National, country).Should().Be(expected);

    [Theory]
    [InlineData("390212345601", "+390212345601")]
    [InlineData("00390212345601", "+390212345601")]
    [InlineData("4930123456", "+4930123456")]
    [InlineData("118", "118")]
    public void Numbers_with_country_code_are_read(string text, string expected) =>
        Milan.Read(text, NumberInFormat.E164, "IT").Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("mario.rossi")]
    [InlineData("02++1")]
    [InlineData("anonymous")]
    [InlineData("123456789012345678901234567890123")]
    public void Text_that_is_no_number_is_refused(string text) => Milan.Read(text, NumberInFormat.National, "IT").Should().BeNull();

    [Fact]
    public void Any_text_is_read_or_refused_without_an_exception() =>
        Gen.String.Sample(text =>
        {
            var number = Milan.Read(text, NumberInFormat.National, "IT");
            number?.Should().MatchRegex(@"^(\+[0-9]{3,}|[0-9*#]+)$");
        });
}
