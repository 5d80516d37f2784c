using CsCheck;
using Ponte.Calls.Ends;

namespace Ponte.Calls.Tests.Ends;

public sealed class ReasonValueTests
{
    [Theory]
    [InlineData("Q.850;cause=16", "Q.850", 16, "")]
    [InlineData(" q.850 ; cause = 17 ; text = \"a;b, \\\"c\\\"\" ", "q.850", 17, "a;b, \"c\"")]
    [InlineData("SIP;text=plain;cause=200", "SIP", 200, "plain")]
    [InlineData("SIP", "SIP", 0, "")]
    [InlineData("Q.850;cause=abc;;x", "Q.850", 0, "")]
    [InlineData("Q.850;cause=-1", "Q.850", 0, "")]
    [InlineData("Q.850;text=\"open", "Q.850", 0, "open")]
    [InlineData("Q.850;text=\"open\\", "Q.850", 0, "open\\")]
    [InlineData("", "", 0, "")]
    public void Value_is_read(string value, string protocol, int cause, string text) =>
        ReasonValue.Parse(value).Should().Be(new ReasonValue(protocol, cause, text));

    [Fact]
    public void What_is_printed_is_read_again() =>
        Gen.Select(Gen.Int[0, 999], Gen.String[Gen.Char[' ', '~'], 0, 40])
            .Sample(
                (cause, text) =>
                {
                    var reason = new ReasonValue("Q.850", cause, text);
                    return ReasonValue.Parse(reason.ToString()) == reason;
                }
            );

    [Fact]
    public void Any_text_is_read_without_a_fault() => Gen.String[0, 60].Sample(text => ReasonValue.Parse(text).Protocol is not null);
}
