using Ponte.Pbx.Document;
using Ponte.Pbx.Numbers;

namespace Ponte.Pbx.Tests.Numbers;

public sealed class NumberWriterTests
{
    private static readonly NumberWriter Writer = new();

    [Theory]
    [InlineData("+390212345678", NumberOutFormat.E164, null, "IT", "+390212345678")]
    [InlineData("+390212345678", NumberOutFormat.Digits, null, "IT", "390212345678")]
    [InlineData("+390212345678", NumberOutFormat.International, null, "IT", "00390212345678")]
    [InlineData("+390212345678", NumberOutFormat.National, null, "IT", "0212345678")]
    [InlineData("+390212345678", NumberOutFormat.Significant, null, "IT", "0212345678")]
    [InlineData("+393401234567", NumberOutFormat.National, null, "IT", "3401234567")]
    [InlineData("+4930123456", NumberOutFormat.National, null, "IT", "004930123456")]
    [InlineData("+4930123456", NumberOutFormat.National, null, "DE", "030123456")]
    [InlineData("+4930123456", NumberOutFormat.Significant, null, "DE", "30123456")]
    [InlineData("+390212345678", NumberOutFormat.National, null, "US", "011390212345678")]
    [InlineData("+390212345678", NumberOutFormat.National, true, "IT", "00390212345678")]
    [InlineData("+390212345678", NumberOutFormat.E164, false, "IT", "0212345678")]
    [InlineData("+4930123456", NumberOutFormat.E164, false, "IT", "+4930123456")]
    [InlineData("+390212345678", NumberOutFormat.Digits, false, "IT", "0212345678")]
    [InlineData("201", NumberOutFormat.E164, null, "IT", "201")]
    [InlineData("112", NumberOutFormat.International, null, "IT", "112")]
    public void Numbers_are_written_as_the_line_wants(
        string number,
        NumberOutFormat format,
        bool? keepInternationalPrefix,
        string country,
        string expected
    ) =>
        Writer
            .Write(number, new NumberFormatSettings { Out = format, KeepInternationalPrefix = keepInternationalPrefix }, country)
            .Should()
            .Be(expected);
}
