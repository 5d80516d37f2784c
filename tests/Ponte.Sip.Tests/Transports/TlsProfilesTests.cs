using Ponte.Sip.Transports;
using Ponte.Sip.Transports.Tls;

namespace Ponte.Sip.Tests.Transports;

public sealed class TlsProfilesTests
{
    private readonly List<TransportProblem> _problems = [];

    [Fact]
    public void Profiles_that_did_not_change_are_left_alone_and_the_others_are_named()
    {
        var first = new TlsProfileOptions { Name = "first", PeerNames = ["a.example"] };
        var second = new TlsProfileOptions { Name = "second", PeerNames = ["b.example"] };
        var profiles = TlsProfiles.Load([first, second, new TlsProfileOptions { Name = "third" }], _problems);
        var before = profiles.Find("first");

        var changed = profiles.Use([first with { PeerNames = ["a.example"] }, second with { PeerNames = ["c.example"] }], _problems);

        changed.Should().BeEquivalentTo("second", "third");
        profiles.Find("first").Should().BeSameAs(before);
        profiles.Find("second")!.Options.PeerNames.Should().Equal("c.example");
        profiles.Find("third").Should().BeNull();
        _problems.Should().BeEmpty();
    }

    [Fact]
    public void A_profile_that_cannot_be_used_leaves_the_one_of_its_name_in_use()
    {
        var good = new TlsProfileOptions { Name = "teams" };
        var profiles = TlsProfiles.Load([good], _problems);

        var changed = profiles.Use([good with { CertificateFile = "/nowhere/c.pem", KeyFile = "/nowhere/c.key" }], _problems);

        changed.Should().BeEmpty();
        profiles.Find("teams")!.Options.Should().Be(good);
        _problems.Should().NotBeEmpty();
    }
}
