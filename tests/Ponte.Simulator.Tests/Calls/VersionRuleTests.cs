using System.Text;
using Ponte.Simulator.Calls;
using Ponte.Sip.Sdp;

namespace Ponte.Simulator.Tests.Calls;

public sealed class VersionRuleTests
{
    [Theory]
    [InlineData(1, "a", 2, "a", "nothing changed")]
    [InlineData(1, "a", 1, "b", "from 1 to 1")]
    [InlineData(1, "a", 3, "b", "from 1 to 3")]
    [InlineData(2, "a", 1, "b", "from 2 to 1")]
    public void Version_rises_by_one_with_each_change(int before, string first, int after, string second, string fault) =>
        VersionRule.Fault(Description(before, first), Description(after, second)).Should().Contain(fault);

    [Fact]
    public void Session_stays_the_same() =>
        VersionRule.Fault(Description(1, "a"), Description(1, "a", session: 8)).Should().Contain("session in o= changed");

    [Theory]
    [InlineData(1, "a")]
    [InlineData(2, "b")]
    public void Same_text_and_right_change_are_no_fault(int version, string attribute) =>
        VersionRule.Fault(Description(1, "a"), Description(version, attribute)).Should().BeNull();

    private static SessionDescription Description(int version, string attribute, int session = 7)
    {
        var text = $"v=0\no=- {session} {version} IN IP4 127.0.0.1\ns=-\na={attribute}\n";
        SessionDescription.TryParse(Encoding.UTF8.GetBytes(text), SdpLimits.Default, out var description, out _).Should().BeTrue();
        return description!;
    }
}
