using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Document;
using Ponte.Pbx.Recordings;

namespace Ponte.Pbx.Tests.Document;

/// <summary>Which rule of recording holds for a call.</summary>
public sealed class RecordingRulesTests
{
    private const string Text = """
        company: { name: Rossi, country: IT, recording: { when: onDemand, announcement: recorded } }
        lines:
          carrier: { kind: carrier, peers: ["sip:198.51.100.7"], recording: { when: always, announcement: recorded, keepDays: 365 } }
          second: { kind: carrier, peers: ["sip:198.51.100.8"] }
        users:
          anna: { name: Anna, extension: "201" }
          bruno: { name: Bruno, extension: "202", recording: { when: never } }
          carla: { name: Carla, extension: "203", recording: { when: always, calls: [inbound, internal], keepDays: off } }
        """;

    private readonly CompanyDocument _document = DocumentText.Read(Text).Document!;

    [Fact]
    public void Rules_are_read_and_printed_again() => DocumentText.Read(DocumentText.Print(_document)).Document.Should().Be(_document);

    [Theory]
    [InlineData("carrier", "anna", RecordingMode.Always, 365)]
    [InlineData("second", "anna", RecordingMode.OnDemand, 180)]
    [InlineData("carrier", "bruno", RecordingMode.Never, null)]
    [InlineData("carrier", "carla", RecordingMode.Always, null)]
    [InlineData("carla", "carrier", RecordingMode.Never, null)]
    [InlineData("anna", "second", RecordingMode.OnDemand, 180)]
    [InlineData("anna", "bruno", RecordingMode.Never, null)]
    [InlineData("bruno", "carla", RecordingMode.Always, null)]
    public void User_goes_before_line_and_line_before_company(string first, string second, RecordingMode when, int? days)
    {
        var rule = RecordingRules.Of(_document, Leg(first, isIncoming: true), Leg(second, isIncoming: false));
        rule.When.Should().Be(when);
        if (when != RecordingMode.Never)
        {
            rule.KeepDays.Should().Be(days);
        }
    }

    [Theory]
    [InlineData("{ when: sometimes }", "company.recording.when")]
    [InlineData("{ announcement: recorded }", "company.recording.when")]
    [InlineData("{ when: always, announcement: recordet }", "did you mean recorded")]
    [InlineData("{ when: always, calls: [abroad] }", "inbound, outbound, internal")]
    [InlineData("{ when: always, keepDays: 0 }", "1 to 3650")]
    public void What_is_wrong_is_named(string recording, string expected) =>
        DocumentText
            .Read($"company: {{ name: Rossi, country: IT, recording: {recording} }}")
            .Errors.Should()
            .ContainSingle()
            .Which.ToString()
            .Should()
            .Contain(expected);

    private LegIdentity Leg(string name, bool isIncoming) =>
        _document.Users.Any(u => u.Id.Equals(name, StringComparison.Ordinal))
            ? new LegIdentity(LegKind.Phone, isIncoming, $"{name}-desk", "", name)
            : new LegIdentity(LegKind.Line, isIncoming, name, "");
}
