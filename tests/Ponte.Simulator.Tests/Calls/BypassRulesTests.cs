using System.Text;
using Ponte.Simulator.Calls;
using Ponte.Sip.Sdp;

namespace Ponte.Simulator.Tests.Calls;

/// <summary>What Microsoft does not bear of an SBC in media bypass.</summary>
public sealed class BypassRulesTests
{
    private const string Right = """
        v=0
        o=- 1 1 IN IP4 192.0.2.1
        s=-
        c=IN IP4 192.0.2.1
        t=0 0
        a=ice-lite
        m=audio 4000 RTP/SAVP 8
        a=ice-ufrag:abcd
        a=ice-pwd:0123456789012345678901
        a=candidate:1 1 UDP 2130706431 192.0.2.1 4000 typ host

        """;

    [Fact]
    public void Description_of_the_documentation_is_taken() => BypassRules.Fault(Parse(Right)).Should().BeNull();

    [Theory]
    [InlineData("a=ice-lite\n", "", "ice-lite")]
    [InlineData("a=ice-ufrag:abcd\n", "", "ice-ufrag")]
    [InlineData("a=ice-pwd:0123456789012345678901\n", "a=ice-pwd:short\n", "ice-pwd")]
    [InlineData("a=candidate:1 1 UDP 2130706431 192.0.2.1 4000 typ host\n", "", "exactly one")]
    [InlineData("typ host\n", "typ host\na=candidate:1 2 UDP 2130706430 192.0.2.1 4001 typ host\n", "exactly one")]
    [InlineData("typ host", "typ srflx", "exactly one")]
    [InlineData("192.0.2.1 4000 typ", "10.0.0.1 4000 typ", "c= and m= lines")]
    [InlineData("192.0.2.1 4000 typ", "192.0.2.1 4002 typ", "c= and m= lines")]
    [InlineData("m=audio 4000", "m=audio 0", "no audio")]
    public void Each_part_must_be_there(string part, string instead, string fault) =>
        BypassRules.Fault(Parse(Right.Replace(part, instead, StringComparison.Ordinal))).Should().Contain(fault);

    [Fact]
    public void Nothing_of_it_may_change_without_a_restart()
    {
        var before = Parse(Right);
        BypassRules.Fault(before, before).Should().BeNull();
        var renewed = Parse(Right.Replace("abcd", "efgh", StringComparison.Ordinal));
        BypassRules.Fault(renewed, before).Should().Contain("without a restart");
        BypassRules.IsRestarted(before, renewed).Should().BeFalse("the password is the old one");
        BypassRules
            .IsRestarted(
                before,
                Parse(Right.Replace("abcd", "efgh", StringComparison.Ordinal).Replace("0123", "9876", StringComparison.Ordinal))
            )
            .Should()
            .BeTrue();
    }

    private static SessionDescription Parse(string text)
    {
        SessionDescription
            .TryParse(Encoding.UTF8.GetBytes(text), SdpLimits.Default, out var description, out var error)
            .Should()
            .BeTrue($"{error}");
        return description!;
    }
}
