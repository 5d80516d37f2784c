using Ponte.Pbx.Company;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Tests.Company;

public sealed class CompanySnapshotTests
{
    private const string Text = """
        company: { name: Rossi S.p.A., country: IT, areaCode: "02" }
        lines:
          carrier: { kind: carrier, peers: ["sip:198.51.100.7"] }
          mobile: { kind: carrier, peers: ["sip:198.51.100.8"], prefix: "+393" }
          oldpbx: { kind: pbx, peers: ["sip:10.0.0.5"], prefix: ["7", "+390212345"] }
          second: { kind: carrier, peers: ["sip:198.51.100.9"] }
          teams: { kind: teams, fqdn: sbc.example.com }
        users:
          mrossi: { name: Mario Rossi, extension: "201", number: "+390212345601", teams: { number: "+1001" } }
          bverdi: { name: Bruno Verdi, extension: "202" }
        numbers:
          "+390212345600": { user: bverdi }
        """;

    private static readonly CompanySnapshot Snapshot = new(DocumentText.Read(Text).Document!);

    [Theory]
    [InlineData("+390212345601", "mrossi")]
    [InlineData("201", "mrossi")]
    [InlineData("1001", "mrossi")]
    [InlineData("+390212345600", "bverdi")]
    [InlineData("202", "bverdi")]
    [InlineData("203", null)]
    [InlineData("+390212345699", null)]
    public void A_number_belongs_to_its_user(string number, string? user) => (Snapshot.UserOf(number)?.Id).Should().Be(user);

    [Theory]
    [InlineData("701", "oldpbx")] // no carrier knows a short number of the exchange
    [InlineData("+390212345699", "oldpbx carrier second")]
    [InlineData("+390687654321", "carrier second")]
    [InlineData("+393401234567", "mobile carrier second")]
    [InlineData("112", "carrier second")]
    [InlineData("299", "")]
    [InlineData("*55", "")]
    public void Numbers_leave_by_the_longest_prefix_then_by_any_carrier(string number, string lines) =>
        string.Join(' ', Snapshot.LinesFor(number).Select(l => l.Line.Name)).Should().Be(lines);
}
