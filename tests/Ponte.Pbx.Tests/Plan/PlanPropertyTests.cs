using CsCheck;
using Ponte.Pbx.Document;
using Ponte.Pbx.Numbers;
using Ponte.Pbx.People;
using Ponte.Pbx.Plan;

namespace Ponte.Pbx.Tests.Plan;

/// <summary>What holds for every call, whatever users have set and whoever dials what.</summary>
public sealed class PlanPropertyTests
{
    private static readonly PlanBench Shared = new();

    private static readonly string[] Users = ["mrossi", "gverdi", "tneri", "lobby", "floor"];
    private static readonly string[] Froms =
    [
        "201-cordless",
        "202-desk",
        "204-desk",
        "205-desk",
        "teams/mrossi",
        "teams/tneri",
        "teams/+390655555555",
        "oldpbx/301",
        "carrier/+390612345678",
        "carrier/+390212345601",
        "carrier/",
        "mobile/+393351111111",
    ];

    private static readonly Gen<string> Number = OneOf(
        "201",
        "202",
        "203",
        "204",
        "205",
        "355",
        "712",
        "112",
        "+118",
        "0298765432",
        "0612345678",
        "3351234567",
        "+4930123456",
        "+41911234567",
        "899123456",
        "+882161234567",
        "0212345666",
        "voicemail",
        ""
    );

    private static readonly Gen<string> Dialled = Gen.OneOf(
        Number,
        Gen.Select(OneOf("*8", "*70", "*21", "#21", "*67", "#31", "*31", "*33*4711*", "*33*1*", "#31#31", "%23"), Number)
            .Select((code, number) => code + number),
        Gen.String[Gen.Char["+0123456789*#%;-. aé\0"], 0, 40]
    );

    private static readonly Gen<PersonState> State = Gen.Select(Gen.Bool, Number, Number, Number, Number)
        .Select((dnd, always, busy, noAnswer, unreachable) => new PersonState(dnd, always, busy, noAnswer, unreachable));

    private static readonly Gen<string[]> Down = OneOf("teams", "carrier", "mobile", "201-car", "201-cordless", "202-desk", "x").Array[
        0,
        4
    ];

    private static readonly Gen<(PlanBench Bench, PlanDecision Decision, string From)> Calls = Gen.Select(
            State.Array[Users.Length],
            Down,
            OneOf(Froms),
            Dialled
        )
        .Select(
            (states, down, from, dialled) =>
            {
                var bench = new PlanBench(Shared.Company);
                foreach (var (user, state) in Users.Zip(states))
                {
                    bench.Set(user, state);
                }
                bench.Down.UnionWith(down);
                return (bench, bench.Ask(from, dialled), from);
            }
        );

    [Fact]
    public void Every_call_rings_or_is_refused_or_does_something_and_has_reasons() =>
        Calls.Sample(
            c =>
                (c.Decision.Ring is null ? 0 : 1) + (c.Decision.Refusal is null ? 0 : 1) + (c.Decision.Action is null ? 0 : 1) == 1
                && c.Decision.Steps.Count > 0,
            iter: 5000
        );

    [Fact]
    public void No_call_from_a_carrier_leaves_by_a_carrier_but_by_a_users_forward() =>
        Calls.Sample(
            c =>
                !c.Decision.Caller.IsFromCarrier
                || Stages(c.Decision.Ring)
                    .Where(s => s.Places.OfType<LinePlace>().Any(p => p.Lines.Any(l => l.Line.Kind == LineKind.Carrier)))
                    .All(s => s.Forwarders.Count > 0),
            iter: 3000
        );

    [Fact]
    public void No_way_leads_above_the_class_of_who_called_or_forwarded() =>
        Calls.Sample(
            c =>
                Stages(c.Decision.Ring)
                    .SelectMany(s => s.Places.OfType<LinePlace>().Select(p => (Stage: s, Place: p)))
                    .Where(p => !p.Place.IsEmergency && p.Place.Lines.Any(l => l.Line.Kind == LineKind.Carrier))
                    .All(p => Allowed(c.Bench, RightsOf(c.Bench, c.Decision, p.Stage), p.Place.Number)),
            iter: 3000
        );

    [Fact]
    public void Emergency_calls_go_first_from_every_place_of_the_company() =>
        Gen.Select(State.Array[Users.Length], Down, OneOf(Froms), OneOf("112", "+113", "+39118", "#31#112", "*33*9*115"))
            .Sample(
                (states, down, from, dialled) =>
                {
                    var bench = new PlanBench(Shared.Company);
                    bench.Down.UnionWith(down);
                    var caller = bench.Caller(from);
                    var decision = bench.Ask(from, dialled);
                    var isDirect = dialled[0] is '+' or '1';
                    return caller.IsFromCarrier || (caller.User is null && !isDirect)
                        ? decision.Ring is null
                        : decision.Ring is { Places: [LinePlace { IsEmergency: true, Lines.Length: 3 }] };
                },
                iter: 500
            );

    [Fact]
    public void No_stage_rings_a_user_twice_on_one_way_and_no_way_is_endless() =>
        Calls.Sample(
            c =>
                c.Decision.Ring is null
                || Ways(c.Decision.Ring).All(w => w.Count <= 6 && w.Distinct(StringComparer.Ordinal).Count() == w.Count),
            iter: 2000
        );

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static IEnumerable<PlanStage> Stages(PlanStage? stage) =>
        stage is null
            ? []
            : new[] { stage.OnBusy, stage.OnNoAnswer, stage.OnUnreachable }.OfType<PlanStage>().SelectMany(Stages).Prepend(stage);

    private static IEnumerable<List<string>> Ways(PlanStage stage)
    {
        var own = stage.Places[0] switch
        {
            TeamsPlace { IsVoicemail: true } t => $"voicemail {t.User.Id}",
            TeamsPlace t => t.User.Id,
            DevicePlace d => d.User.Id,
            LinePlace l => l.Number,
            _ => "",
        };
        var next = new[] { stage.OnBusy, stage.OnNoAnswer, stage.OnUnreachable }.OfType<PlanStage>().ToList();
        return next.Count == 0
            ?
            [
                [own],
            ]
            : next.SelectMany(Ways).Select(w => w.Prepend(own).ToList());
    }

    private static string RightsOf(PlanBench bench, PlanDecision decision, PlanStage stage) =>
        stage.Forwarders is [.., var last]
            ? bench.Company.UserOf(last.Number)!.Class
            : decision.Caller.User?.Class ?? decision.Caller.Line!.Class;

    private static bool Allowed(PlanBench bench, string className, string number)
    {
        var settings = bench.Company.ClassOf(className);
        return NumberCategories.Of(number, "IT", "02") <= settings.UpTo
            || settings.Allow.Any(a => number.StartsWith(a, StringComparison.Ordinal));
    }
}
