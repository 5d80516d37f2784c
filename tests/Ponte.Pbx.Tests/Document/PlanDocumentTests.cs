using Ponte.Pbx.Document;
using Ponte.Pbx.Numbers;

namespace Ponte.Pbx.Tests.Document;

/// <summary>The parts of the document that the number plan and the phones are made of.</summary>
public sealed class PlanDocumentTests
{
    internal const string Bianchi = """
        company: { name: Bianchi, country: IT, areaCode: "02", parkTimeout: 90s }
        lines:
          carrier:
            kind: carrier
            peers: ["sip:198.51.100.7"]
            callerId: "+390212345600"
            range: "+390212345600-+390212345699"
            cost: { "+39": 1, "+393": 4 }
            forwardedBy: historyInfo
            fax: audio
          oldpbx:
            kind: pbx
            accept: { user: oldpbx, password: "env:OLDPBX" }
            range: ["300-399", "+390212345700-+390212345799"]
            class: floor
            cost: 3
            connectedLine: true
          teams: { kind: teams, fqdn: sbc.example.com, class: mobile }
        users:
          gverdi:
            name: Gina Verdi
            devices: { desk: { password: "file:/run/gverdi" } }
          mrossi:
            name: Mario Rossi
            extension: "201"
            number: "+390212345601"
            teams: {}
            devices:
              cordless: { password: "env:CORDLESS", delay: 5s, codecs: [PCMA], srtp: required, fax: audio }
              car: { password: "s3cret-words" }
            twin: { teamsMissedCall: false, busyStops: true, declineStops: true, ringTime: 15s, teamsDelay: 3s }
            class: floor
            callerId: anonymous
            forward: { busy: voicemail, noAnswer: { to: "0335 1234567", after: 15s }, unreachable: "202" }
            doNotDisturb: true
            callWaiting: false
            pin: "4711"
            pickupGroups: [sales]
        classes:
          floor: { upTo: national, allow: ["+41"], deny: ["+39199"] }
        shortCodes:
          park: off
          takeOver: ["*72", "972"]
        emergency: { numbers: ["222"], lines: [carrier], callerId: "+390212345600" }
        blocked: { to: ["+882"], from: ["+44"], anonymous: true, except: ["+4420"] }
        """;

    [Fact]
    public void Phones_are_read_with_their_defaults()
    {
        var devices = Read(Bianchi).Users.SelectMany(u => u.Devices).ToList();

        devices.Select(d => d.Login).Should().Equal("gverdi-desk", "201-car", "201-cordless");
        devices[1].Codecs.Should().Equal("G722", "PCMA", "PCMU");
        devices[1].Srtp.Should().Be(MediaSecurity.Optional);
        devices[1].Fax.Should().Be(FaxMode.T38);
        devices[2]
            .Should()
            .Be(
                new DeviceSettings
                {
                    Name = "cordless",
                    Login = "201-cordless",
                    Password = SecretReference.Parse("env:CORDLESS"),
                    Delay = TimeSpan.FromSeconds(5),
                    Codecs = ["PCMA"],
                    Srtp = MediaSecurity.Required,
                    Fax = FaxMode.Audio,
                }
            );
    }

    [Fact]
    public void A_user_has_forwards_and_rights()
    {
        var user = Read(Bianchi).Users[1];

        user.Twin.Should()
            .Be(
                new TwinSettings
                {
                    TeamsMissedCall = false,
                    BusyStops = true,
                    DeclineStops = true,
                    RingTime = TimeSpan.FromSeconds(15),
                    TeamsDelay = TimeSpan.FromSeconds(3),
                }
            );
        user.Forward.Should()
            .Be(
                new ForwardSettings
                {
                    Busy = ForwardSettings.Voicemail,
                    NoAnswer = "0335 1234567",
                    NoAnswerAfter = TimeSpan.FromSeconds(15),
                    Unreachable = "202",
                }
            );
        (user.Class, user.CallerId, user.DoNotDisturb).Should().Be(("floor", UserSettings.Anonymous, true));
        user.PickupGroups.Should().Equal("sales");
        Read(Bianchi).Users[0].Class.Should().Be("international");
    }

    [Fact]
    public void Lines_have_ranges_costs_and_accounts()
    {
        var lines = Read(Bianchi).Lines;

        var carrier = (TrunkSettings)lines[0];
        carrier.Ranges.Should().Equal(new NumberRange("+390212345600", "+390212345699"));
        carrier.Costs.Should().Equal(new LineCost("+39", 1), new LineCost("+393", 4));
        carrier.ForwardedBy.Should().Be(ForwardHeader.HistoryInfo);
        var pbx = (TrunkSettings)lines[1];
        (carrier.Fax, pbx.Fax).Should().Be((FaxMode.Audio, FaxMode.T38));
        pbx.Accept.Should().Be(new AcceptSettings("oldpbx", SecretReference.Parse("env:OLDPBX")));
        pbx.Costs.Should().Equal(new LineCost("", 3));
        pbx.Ranges[0].Contains("355").Should().BeTrue();
        pbx.Ranges[0].Contains("3555").Should().BeFalse();
        pbx.Ranges[0].Contains("400").Should().BeFalse();
        (pbx.Class, lines[2].Class).Should().Be(("floor", "mobile"));
    }

    [Fact]
    public void Sections_of_the_plan_are_read()
    {
        var document = Read(Bianchi);

        document
            .Classes.Should()
            .Equal(
                new ClassSettings
                {
                    Name = "floor",
                    UpTo = CallCategory.National,
                    Allow = ["+41"],
                    Deny = ["+39199"],
                }
            );
        document.ShortCodes.Should().NotContain(c => c.Function == ShortCodeFunction.Park);
        document.ShortCodes.Where(c => c.Function == ShortCodeFunction.TakeOver).Select(c => c.Code).Should().Equal("*72", "972");
        document.ShortCodes.Should().Contain(new ShortCode(ShortCodeFunction.Retrieve, "*71"));
        document.Blocked.Anonymous.Should().BeTrue();
        document.Emergency.Lines.Should().Equal("carrier");
    }

    [Fact]
    public void Parking_call_waiting_and_what_lines_are_told_are_read_and_have_defaults()
    {
        var document = Read(Bianchi);
        document.Company.ParkTimeout.Should().Be(TimeSpan.FromSeconds(90));
        document.Lines.OfType<TrunkSettings>().Select(l => (l.Name, l.ConnectedLine)).Should().Equal(("carrier", false), ("oldpbx", true));
        document.Users.Select(u => (u.Id, u.CallWaiting)).Should().Equal(("gverdi", true), ("mrossi", false));
        Read("company: { name: R, country: IT }").Company.ParkTimeout.Should().Be(TimeSpan.FromMinutes(2));
        DocumentText
            .Print(document)
            .Should()
            .Contain("parkTimeout: 90s")
            .And.Contain("connectedLine: true")
            .And.Contain("callWaiting: false");
    }

    [Fact]
    public void A_document_without_these_sections_has_the_default_codes()
    {
        var document = Read("company: { name: R, country: IT }");

        document.ShortCodes.Should().Equal(ShortCode.Defaults);
        ShortCode.Defaults.Select(c => c.Function).Should().BeEquivalentTo(Enum.GetValues<ShortCodeFunction>());
    }

    [Fact]
    public void The_canonical_text_reads_back_to_the_same_document()
    {
        var document = Read(Bianchi);

        var text = DocumentText.Print(document);

        DocumentText.Read(text, previous: document).Document.Should().Be(document);
        DocumentText.Read(DocumentText.PrintWithSecrets(document)).Document.Should().Be(document);
        text.Should().Contain("shortCodes:\n  park: off\n  takeOver: [\"*72\", 972]\n").And.Contain("cost: 3");
        text.Should().Contain("      noAnswer:\n        to: \"0335 1234567\"\n        after: 15s\n");
    }

    [Fact]
    public void Passwords_and_PINs_are_masked_and_kept()
    {
        var document = Read(Bianchi);
        var text = DocumentText.Print(document);

        text.Should().NotContain("s3cret").And.NotContain("4711").And.Contain("pin: \"********\"");
        document.ToString().Should().NotContain("s3cret").And.NotContain("4711");
        DocumentText
            .Compare(document, Read(Bianchi.Replace("4711", "4712", StringComparison.Ordinal)))
            .Should()
            .Equal(new DocumentChange("users.mrossi.pin", "********", "********"));
        DocumentText.Read(text).Errors.Select(e => e.Path).Should().Equal("users.mrossi.devices.car.password", "users.mrossi.pin");
    }

    [Theory]
    [InlineData("IT", "112", true)]
    [InlineData("IT", "113", true)]
    [InlineData("IT", "115", true)]
    [InlineData("IT", "118", true)]
    [InlineData("IT", "117", true)]
    [InlineData("IT", "114", true)]
    [InlineData("IT", "116000", true)]
    [InlineData("IT", "1500", false)]
    [InlineData("IT", "1123", false)]
    [InlineData("DE", "110", true)]
    [InlineData("US", "911", true)]
    [InlineData("IT", "", false)]
    public void Emergency_numbers_are_known_by_country(string country, string number, bool expected) =>
        ServiceNumbers.IsEmergency(number, country).Should().Be(expected);

    internal static CompanyDocument Read(string text)
    {
        var result = DocumentText.Read(text);
        result.Errors.Should().BeEmpty();
        return result.Document!;
    }
}
