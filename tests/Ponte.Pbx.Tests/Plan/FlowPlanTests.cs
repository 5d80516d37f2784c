using Ponte.Pbx.Document;
using Ponte.Pbx.Plan;

namespace Ponte.Pbx.Tests.Plan;

/// <summary>Numbers that lead to flows, and whom flows may call.</summary>
public sealed class FlowPlanTests
{
    private readonly PlanBench _bench = new(
        PlanBench.Text.Replace(
            "numbers: { ",
            "flows: { welcome: [ { user: mrossi } ] }\nnumbers: { \"+390212345688\": { flow: welcome }, \"500\": { flow: welcome }, ",
            StringComparison.Ordinal
        )
    );

    [Theory]
    [InlineData("carrier/+390612345678", "0212345688")]
    [InlineData("carrier/+390612345678", "+390212345688")]
    [InlineData("201-cordless", "500")]
    [InlineData("teams/mrossi", "+500")]
    public void A_number_leads_to_its_flow(string from, string dialled)
    {
        var decision = _bench.Ask(from, dialled);

        decision.Flow.Should().Be("welcome");
        (decision.Ring, decision.Refusal, decision.Action).Should().Be((null, null, null));
        decision.Steps[^1].Code.Should().Be(PlanStepCode.IsFlow);
    }

    [Fact]
    public void A_blocked_caller_gets_to_no_flow()
    {
        var decision = _bench.Ask("carrier/+441234567", "500");

        (decision.Flow, decision.Refusal!.SipStatus).Should().Be((null, 403));
    }

    [Theory] // whom a flow calls, for a caller from outside
    [InlineData("user", "gverdi", "202-desk")]
    [InlineData("user", "nobody", "404 UnknownNumber")]
    [InlineData("voicemail", "mrossi", "voicemail mrossi")]
    [InlineData("voicemail", "gverdi", "480 Unreachable")]
    [InlineData("extension", "202", "202-desk")]
    [InlineData("extension", "301", "301 by oldpbx as +390633333333")]
    [InlineData("extension", "112", "404 UnknownNumber")]
    [InlineData("extension", "0612345678", "404 UnknownNumber")]
    [InlineData("extension", "7301", "7301 by oldpbx as +390633333333")]
    [InlineData("extension", "", "404 UnknownNumber")]
    [InlineData("extension", "*21202", "404 UnknownNumber")]
    [InlineData("number", "+390612345678", "+390612345678 by carrier as +390212345600, cheap as +390633333333")]
    [InlineData("number", "+41911234567", "403 Forbidden")]
    [InlineData("number", "112", "404 UnknownNumber")]
    [InlineData("number", "+390212345602", "202-desk")]
    public void A_flow_reaches_what_it_may_and_never_more(string kind, string target, string expected)
    {
        RingStep step = kind switch
        {
            "user" => new UserStep(target),
            "voicemail" => new VoicemailStep(target),
            "extension" => new ExtensionStep(target),
            _ => new NumberStep(target),
        };

        PlanBench.Show(Decide(step, target)).Should().Be(expected);
    }

    private PlanDecision Decide(RingStep step, string target) =>
        FlowPlan.Decide(
            new PlanQuestion
            {
                Company = _bench.Company,
                World = _bench,
                Caller = _bench.Caller("carrier/+390633333333"),
                Dialled = "500",
                At = _bench.At,
            },
            step,
            target,
            "national"
        );
}
