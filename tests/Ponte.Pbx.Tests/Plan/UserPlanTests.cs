using Ponte.Pbx.CallBacks;
using Ponte.Pbx.People;
using Ponte.Pbx.Plan;

namespace Ponte.Pbx.Tests.Plan;

/// <summary>What becomes of a call for a user: Twin, forwards, do not disturb, and when nothing can be reached.</summary>
public sealed class UserPlanTests
{
    private const string Outside = "carrier/+390612345678";
    private readonly PlanBench _bench = new();

    [Theory]
    [InlineData(Outside, "teams mrossi + 201-car after 5s + 201-cordless 20s")] // T1
    [InlineData("202-desk", "teams mrossi + 201-car after 5s + 201-cordless 20s")]
    [InlineData("oldpbx/301", "teams mrossi + 201-car after 5s + 201-cordless 20s")]
    [InlineData("teams/tneri", "teams mrossi + 201-car after 5s + 201-cordless 20s")]
    [InlineData("201-cordless", "teams mrossi + 201-car after 5s 20s")] // oneself: the other places
    [InlineData("teams/mrossi", "201-car after 5s + 201-cordless 20s")]
    public void All_places_of_a_user_ring_together(string from, string expected) =>
        PlanBench.Show(_bench.Ask(from, "201")).Should().Be(expected);

    [Theory]
    [InlineData("201-car", "teams mrossi + 201-cordless 20s")] // T3: not registered does not count
    [InlineData("201-car 201-cordless", "teams mrossi")]
    [InlineData("teams", "201-car after 5s + 201-cordless 20s")] // G12
    [InlineData("teams 201-car", "201-cordless")]
    [InlineData("teams 201-car 201-cordless", "teams mrossi")] // there is nothing else
    public void Only_what_can_be_reached_rings(string down, string expected)
    {
        _bench.Down.UnionWith(down.Split(' '));

        PlanBench.Show(_bench.Ask(Outside, "201")).Should().Be(expected);
    }

    [Fact]
    public void Who_wants_it_has_Teams_ring_alone_and_the_devices_where_Teams_does_not()
    {
        var bench = new PlanBench(
            PlanBench.Text.Replace("teams: {}\n    devices", "teams: {}\n    twin: { together: false }\n    devices")
        );
        PlanBench.Show(bench.Ask(Outside, "201")).Should().Be("teams mrossi");
        bench.Down.Add("teams");
        PlanBench.Show(bench.Ask(Outside, "201")).Should().Be("201-car after 5s + 201-cordless 20s");
    }

    [Theory]
    [InlineData("", "202-desk")]
    [InlineData("callWaiting: false", "486 Busy")]
    [InlineData("callWaiting: false, forward: { busy: \"203\" }", "teams tneri")]
    public void A_second_call_rings_unless_the_user_takes_none(string settings, string expected)
    {
        var text = PlanBench.Text.Replace(
            "pickupGroups: [sales, desk]",
            $"pickupGroups: [sales, desk]\n    {settings.Replace(", ", "\n    ", StringComparison.Ordinal)}"
        );
        var bench = new PlanBench(text);
        PlanBench.Show(bench.Ask(Outside, "202")).Should().StartWith("202-desk", "she is free");
        bench.InCall.Add("gverdi");
        PlanBench.Show(bench.Ask(Outside, "202")).Should().Be(expected);
        PlanBench.Show(bench.Ask("202-desk", "202")).Should().NotBe("486 Busy", "who calls the own number is in this call");
    }

    [Theory]
    [InlineData("*37", "Confirm { Done = True } gverdi waits for mrossi")]
    [InlineData("*37*202", "Confirm { Done = False }")]
    [InlineData("#37", "Confirm { Done = True } gverdi waits no more for all")]
    [InlineData("#37*203", "Confirm { Done = True } gverdi waits no more for tneri")]
    [InlineData("#37*777", "Confirm { Done = False }")]
    public void Who_met_somebody_busy_asks_to_be_called_back(string dialled, string expected)
    {
        _bench.Missed["gverdi"] = new MissedCall("mrossi", "201", _bench.At - TimeSpan.FromMinutes(9), WasBusy: true);
        PlanBench.Show(_bench.Ask("202-desk", dialled)).Should().Be(expected);
    }

    [Theory]
    [InlineData("mrossi", 11)] // forgotten
    [InlineData("gone", 1)] // no longer in the document
    public void Nobody_is_called_back_for_a_call_of_long_ago_or_to_nobody(string wanted, int minutes)
    {
        PlanBench.Show(_bench.Ask("202-desk", "*37")).Should().Be("Confirm { Done = False }", "she has called nobody");
        _bench.Missed["gverdi"] = new MissedCall(wanted, "201", _bench.At - TimeSpan.FromMinutes(minutes), WasBusy: true);
        PlanBench.Show(_bench.Ask("202-desk", "*37")).Should().Be("Confirm { Done = False }");
    }

    [Theory] // T7
    [InlineData("2026-03-02T09:30:00+01:00", "teams mrossi + 201-car after 5s + 201-cordless 20s")]
    [InlineData("2026-03-02T19:30:00+01:00", "201-car after 5s")]
    [InlineData("2026-04-06T09:30:00+02:00", "201-car after 5s")] // Easter Monday
    public void A_place_rings_in_the_active_times_of_its_calendar(string at, string expected)
    {
        var text = PlanBench
            .Text.Replace("cordless: { password: \"env:A\" }", "cordless: { password: \"env:A\", hours: office }", StringComparison.Ordinal)
            .Replace("teams: {}\n    devices", "teams: {}\n    twin: { teamsHours: office }\n    devices", StringComparison.Ordinal);
        text += "\ncalendars: { office: { open: [\"mon-fri 09:00-18:00\"], holidays: IT, timeZone: Europe/Rome } }";
        var bench = new PlanBench(text) { At = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture) };

        PlanBench.Show(bench.Ask(Outside, "201")).Should().StartWith(expected);
    }

    [Fact]
    public void Teams_rings_again_when_its_hubs_are_back()
    {
        _bench.Down.Add("teams");
        _bench.Set("tneri", new PersonState(ForwardUnreachable: "202"));
        PlanBench.Show(_bench.Ask(Outside, "203")).Should().Be("202-desk");

        _bench.Down.Clear();

        PlanBench.Show(_bench.Ask(Outside, "203")).Should().Be("teams tneri | unreachable: (202-desk)");
    }

    [Fact]
    public void Missed_calls_and_the_voicemail_guard_are_those_of_Twin()
    {
        var places = _bench.Ask(Outside, "201").Ring!.Places;

        places.Select(p => p.MissedWhenAnsweredElsewhere).Should().Equal(true, false, false); // T2
        places.Select(p => p.EarliestAnswer).Should().Equal(TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.Zero); // T4
        places.Should().OnlyContain(p => !p.BusyEndsStage && !p.DeclineEndsStage);
        _bench.Ask(Outside, "203").Ring!.Places[0].EarliestAnswer.Should().Be(TimeSpan.Zero, "its voicemail may answer for Teams alone");

        var spared = new PlanBench(
            PlanBench.Text.Replace(
                "teams: {}\n    devices",
                "teams: {}\n    twin: { teamsMissedCall: false, busyStops: true, declineStops: true, ringTime: 15s, teamsDelay: 3s }\n    devices",
                StringComparison.Ordinal
            )
        );
        var decision = spared.Ask(Outside, "201");
        PlanBench.Show(decision).Should().Be("teams mrossi after 3s + 201-car after 5s + 201-cordless 15s");
        decision.Ring!.Places.Should().OnlyContain(p => !p.MissedWhenAnsweredElsewhere && p.BusyEndsStage && p.DeclineEndsStage);
    }

    [Theory]
    // always
    [InlineData("always", "203", Outside, "teams tneri")]
    [InlineData(
        "always",
        "335 1234567",
        Outside,
        "+393351234567 by mobile as +393480000000, cheap as +390612345678, carrier as +390212345600"
    )]
    [InlineData("always", "355", Outside, "355 by oldpbx as +390612345678")]
    [InlineData("always", "voicemail", Outside, "voicemail mrossi")]
    [InlineData("always", "202", "202-desk", "teams mrossi + 201-car after 5s + 201-cordless 20s")] // the secretary gets through
    [InlineData("always", "999", Outside, "teams mrossi + 201-car after 5s + 201-cordless 20s")] // nobody's number
    [InlineData("always", "112", Outside, "teams mrossi + 201-car after 5s + 201-cordless 20s")]
    // busy, no answer, unreachable
    [InlineData("busy", "203", Outside, "teams mrossi + 201-car after 5s + 201-cordless 20s | busy: (teams tneri)")]
    [InlineData("noAnswer", "203", Outside, "teams mrossi + 201-car after 5s + 201-cordless 20s | no answer: (teams tneri)")]
    [InlineData("unreachable", "203", Outside, "teams mrossi + 201-car after 5s + 201-cordless 20s | unreachable: (teams tneri)")]
    public void Calls_are_forwarded(string rule, string target, string from, string expected)
    {
        _bench.Set("mrossi", Forward(rule, target));

        PlanBench.Show(_bench.Ask(from, "201")).Should().Be(expected);
    }

    [Fact]
    public void The_rights_of_a_forward_are_those_of_who_forwards()
    {
        _bench.Set("tneri", new PersonState(ForwardAlways: "3351234567")); // class internal
        PlanBench.Show(_bench.Ask("201-cordless", "203")).Should().Be("teams tneri", "the caller's own premium class does not count");

        _bench.Set("gverdi", new PersonState(ForwardAlways: "0612340000")); // class national
        PlanBench.Show(_bench.Ask("204-desk", "202")).Should().StartWith("+390612340000 by carrier as hidden +390212345600");
    }

    [Fact]
    public void Do_not_disturb_is_busy()
    {
        _bench.Set("mrossi", new PersonState(DoNotDisturb: true));
        PlanBench.Show(_bench.Ask(Outside, "201")).Should().Be("486 Busy");

        _bench.Set("mrossi", new PersonState(DoNotDisturb: true, ForwardBusy: "203"));
        PlanBench.Show(_bench.Ask(Outside, "201")).Should().Be("teams tneri");
    }

    [Fact]
    public void Without_any_place_a_user_is_unreachable()
    {
        _bench.Down.Add("202-desk");
        PlanBench.Show(_bench.Ask(Outside, "202")).Should().Be("480 Unreachable");
        PlanBench.Show(_bench.Ask("teams/tneri", "203")).Should().Be("480 Unreachable", "one's own Teams is no place to call oneself");
    }

    [Fact]
    public void Nothing_to_reach_follows_its_rule_at_once()
    {
        _bench.Down.UnionWith(["teams", "201-car", "201-cordless"]);
        _bench.Set("mrossi", new PersonState(ForwardUnreachable: "202"));

        PlanBench.Show(_bench.Ask(Outside, "201")).Should().Be("202-desk");
    }

    [Fact]
    public void Forwards_follow_each_other_and_tell_who_forwarded()
    {
        _bench.Set("mrossi", new PersonState(ForwardNoAnswer: "202"));
        _bench.Set("gverdi", new PersonState(ForwardBusy: "203"));

        var decision = _bench.Ask(Outside, "201");

        PlanBench
            .Show(decision)
            .Should()
            .Be("teams mrossi + 201-car after 5s + 201-cordless 20s | no answer: (202-desk | busy: (teams tneri))");
        var last = decision.Ring!.OnNoAnswer!.OnBusy!;
        last.Forwarders.Should()
            .Equal(
                new Forwarder("+390212345601", "Mario Rossi", ForwardReason.NoAnswer),
                new Forwarder("+390212345602", "Gina Verdi", ForwardReason.Busy)
            );
    }

    [Fact]
    public void Forwards_in_a_circle_end()
    {
        _bench.Set("mrossi", new PersonState(ForwardAlways: "202"));
        _bench.Set("gverdi", new PersonState(ForwardAlways: "201"));

        var decision = _bench.Ask(Outside, "201");

        PlanBench.Show(decision).Should().Be("202-desk");
        decision.Steps.Should().Contain(s => s.Code == PlanStepCode.ForwardLoops);
    }

    [Fact]
    public void Forwards_made_before_count_too()
    {
        var mario = new Forwarder("+390212345601", "Mario Rossi", ForwardReason.Always);
        _bench.Set("gverdi", new PersonState(ForwardAlways: "201"));
        PlanBench.Show(_bench.Ask("oldpbx/301", "202", mario)).Should().Be("202-desk", "it was for Mario before");

        var others = Enumerable.Range(0, 5).Select(i => new Forwarder($"+39061234567{i}", "", ForwardReason.Unknown)).ToArray();
        _bench.Set("gverdi", new PersonState(ForwardAlways: "203"));
        PlanBench.Show(_bench.Ask("oldpbx/301", "202", others)).Should().Be("202-desk", "no sixth forward");
        PlanBench.Show(_bench.Ask("oldpbx/301", "202", [.. others, mario])).Should().Be("482 Loop");
    }

    [Fact]
    public void Teams_that_rings_the_users_number_here_rings_devices_only()
    {
        var mario = new Forwarder("+390212345601", "Mario Rossi", ForwardReason.Unknown);

        PlanBench.Show(_bench.Ask("teams/tneri", "201", mario)).Should().Be("201-car after 5s + 201-cordless 20s");
        PlanBench.Show(_bench.Ask(Outside, "201", mario)).Should().StartWith("teams mrossi");
    }

    [Fact]
    public void Teams_that_rings_back_for_a_call_that_rings_here_is_a_circle()
    {
        _bench.Down.Add("mrossi/+390655555555");

        PlanBench.Show(_bench.Ask("teams/+390655555555", "201")).Should().Be("482 Loop");
        PlanBench.Show(_bench.Ask("teams/+390666666666", "201")).Should().StartWith("teams mrossi");
    }

    [Fact]
    public void A_call_that_comes_through_too_often_is_a_circle() =>
        PlanBench
            .Show(
                NumberPlan.Decide(
                    new PlanQuestion
                    {
                        Company = _bench.Company,
                        World = _bench,
                        At = DateTimeOffset.UnixEpoch,
                        Caller = _bench.Caller("oldpbx/301"),
                        Dialled = "201",
                        Passes = NumberPlan.MaxPasses,
                    }
                )
            )
            .Should()
            .Be("482 Loop");

    [Theory]
    [InlineData("201-cordless", "*8", "pick up gverdi")]
    [InlineData("204-desk", "*8", "Confirm { Done = False }")]
    [InlineData("204-desk", "*8202", "pick up gverdi")]
    [InlineData("204-desk", "*8*202#", "pick up gverdi")]
    [InlineData("204-desk", "*8299", "Confirm { Done = False }")]
    [InlineData("201-cordless", "*705", "park 5 120s")]
    [InlineData("201-cordless", "*70", "park 201 120s")]
    [InlineData("201-cordless", "*71*5", "Retrieve { Slot = 5 }")]
    [InlineData("201-cordless", "*72", "TakeOver { User = mrossi }")]
    [InlineData("201-cordless", "*75", "Confer { User = mrossi }")]
    [InlineData("teams/mrossi", "+972", "TakeOver { User = mrossi }")]
    [InlineData("teams/mrossi", "+*72", "TakeOver { User = mrossi }")]
    [InlineData("201-cordless", "*26", "Confirm { Done = True } mrossi DoNotDisturb=on:")]
    [InlineData("201-cordless", "#26#", "Confirm { Done = True } mrossi DoNotDisturb=off:")]
    [InlineData("201-cordless", "*21*202#", "Confirm { Done = True } mrossi ForwardAlways=on:202")]
    [InlineData("201-cordless", "*613351234567", "Confirm { Done = True } mrossi ForwardNoAnswer=on:3351234567")]
    [InlineData("201-cordless", "%2362", "Confirm { Done = True } mrossi ForwardUnreachable=off:")]
    [InlineData("201-cordless", "*67", "Confirm { Done = False }")]
    [InlineData("201-cordless", "*21201", "Confirm { Done = False }")] // oneself
    [InlineData("204-desk", "*213351234567", "Confirm { Done = False }")] // above the class
    [InlineData("204-desk", "*21112", "Confirm { Done = False }")]
    [InlineData("205-desk", "*31202", "202-desk")]
    [InlineData("205-desk", "#310298765432", "+390298765432 by carrier as hidden +390212345699, cheap as hidden +390212345699")]
    [InlineData("204-desk", "*31202", "202-desk")]
    [InlineData(
        "204-desk",
        "*33*4711*3351234567",
        "+393351234567 by mobile as +390212345601, cheap as +390212345601, carrier as +390212345601"
    )]
    [InlineData("204-desk", "*334711*202", "202-desk")]
    [InlineData("204-desk", "*33*4712*3351234567", "Confirm { Done = False }")]
    [InlineData("204-desk", "*33*4711", "Confirm { Done = False }")]
    [InlineData("204-desk", "*33*4711*", "Confirm { Done = False }")]
    [InlineData("204-desk", "#31#*8202", "404 UnknownNumber")] // no code behind a code
    [InlineData("204-desk", "#31", "404 UnknownNumber")]
    [InlineData("oldpbx/301", "*8202", "404 UnknownNumber")] // nobody's user
    [InlineData("carrier/+390212345601", "*8202", "404 UnknownNumber")]
    public void Short_codes_do_what_they_stand_for(string from, string dialled, string expected) =>
        PlanBench.Show(_bench.Ask(from, dialled)).Should().Be(expected);

    [Fact]
    public void A_PIN_is_in_no_reason_and_no_number()
    {
        foreach (var dialled in new[] { "*33*4711*202", "*33*4711", "*33*4712*202" })
        {
            var decision = _bench.Ask("204-desk", dialled);

            decision.ToString().Should().NotContain("471");
            decision.Steps.SelectMany(s => s.Values).Should().NotContain(v => v.Contains("471", StringComparison.Ordinal));
        }
        _bench.Ask("204-desk", "*33*4711*202").Caller.Shown.Name.Should().Be("Mario Rossi");
    }

    private static PersonState Forward(string rule, string target) =>
        rule switch
        {
            "always" => new PersonState(ForwardAlways: target),
            "busy" => new PersonState(ForwardBusy: target),
            "noAnswer" => new PersonState(ForwardNoAnswer: target),
            _ => new PersonState(ForwardUnreachable: target),
        };
}
