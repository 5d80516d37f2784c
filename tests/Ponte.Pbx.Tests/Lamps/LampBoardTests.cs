using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Pbx.Lamps;

namespace Ponte.Pbx.Tests.Lamps;

/// <summary>What lamps show, from the calls' events alone.</summary>
public sealed class LampBoardTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly CallId Call = new("c1");
    private static readonly LegId Caller = new(1);
    private static readonly LegId Phone = new(2);
    private static readonly LegId Teams = new(3);
    private static readonly CallEnd End = new(EndSide.Caller, EndCause.Normal);

    private readonly LampBoard _board = new();
    private readonly List<string> _changes = [];

    public LampBoardTests() =>
        _board.Changed += user =>
            _changes.Add(string.Create(CultureInfo.InvariantCulture, $"{user} {string.Join('+', _board.Of(user).Select(d => d.State))}"));

    [Fact]
    public void A_call_on_two_devices_is_one_lamp()
    {
        Start();
        Leg(Caller, isIncoming: true, null);
        Leg(Phone, isIncoming: false, "mrossi");
        Leg(Teams, isIncoming: false, "mrossi");
        _board.Publish(new LegRinging(Call, Now, Teams));
        _board.Publish(new LegRinging(Call, Now, Phone));
        _board.Publish(new LegAnswered(Call, Now, Phone, "192.0.2.7"));
        _board.Publish(new LegEnded(Call, Now, Teams, End, null));
        _board.Publish(new LegsBridged(Call, Now, Caller, Phone));
        _changes.Should().Equal("mrossi Trying", "mrossi Ringing", "mrossi Talking");
        _board
            .Of("mrossi")
            .Should()
            .ContainSingle()
            .Which.Should()
            .Be(new LampDialog(Call, false, LampState.Talking, new Party("+390699", "Ada")));
        _board.Publish(new LegEnded(Call, Now, Phone, End, null));
        _board.Publish(new CallEnded(Call, Now, End));
        _board.Of("mrossi").Should().BeEmpty();
        _changes[^1].Should().Be("mrossi ");
    }

    [Fact]
    public void Caller_and_called_of_one_company_see_each_other()
    {
        Start();
        Leg(Caller, isIncoming: true, "gbianchi");
        Leg(Phone, isIncoming: false, "mrossi");
        _board.Publish(new LegRinging(Call, Now, Phone));
        _board.Of("gbianchi").Should().Equal(new LampDialog(Call, true, LampState.Ringing, new Party("201", "Mario")));
        _board.Of("mrossi").Should().Equal(new LampDialog(Call, false, LampState.Ringing, new Party("+390699", "Ada")));
        _board.Publish(new LegsBridged(Call, Now, Caller, Phone));
        _board.Publish(new LegHeld(Call, Now, Phone, IsHeld: true));
        _board.Of("mrossi")[0].State.Should().Be(LampState.Held);
        _board.Of("gbianchi")[0].State.Should().Be(LampState.Talking);
    }

    [Fact]
    public void A_second_call_is_a_second_entry_and_the_end_of_one_leaves_the_other()
    {
        Start();
        Leg(Phone, isIncoming: false, "mrossi");
        var second = new CallId("c2");
        _board.Publish(new CallStarted(second, Now, new Party("202", "Gaia"), new Party("201", "Mario")));
        _board.Publish(new LegStarted(second, Now, Phone, LegKind.Phone, false, "201-desk", "192.0.2.7", "sip-2", "mrossi"));
        _board.Of("mrossi").Select(d => d.Call).Should().Equal(Call, second);
        _board.Publish(new CallEnded(Call, Now, End));
        _board.Of("mrossi").Select(d => d.Call).Should().Equal(second);
    }

    [Fact]
    public void Events_of_unknown_calls_and_users_without_calls_are_nothing()
    {
        Leg(Phone, isIncoming: false, "mrossi");
        _board.Publish(new CallEnded(Call, Now, End));
        _board.Of("mrossi").Should().BeEmpty();
        _changes.Should().BeEmpty();
    }

    [Fact]
    public void The_document_is_what_phones_read()
    {
        var dialogs = new LampDialog(Call, false, LampState.Ringing, new Party("+390699", "Ada <&> \u0001Rossi"));
        var anonymous = new LampDialog(new CallId("c2"), true, LampState.Talking, new Party("+1", "Secret", IsAnonymous: true));
        var text = Encoding.UTF8.GetString(DialogInfo.Write("sip:201@ponte.example", "ponte.example", 3, [dialogs, anonymous]));
        var root = XDocument.Parse(text).Root!;
        XNamespace ns = "urn:ietf:params:xml:ns:dialog-info";
        root.Name.Should().Be(ns + "dialog-info");
        root.Attributes()
            .Where(a => !a.IsNamespaceDeclaration)
            .Select(a => a.ToString())
            .Should()
            .Equal("version=\"3\"", "state=\"full\"", "entity=\"sip:201@ponte.example\"");
        var first = root.Elements(ns + "dialog").First();
        first.Attribute("direction")!.Value.Should().Be("recipient");
        first.Element(ns + "state")!.Value.Should().Be("early");
        first.Element(ns + "remote")!.Element(ns + "identity")!.Value.Should().Be("sip:+390699@ponte.example");
        first.Element(ns + "remote")!.Element(ns + "identity")!.Attribute("display")!.Value.Should().Be("Ada <&> Rossi");
        var second = root.Elements(ns + "dialog").Last();
        second.Element(ns + "state")!.Value.Should().Be("confirmed");
        second.Element(ns + "remote").Should().BeNull("who withholds the number shows on no lamp");
        text.Should().NotContain("Secret");
    }

    [Theory]
    [InlineData(0, 0, "Messages-Waiting: no", "Voice-Message: 0/0 (0/0)")]
    [InlineData(2, 8, "Messages-Waiting: yes", "Voice-Message: 2/8 (0/0)")]
    [InlineData(0, 3, "Messages-Waiting: no", "Voice-Message: 0/3 (0/0)")]
    public void The_message_summary_counts(int fresh, int old, string waiting, string voice) =>
        Encoding
            .UTF8.GetString(MessageSummary.Write("sip:201@ponte.example", new MessageCount(fresh, old)))
            .Should()
            .Be($"{waiting}\r\nMessage-Account: sip:201@ponte.example\r\n{voice}\r\n");

    private void Start() => _board.Publish(new CallStarted(Call, Now, new Party("+390699", "Ada"), new Party("201", "Mario")));

    private void Leg(LegId leg, bool isIncoming, string? user) =>
        _board.Publish(new LegStarted(Call, Now, leg, LegKind.Phone, isIncoming, "201-desk", "192.0.2.7", "sip-1", user));
}
