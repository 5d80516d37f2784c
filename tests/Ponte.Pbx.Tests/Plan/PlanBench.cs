using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.CallBacks;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.People;
using Ponte.Pbx.Plan;

namespace Ponte.Pbx.Tests.Plan;

/// <summary>A company and a moment that calls are asked about; decisions as one line of text.</summary>
internal sealed class PlanBench : IPlanWorld
{
    public const string Text = """
        company: { name: Rossi, country: IT, areaCode: "02" }
        lines:
          carrier:
            kind: carrier
            peers: ["sip:198.51.100.7"]
            range: "+390212345600-+390212345699"
            callerId: "+390212345600"
            cost: { "+39": 5, "+393": 9, "+": 90 }
          mobile: { kind: carrier, peers: ["sip:198.51.100.9"], prefix: "+393", callerId: "+393480000000" }
          cheap: { kind: carrier, peers: ["sip:198.51.100.8"], cost: { "+39": 7, "+": 20 } }
          oldpbx: { kind: pbx, peers: ["sip:10.0.0.5"], range: ["300-399", "+390212345650-+390212345659"], prefix: "7", class: national }
          teams: { kind: teams, fqdn: sbc.example.com, class: mobile }
        users:
          mrossi:
            name: Mario Rossi
            extension: "201"
            number: "+390212345601"
            teams: {}
            devices: { cordless: { password: "env:A" }, car: { password: "env:B", delay: 5s } }
            pickupGroups: [sales]
            pin: "4711"
            class: premium
          gverdi:
            name: Gina Verdi
            extension: "202"
            number: "+390212345602"
            devices: { desk: { password: "env:C" } }
            class: national
            pickupGroups: [sales, desk]
          tneri: { name: Tea Neri, extension: "203", number: "+390212345603", teams: {}, class: internal }
          lobby: { name: Lobby, extension: "204", devices: { desk: { password: "env:D" } }, class: internal, callerId: anonymous }
          floor: { name: Floor, extension: "205", devices: { desk: { password: "env:E" } }, class: floor, callerId: "+390212345699" }
        numbers: { "+390212345610": { user: gverdi } }
        classes: { floor: { upTo: local, allow: ["+4191"], deny: ["+39028", "+41919"] } }
        shortCodes: { takeOver: ["*72", "972"] }
        blocked: { to: ["+390677"], from: ["+44"], anonymous: true, except: ["+4420", "+39067712"] }
        """;

    private readonly Dictionary<string, PersonState> _persons = new(StringComparer.Ordinal);

    public PlanBench(string text = Text)
    {
        var result = DocumentText.Read(text);
        result.Errors.Should().BeEmpty();
        Company = new CompanySnapshot(result.Document!);
    }

    public PlanBench(CompanySnapshot company) => Company = company;

    public CompanySnapshot Company { get; }

    /// <summary>The moment of the calls.</summary>
    public DateTimeOffset At { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Lines that are down, devices that are not registered, and users who ring, as <c>user/number</c>.</summary>
    public HashSet<string> Down { get; } = [];

    public void Set(string user, PersonState state) => _persons[user] = state;

    /// <summary>What becomes of a call. From: <c>201-cordless</c>, <c>teams/mrossi</c>, <c>carrier/+39061234567</c>, <c>oldpbx/301</c>, <c>carrier/</c> anonymous.</summary>
    public PlanDecision Ask(string from, string dialled, params ReadOnlySpan<Forwarder> forwarders) =>
        NumberPlan.Decide(
            new PlanQuestion
            {
                Company = Company,
                World = this,
                At = At,
                Caller = Caller(from),
                Dialled = dialled,
                Forwarders = [.. forwarders],
            }
        );

    public PlanCaller Caller(string from)
    {
        var slash = from.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            var owner = Company.Document.Users.First(u => u.Devices.Any(d => d.Login.Equals(from, StringComparison.Ordinal)));
            return new PlanCaller
            {
                Shown = new Party(owner.Extension, owner.Name),
                Device = from,
                User = owner,
            };
        }
        var line = Company.Document.Lines.First(l => l.Name.Equals(from[..slash], StringComparison.Ordinal));
        var who = from[(slash + 1)..];
        var user = line.Kind == LineKind.Carrier ? null : Company.UserById(who) ?? Company.UserOf(who);
        return new PlanCaller
        {
            Shown = user is null ? new Party(who, "", IsAnonymous: who.Length == 0) : new Party(user.Number, user.Name),
            Line = line,
            User = user,
        };
    }

    public PersonState PersonOf(string user) => _persons.GetValueOrDefault(user, PersonState.AsInDocument);

    /// <summary>What calendars are set to.</summary>
    public Dictionary<string, CalendarSwitch> Switches { get; } = new(StringComparer.Ordinal);

    public CalendarSwitch SwitchOf(string calendar) => Switches.GetValueOrDefault(calendar);

    public bool IsUp(LineSettings line) => !Down.Contains(line.Name);

    public bool IsRegistered(DeviceSettings device) => !Down.Contains(device.Login);

    public bool IsRinging(string user, string callerNumber) => Down.Contains($"{user}/{callerNumber}");

    /// <summary>The last call of users in vain.</summary>
    public Dictionary<string, MissedCall> Missed { get; } = new(StringComparer.Ordinal);

    /// <summary>Users in a call.</summary>
    public HashSet<string> InCall { get; } = [];

    public bool IsInCall(string user) => InCall.Contains(user);

    public MissedCall? LastMissedOf(string user) => Missed.GetValueOrDefault(user);

    public UserSettings? OwnerOfPin(string pin, UserSettings caller) =>
        Company.Document.Users.FirstOrDefault(u => u.Pin is { } p && p.Equals(SecretReference.Parse(pin)));

    public static string Show(PlanDecision decision) =>
        decision.Refusal is { } end ? $"{end.SipStatus} {end.Cause}"
        : decision.Action is { } action
            ? Show(action)
                + (decision.Change is { } c ? $" {c.User} {c.Function}={(c.IsOn ? "on" : "off")}:{c.Target}" : "")
                + (decision.CallBack is { } b ? $" {b.Requester} waits {(b.IsOn ? "for" : "no more for")} {b.Wanted ?? "all"}" : "")
        : Show(decision.Ring!);

    private static string Show(CallAction action) =>
        action switch
        {
            PickUp p => $"pick up {string.Join(',', p.Users)}",
            Park p => $"park {p.Slot} {p.Timeout.TotalSeconds:0}s",
            _ => action.ToString()!,
        };

    private static string Show(PlanStage stage)
    {
        var time = stage.RingTime is { } t ? $" {t.TotalSeconds:0}s" : "";
        var places = string.Join(" + ", stage.Places.Select(Show));
        return $"{places}{time}{Then("busy", stage.OnBusy)}{Then("no answer", stage.OnNoAnswer)}{Then("unreachable", stage.OnUnreachable)}";
    }

    private static string Then(string when, PlanStage? stage) => stage is null ? "" : $" | {when}: ({Show(stage)})";

    private static string Show(PlanPlace place) =>
        (
            place switch
            {
                TeamsPlace t => t.IsVoicemail ? $"voicemail {t.User.Id}" : $"teams {t.User.Id}",
                DevicePlace d => d.Device.Login,
                BoxPlace b => $"box {b.Box.Id}{(b.WasBusy ? " busy" : "")}",
                LinePlace l =>
                    $"{l.Number} by {string.Join(", ", l.Lines.Select(c => $"{c.Line.Name} as {(c.HidesNumber ? "hidden " : "")}{c.CallerNumber}"))}",
                _ => throw new ArgumentOutOfRangeException(nameof(place)),
            }
        ) + (place.Delay > TimeSpan.Zero ? $" after {place.Delay.TotalSeconds:0}s" : "");
}
