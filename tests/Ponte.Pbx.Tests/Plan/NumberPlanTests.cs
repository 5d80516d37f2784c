using Ponte.Pbx.Document;
using Ponte.Pbx.Numbers;
using Ponte.Pbx.Plan;

namespace Ponte.Pbx.Tests.Plan;

/// <summary>What a dialled number is, who may call it, and by which lines.</summary>
public sealed class NumberPlanTests
{
    private readonly PlanBench _bench = new();

    [Theory]
    // Emergency: first, for every class, from every place of the company, never hidden
    [InlineData("204-desk", "112", "112 by carrier as +390212345600, mobile as +393480000000, cheap as ")]
    [InlineData("teams/tneri", "+118", "118 by carrier as +390212345603, mobile as +390212345603, cheap as +390212345603")]
    [InlineData("teams/tneri", "+39113", "113 by carrier as +390212345603, mobile as +390212345603, cheap as +390212345603")]
    [InlineData("oldpbx/301", "115", "115 by carrier as +390212345600, mobile as +393480000000, cheap as 301")]
    [InlineData("201-cordless", "116117", "116117 by carrier as +390212345601, mobile as +390212345601, cheap as +390212345601")]
    [InlineData("204-desk", "#31112", "112 by carrier as +390212345600, mobile as +393480000000, cheap as ")]
    [InlineData("204-desk", "*33*0000*112", "112 by carrier as +390212345600, mobile as +393480000000, cheap as ")]
    [InlineData("carrier/+390612345678", "112", "404 UnknownNumber")]
    // Own numbers
    [InlineData("201-cordless", "202", "202-desk")]
    [InlineData("teams/mrossi", "+202", "202-desk")]
    [InlineData("carrier/+390612345678", "0212345602", "202-desk")]
    [InlineData("oldpbx/301", "+390212345610", "202-desk")]
    [InlineData("204-desk", "02 1234-5602", "202-desk")]
    // Exchange: by range and prefix, by carriers' callers too, never out by a carrier
    [InlineData("204-desk", "355", "355 by oldpbx as 204")]
    [InlineData("teams/mrossi", "+355", "355 by oldpbx as 201")]
    [InlineData("carrier/+390612345678", "+390212345655", "+390212345655 by oldpbx as +390612345678")]
    [InlineData("204-desk", "712", "712 by oldpbx as 204")]
    [InlineData("204-desk", "7001", "7001 by oldpbx as 204")] // as a number of Milan it would be 02 7001
    [InlineData("oldpbx/301", "355", "404 UnknownNumber")]
    // Own range, nobody's
    [InlineData("201-cordless", "0212345666", "404 UnknownNumber")]
    [InlineData("carrier/+390612345678", "0212345666", "404 UnknownNumber")]
    // Outside: longest prefix, cheapest, order
    [InlineData("201-cordless", "0298765432", "+390298765432 by carrier as +390212345601, cheap as +390212345601")]
    [InlineData("201-cordless", "+4930123456", "+4930123456 by cheap as +390212345601, carrier as +390212345601")]
    [InlineData("201-cordless", "3351234567", "+393351234567 by mobile as +390212345601, cheap as +390212345601, carrier as +390212345601")]
    [InlineData("201-cordless", "800123456", "+39800123456 by carrier as +390212345601, cheap as +390212345601")]
    // A carrier never leads to a carrier
    [InlineData("carrier/+390612345678", "3351234567", "404 UnknownNumber")]
    [InlineData("cheap/+390212345601", "+390298765432", "404 UnknownNumber")]
    // Nothing
    [InlineData("201-cordless", "99", "404 UnknownNumber")]
    [InlineData("201-cordless", "hello", "404 UnknownNumber")]
    [InlineData("201-cordless", "", "404 UnknownNumber")]
    public void A_number_is_what_the_company_says(string from, string dialled, string expected) =>
        PlanBench.Show(_bench.Ask(from, dialled)).Should().Be(expected);

    [Theory]
    [InlineData("204-desk", "202", true)] // internal
    [InlineData("204-desk", "355", true)]
    [InlineData("204-desk", "+390212345655", true)]
    [InlineData("204-desk", "0298765432", false)]
    [InlineData("204-desk", "800123456", false)]
    [InlineData("205-desk", "0298765432", true)] // local
    [InlineData("205-desk", "0612345678", false)]
    [InlineData("205-desk", "0281234567", false)] // in its list
    [InlineData("205-desk", "+41911234567", true)]
    [InlineData("205-desk", "+41919234567", false)]
    [InlineData("202-desk", "0612345678", true)] // national
    [InlineData("202-desk", "3351234567", false)]
    [InlineData("202-desk", "+41911234567", false)]
    [InlineData("oldpbx/301", "0612345678", true)] // the line's class
    [InlineData("oldpbx/301", "3351234567", false)]
    [InlineData("teams/+390655555555", "3351234567", true)]
    [InlineData("teams/+390655555555", "+41911234567", false)]
    [InlineData("201-cordless", "899123456", true)] // premium
    [InlineData("202-desk", "899123456", false)]
    [InlineData("201-cordless", "0677345678", false)] // nobody may
    [InlineData("201-cordless", "0677123456", true)] // but this
    public void The_class_of_service_says_who_may_call(string from, string dialled, bool allows) =>
        (_bench.Ask(from, dialled).Refusal?.SipStatus).Should().Be(allows ? null : 403);

    [Theory]
    [InlineData("+390212340000", CallCategory.Local)]
    [InlineData("+390612345678", CallCategory.National)]
    [InlineData("+393351234567", CallCategory.Mobile)]
    [InlineData("+39800123456", CallCategory.Local)]
    [InlineData("+39899123456", CallCategory.Premium)]
    [InlineData("+39848123456", CallCategory.Premium)]
    [InlineData("+390669812345", CallCategory.National)] // Vatican
    [InlineData("+3780549123456", CallCategory.International)]
    [InlineData("+4930123456", CallCategory.International)]
    [InlineData("+18762345678", CallCategory.International)]
    [InlineData("+447012345678", CallCategory.Premium)] // personal
    [InlineData("+882161234567", CallCategory.Premium)]
    [InlineData("+870773123456", CallCategory.Premium)] // satellite
    [InlineData("+80012345678", CallCategory.International)]
    [InlineData("+39199123456", CallCategory.Premium)]
    [InlineData("1240", CallCategory.Premium)]
    public void Numbers_have_a_category(string number, CallCategory expected) =>
        NumberCategories.Of(number, "IT", "02").Should().Be(expected);

    [Theory]
    [InlineData("+4930123456", "DE", "030", CallCategory.Local)]
    [InlineData("+4989123456", "DE", "030", CallCategory.National)]
    [InlineData("+18762345678", "US", "", CallCategory.International)]
    [InlineData("+12125551234", "US", "212", CallCategory.Local)]
    public void Categories_follow_the_companys_country(string number, string country, string areaCode, CallCategory expected) =>
        NumberCategories.Of(number, country, areaCode).Should().Be(expected);

    [Theory]
    [InlineData("204-desk", "carrier", "hidden +390212345600")] // no number of its own
    [InlineData("205-desk", "carrier", "+390212345699")]
    [InlineData("201-cordless", "carrier", "+390212345601")]
    [InlineData("oldpbx/301", "carrier", "+390212345600")]
    [InlineData("oldpbx/301", "cheap", "301")]
    public void The_caller_number_is_the_users_else_the_lines(string from, string line, string expected)
    {
        var choice = CallerIds.For(
            (TrunkSettings)_bench.Company.Document.Lines.First(l => l.Name.Equals(line, StringComparison.Ordinal)),
            _bench.Caller(from)
        );

        $"{(choice.HidesNumber ? "hidden " : "")}{choice.CallerNumber}".Should().Be(expected);
    }

    [Fact]
    public void A_number_of_another_line_is_replaced_by_the_lines_own()
    {
        var caller = _bench.Caller("201-cordless") with { Shown = new("+390699999999", "") };
        var lines = _bench.Company.Document.Lines;

        CallerIds.For((TrunkSettings)lines[0], caller).CallerNumber.Should().Be("+390212345600");
        CallerIds.For((TrunkSettings)lines[1], caller).CallerNumber.Should().Be("+390699999999");
    }

    [Theory]
    [InlineData("+39029876", "teams/mrossi", "oldpbx carrier cheap")] // the exchange first, then the carriers
    [InlineData("+39029876", "carrier/+390612345678", "oldpbx")] // no carrier behind it for a carrier's caller
    [InlineData("+39", "teams/mrossi", "oldpbx carrier cheap")]
    [InlineData("+39", "carrier/+390612345678", "404")] // an exchange that leads out of the company is no way for it either
    [InlineData("+", "carrier/+390612345678", "404")]
    public void An_exchange_with_a_prefix_is_no_way_out_for_callers_from_carriers(string prefix, string from, string expected)
    {
        var bench = new PlanBench(PlanBench.Text.Replace("prefix: \"7\"", $"prefix: \"{prefix}\"", StringComparison.Ordinal));

        var decision = bench.Ask(from, "0298765432");

        var lines = decision.Ring?.Places.OfType<LinePlace>().SelectMany(p => p.Lines).Select(l => l.Line.Name);
        (lines is null ? $"{decision.Refusal!.SipStatus}" : string.Join(' ', lines)).Should().Be(expected);
    }

    [Fact]
    public void A_line_that_is_down_is_tried_last()
    {
        _bench.Down.Add("carrier");

        PlanBench
            .Show(_bench.Ask("201-cordless", "0298765432"))
            .Should()
            .Be("+390298765432 by cheap as +390212345601, carrier as +390212345601");
    }

    [Theory]
    [InlineData("carrier/+447700900123", 403)]
    [InlineData("carrier/+442071234567", null)]
    [InlineData("carrier/", 403)]
    [InlineData("oldpbx/+447700900123", null)]
    public void Blocked_callers_from_outside_are_not_put_through(string from, int? status) =>
        (_bench.Ask(from, "0212345602").Refusal?.SipStatus).Should().Be(status);

    [Fact]
    public void Emergency_lines_and_caller_number_are_those_of_the_document()
    {
        var bench = new PlanBench(
            PlanBench.Text + "\nemergency: { numbers: [\"555\"], lines: [cheap, oldpbx], callerId: \"+390212345699\" }"
        );

        PlanBench.Show(bench.Ask("201-cordless", "555")).Should().Be("555 by cheap as +390212345699, oldpbx as +390212345699");
        PlanBench.Show(bench.Ask("oldpbx/301", "112")).Should().Be("112 by cheap as +390212345699");
    }

    [Fact]
    public void A_forward_by_Teams_has_the_rights_of_who_forwards()
    {
        var byTea = new Forwarder("+390212345603", "Tea Neri", ForwardReason.Unknown);
        var byMario = new Forwarder("+390212345601", "Mario Rossi", ForwardReason.Unknown);

        _bench.Ask("teams/+390655555555", "3351234567", byTea).Refusal!.SipStatus.Should().Be(403);
        _bench.Ask("teams/+390655555555", "+4930123456", byMario).Refusal.Should().BeNull();
    }

    [Fact]
    public void A_transfer_has_the_rights_of_who_transfers_and_the_number_of_who_stays()
    {
        var caller = _bench.Caller("carrier/+390612345678") with { Line = null };
        PlanDecision Transfer(string by, string to) =>
            NumberPlan.Decide(
                new PlanQuestion
                {
                    Company = _bench.Company,
                    World = _bench,
                    At = DateTimeOffset.UnixEpoch,
                    Caller = caller with { RightsOf = _bench.Company.UserById(by) },
                    Dialled = to,
                }
            );

        Transfer("lobby", "0298765432").Refusal!.SipStatus.Should().Be(403);
        PlanBench.Show(Transfer("gverdi", "0298765432")).Should().Be("+390298765432 by carrier as +390212345600, cheap as +390612345678");
        PlanBench.Show(Transfer("gverdi", "*7012")).Should().Be("park 12 120s");
    }

    [Fact]
    public void The_reasons_tell_the_way_of_the_decision()
    {
        var steps = _bench.Ask("205-desk", "0298765432").Steps.Select(s => $"{s.Code} {string.Join(' ', s.Values)}");

        steps
            .Should()
            .Equal(
                "CallerUser Floor 205-desk",
                "IsOutside +390298765432",
                "Category local",
                "ClassAllows floor",
                "LineTried 1 carrier  5",
                "CallerIdOut carrier +390212345699",
                "LineTried 2 cheap  7",
                "CallerIdOut cheap +390212345699"
            );
    }
}
