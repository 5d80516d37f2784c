using Ponte.Pbx.Document;
using Ponte.Pbx.Plan;
using Ponte.Pbx.Tests.Flows;
using Ponte.Pbx.Tests.Plan;

namespace Ponte.Pbx.Tests.Document;

/// <summary>The section <c>rooms</c>, and the numbers that lead there.</summary>
public sealed class RoomDocumentTests
{
    private const string Company = "company: { name: Rossi, country: IT }\n";

    private const string Rooms =
        "rooms:\n  sales: { name: Sales meeting, extension: \"800\", pin: \"1234\", hostPin: \"9876\", maxMembers: 50, announce: false, language: it }\n"
        + "  open: { name: Open }\nnumbers: { \"+390212345699\": { room: open } }\n";

    [Fact]
    public void Rooms_are_read_and_printed()
    {
        var document = FlowBench.Read(Company + Rooms);
        document.Rooms.Select(r => r.Id).Should().Equal("open", "sales");
        document.Rooms[0].Should().Be(new RoomSettings { Id = "open", Name = "Open" });
        (document.Rooms[0].MaxMembers, document.Rooms[0].Announce).Should().Be((20, true));
        var sales = document.Rooms[1];
        (sales.Extension, sales.MaxMembers, sales.Announce, sales.Language).Should().Be(("800", 50, false, "it"));
        document.Numbers.Should().Equal(new NumberSettings("+390212345699", "", "", "open"));
        var text = DocumentText.Print(document);
        text.Should().NotContain("1234\"").And.NotContain("9876");
        DocumentText.Read(text, document).Document.Should().Be(document);
        FlowBench.Read(DocumentText.PrintWithSecrets(document)).Should().Be(document);
    }

    [Fact]
    public void Whether_a_conference_ends_with_who_began_it_is_read()
    {
        FlowBench.Read(Company).Company.ConferenceEndsWithInitiator.Should().BeFalse();
        var document = FlowBench.Read("company: { name: Rossi, country: IT, conferenceEndsWithInitiator: true }");
        document.Company.ConferenceEndsWithInitiator.Should().BeTrue();
        DocumentText.Print(document).Should().Contain("conferenceEndsWithInitiator: true");
    }

    [Theory]
    [InlineData("rooms: { sales: {} }", "rooms.sales.name (line 2, column 17): is missing; give the name that people see")]
    [InlineData(
        "rooms: { sales: { name: S, maxMembers: 51 } }",
        "rooms.sales.maxMembers (line 2, column 40): 51 is above 50; give 2 to 50"
    )]
    [InlineData(
        "rooms: { sales: { name: S, pin: \"12\" } }",
        "rooms.sales.pin (line 2, column 33): is no PIN; give 4 to 12 digits in quotes"
    )]
    [InlineData(
        "rooms: { sales: { name: S, pin: \"1234\", hostPin: \"1234\" } }",
        "rooms.sales.hostPin (line 2, column 50): is the PIN of the others too; give the host another one"
    )]
    [InlineData(
        "rooms: { a: { name: A, extension: \"800\" }, b: { name: B, extension: \"800\" } }",
        "rooms.b.extension (line 2, column 69): 800 belongs to rooms.a already; give it once"
    )]
    [InlineData(
        "rooms: { sales: { name: S, extension: \"112\" } }",
        "rooms.sales.extension (line 2, column 39): 112 is an emergency number; give another one"
    )]
    [InlineData("rooms: { sales: { name: S, language: fr } }", "rooms.sales.language (line 2, column 38): fr is none of it, en")]
    [InlineData(
        "rooms: { sales: { name: S } }\nnumbers: { \"801\": { room: sale } }",
        "numbers.801.room (line 3, column 27): sale is no room; did you mean sales?"
    )]
    [InlineData(
        "rooms: { sales: { name: S } }\nusers: { m: { name: M } }\nnumbers: { \"801\": { room: sales, user: m } }",
        "numbers.801.user (line 4, column 40): stands beside room; a number leads to one of them"
    )]
    [InlineData(
        "rooms: { sales: { name: S } }\nflows: { f: [ { room: sales, bussy: { hangUp: busy } } ] }",
        "flows.f[0].bussy (line 3, column 30): bussy is not known here; did you mean busy?"
    )]
    public void What_is_wrong_with_a_room_is_told(string text, string expected) =>
        DocumentText.Read(Company + text).Errors.Select(e => e.ToString()).Should().Equal(expected);

    [Theory]
    [InlineData("carrier/+390612345678", "+390212345687")]
    [InlineData("201-cordless", "800")]
    [InlineData("teams/mrossi", "+800")]
    public void A_number_leads_to_its_room(string from, string dialled)
    {
        var bench = new PlanBench(
            PlanBench.Text.Replace(
                "numbers: { ",
                "rooms: { sales: { name: Sales meeting, extension: \"800\" } }\nnumbers: { \"+390212345687\": { room: sales }, ",
                StringComparison.Ordinal
            )
        );
        var decision = bench.Ask(from, dialled);
        decision.Flow.Should().Be("room sales");
        decision.Called.Name.Should().Be("Sales meeting");
        decision.Steps[^1].Code.Should().Be(PlanStepCode.IsRoom);
    }
}
