using Ponte.Pbx.Document;
using Ponte.Pbx.People;
using Ponte.Pbx.Plan;
using Ponte.Pbx.Tests.Plan;

namespace Ponte.Pbx.Tests.Voicemail;

/// <summary>Which calls go to which box.</summary>
public sealed class VoicemailPlanTests
{
    private const string Outside = "carrier/+390612345678";

    private readonly PlanBench _bench = new(
        PlanBench
            .Text.Replace(
                "class: national\n    pickupGroups: [sales, desk]",
                "class: national\n    voicemail: {}",
                StringComparison.Ordinal
            )
            .Replace(
                "tneri: { name: Tea Neri,",
                "tneri: { name: Tea Neri, voicemail: { pin: \"1234\" }, forward: { unreachable: voicemail },",
                StringComparison.Ordinal
            ) + "\nmailboxes: { sales: { name: Sales, extension: \"500\", users: [gverdi, lobby] }, lost: { name: Lost } }"
    );

    [Theory]
    [InlineData("busy", "202-desk | busy: (box gverdi busy)")]
    [InlineData("noAnswer", "202-desk 20s | no answer: (box gverdi)")]
    [InlineData("always", "box gverdi")]
    public void A_user_with_a_box_here_forwards_there(string when, string expected)
    {
        _bench.Set(
            "gverdi",
            when switch
            {
                "busy" => new PersonState(ForwardBusy: "voicemail"),
                "noAnswer" => new PersonState(ForwardNoAnswer: "voicemail"),
                _ => new PersonState(ForwardAlways: "voicemail"),
            }
        );

        PlanBench.Show(_bench.Ask(Outside, "202")).Should().Be(expected);
    }

    [Theory]
    [InlineData("", "teams tneri | unreachable: (box tneri)")]
    [InlineData("teams", "box tneri")] // G12: the hubs are down
    public void A_box_here_takes_the_call_when_Teams_cannot(string down, string expected)
    {
        _bench.Down.Add(down);

        PlanBench.Show(_bench.Ask(Outside, "203")).Should().Be(expected);
    }

    [Fact]
    public void A_user_without_a_box_here_has_the_one_in_Teams()
    {
        _bench.Set("mrossi", new PersonState(ForwardAlways: "voicemail"));

        PlanBench.Show(_bench.Ask(Outside, "201")).Should().Be("voicemail mrossi");
    }

    [Theory]
    [InlineData(Outside, "500", "box sales")]
    [InlineData("202-desk", "500", "box sales")]
    public void The_number_of_a_mailbox_leads_there(string from, string dialled, string expected) =>
        PlanBench.Show(_bench.Ask(from, dialled)).Should().Be(expected);

    [Fact]
    public void Calls_are_forwarded_to_a_mailbox_by_its_number()
    {
        _bench.Set("gverdi", new PersonState(ForwardAlways: "500"));

        PlanBench.Show(_bench.Ask(Outside, "202")).Should().Be("box sales");
        PlanBench.Show(_bench.Ask("202-desk", "*21*500")).Should().Contain("Done = True").And.Contain("on:500");
    }

    [Theory]
    [InlineData("gverdi", "box gverdi")]
    [InlineData("sales", "box sales")]
    [InlineData("mrossi", "voicemail mrossi")]
    public void A_flow_leads_to_boxes_here_and_in_Teams(string target, string expected)
    {
        var question = new PlanQuestion
        {
            Company = _bench.Company,
            World = _bench,
            Caller = _bench.Caller(Outside),
            Dialled = "",
            At = _bench.At,
        };

        PlanBench.Show(FlowPlan.Decide(question, new VoicemailStep(target), target, "international")).Should().Be(expected);
    }

    [Theory]
    [InlineData("202-desk", "*98", "gverdi proven")]
    [InlineData("202-desk", "*98500", "sales proven")]
    [InlineData("202-desk", "*98*203", "tneri proven")]
    [InlineData("204-desk", "*98", "sales proven")] // no box but one that is shared
    [InlineData("201-cordless", "*98", "? proven")]
    [InlineData("201-cordless", "*98202#", "gverdi proven")]
    [InlineData("teams/tneri", "*98", "tneri proven")]
    public void The_code_listens_to_the_own_box_or_to_the_one_of_a_number(string from, string dialled, string expected)
    {
        var listen = _bench.Ask(from, dialled).Listen!;

        $"{listen.Box?.Id ?? "?"}{(listen.IsProven ? " proven" : "")}".Should().Be(expected);
    }

    [Theory]
    [InlineData("202-desk", "*98201")] // no box here
    [InlineData("202-desk", "*98777")]
    public void A_number_without_a_box_is_refused(string from, string dialled)
    {
        var decision = _bench.Ask(from, dialled);

        decision.Listen.Should().BeNull();
        PlanBench.Show(decision).Should().Be("Confirm { Done = False }");
    }

    [Fact]
    public void Nobody_listens_from_outside() => _bench.Ask(Outside, "*98").Listen.Should().BeNull();
}
