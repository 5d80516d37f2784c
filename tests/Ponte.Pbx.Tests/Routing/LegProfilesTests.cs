using System.Net;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Routing;

namespace Ponte.Pbx.Tests.Routing;

/// <summary>What the document says of a line or device, as its legs behave.</summary>
public sealed class LegProfilesTests
{
    private const string Text = """
        company: { name: Rossi S.p.A., country: IT, areaCode: "02" }
        lines:
          carrier: { kind: carrier, peers: ["sip:198.51.100.7"] }
          oldpbx: { kind: pbx, peers: ["sip:10.0.0.5"], prefix: "7", fax: audio }
        users:
          fax:
            name: Fax
            extension: "209"
            devices:
              adapter: { password: "secret-1x" }
              modem: { password: "secret-2x", fax: audio }
        """;

    private readonly CompanySnapshot _company = Company();
    private readonly LegProfiles _profiles = new(new PbxSettings { Listeners = [] });

    [Fact]
    public void Fax_passes_where_the_line_is_not_set_otherwise() =>
        _company
            .Document.Lines.Cast<TrunkSettings>()
            .Select(line => _profiles.Trunk(_company, line, "<sip:192.0.2.1>", peer: null).PassesFax)
            .Should()
            .Equal(true, false);

    [Theory]
    [InlineData("adapter", false, true)]
    [InlineData("adapter", true, false)] // its media is encrypted, a fax would not be
    [InlineData("modem", false, false)]
    public void Fax_passes_where_the_device_and_its_encryption_let_it(string name, bool isSecure, bool passes)
    {
        var device = _company.Document.Users[0].Devices.Single(d => d.Name.Equals(name, StringComparison.Ordinal));
        _profiles.Phone(_company, device, "<sip:192.0.2.1>", IPAddress.Loopback, "", isSecure).PassesFax.Should().Be(passes);
    }

    private static CompanySnapshot Company()
    {
        var result = DocumentText.Read(Text);
        result.Errors.Should().BeEmpty();
        var company = new CompanyInForce();
        company.Apply(result.Document!);
        return company.Snapshot!;
    }
}
