using System.Text.Json.Nodes;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Control;

namespace Ponte.Simulator.Microsoft;

/// <summary>The verbs of the control port.</summary>
public sealed partial class MicrosoftSide : IControlled
{
    private static readonly Dictionary<string, string> OwnVerbs = new(StringComparer.Ordinal)
    {
        ["users"] = "the users and their numbers",
        ["dial"] = "user, to, tone, referredBy: a user calls a number, on behalf of another user where one is named",
        ["behave"] =
            "user, devices, silentProgress, answerAfter, tone, busy, declines, answersOnCancel, voicemailAfter, forwardTo, ringsToo, bypass, otherClients, nominatesEarly: what a user does with calls",
        ["history"] = "user: the call list",
        ["transfer"] =
            "call, to (user or number) or with (call), bye (final, early, late), holds, finalAnswerAfter: transfers a call by REFER",
        ["transfers"] = "the transfers, and what their NOTIFYs said",
        ["music"] = "call, tone, ring: holds a call by REFER to a music bot",
        ["replace"] = "call, user, require, tone: a user takes the place of a call by INVITE with Replaces: retrieve, pickup",
        ["trunk"] = "sbc, forwardPai, forwardCallHistory, history (escaped, raw): changes a trunk",
        ["hubs"] = "the hubs",
        ["fault"] = "hub, fault (none, unavailable, refused, silent): breaks or mends a hub",
        ["trunks"] = "the SBCs and their health",
        ["warnings"] = "what an SBC did against the documentation without harm",
        ["refusals"] = "handshakes and requests that were refused",
    };

    IReadOnlyDictionary<string, string> IControlled.Verbs => OwnVerbs;

    IReadOnlyList<SimulatedCall> IControlled.RecentCalls => _calls.Recent;

    SimulatedCall? IControlled.Call(int number) => _calls.Find(number);

    async Task<JsonNode?> IControlled.DoAsync(string verb, ControlArguments arguments, CancellationToken cancellationToken)
    {
        switch (verb)
        {
            case "users":
                return ControlJson.List(_users.Select(Describe));
            case "dial":
                return ControlJson.Of(await NumberedAsync(Dial(arguments)));
            case "behave":
                Behave(User(arguments.Text("user")), arguments);
                return null;
            case "history":
                return ControlJson.List(User(arguments.Text("user")).History.Select(Describe));
            case "transfer" or "music":
                return await ReferAsync(verb, arguments, cancellationToken);
            case "transfers":
                return ControlJson.List(_transfers.Select(Describe));
            case "replace":
                return ControlJson.Of(await ReplaceAsync(CallOf(arguments, "call"), ReplaceOf(arguments)));
            case "trunk":
                return Describe(Change(Gateway(arguments.Text("sbc")), arguments));
            case "hubs":
                return ControlJson.List(_hubs.Select(Describe));
            case "fault":
                await HubNamed(arguments.Text("hub")).SetFaultAsync(Named<HubFault>(arguments.Text("fault")));
                return ControlJson.List(_hubs.Select(Describe));
            case "trunks":
                return ControlJson.List(await _loop.CallAsync(() => _gateways.Select(Describe).ToList()));
            case "warnings":
                return ControlJson.List(Warnings.Distinct(StringComparer.Ordinal).Select(w => (JsonNode?)w));
            default:
                return ControlJson.List(
                    TlsRefusals.Concat(Refusals.Select(r => $"{r.Status} {r.Code} {r.Text}")).Select(r => (JsonNode?)r)
                );
        }
    }

    private static void Behave(TeamsUser user, ControlArguments arguments) =>
        user.Behaviour = new TeamsBehaviour
        {
            Devices = arguments.OptionalNumber("devices") ?? 1,
            SilentProgress = arguments.Flag("silentProgress", false),
            AnswerAfter = arguments.OptionalSeconds("answerAfter"),
            Frequency = arguments.OptionalNumber("tone") ?? 0,
            IsBusy = arguments.Flag("busy", false),
            Declines = arguments.Flag("declines", false),
            AnswersOnCancel = arguments.Flag("answersOnCancel", false),
            VoicemailAfter = arguments.OptionalSeconds("voicemailAfter"),
            Bypass = arguments.Flag("bypass", false),
            OtherClients = arguments.OptionalNumber("otherClients") ?? 1,
            NominatesEarly = arguments.Flag("nominatesEarly", false),
            ForwardTo = arguments.OptionalText("forwardTo") ?? "",
            RingsToo = arguments.OptionalText("ringsToo") ?? "",
        };

    private static JsonNode Describe(TeamsUser user) =>
        new JsonObject
        {
            ["user"] = user.Options.Id,
            ["name"] = user.Options.Name,
            ["number"] = user.Options.Number,
        };

    private static JsonNode Describe(CallRecord record) =>
        new JsonObject
        {
            ["direction"] = record.Direction == CallDirection.ToPonte ? "out" : "in",
            ["number"] = record.Number,
            ["name"] = record.Name,
            ["at"] = record.At.ToString("O"),
            ["outcome"] = record.Outcome.ToString(),
            ["missed"] = record.IsMissed,
            ["transferredBy"] = record.TransferredBy,
            ["detail"] = record.Detail,
        };

    private static JsonNode Describe(Hub hub) =>
        new JsonObject
        {
            ["hub"] = hub.Name,
            ["listen"] = hub.Listen.ToString(),
            ["fault"] = hub.Fault.ToString().ToLowerInvariant(),
        };

    private static JsonNode Describe(Gateway gateway) =>
        new JsonObject
        {
            ["sbc"] = gateway.Fqdn,
            ["active"] = gateway.IsActive,
            ["optionsReceived"] = new JsonObject(gateway.OptionsReceived.Select(o => KeyValuePair.Create(o.Key, (JsonNode?)o.Value))),
            ["optionsAnswered"] = gateway.OptionsAnswered,
            ["problem"] = gateway.Problem,
        };

    private Hub HubNamed(string name) =>
        _hubs.Find(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw new ControlException($"There is no hub {name}.");

    /// <summary>The call once the loop has taken it and given it a number.</summary>
    private Task<SimulatedCall> NumberedAsync(SimulatedCall call) => _loop.CallAsync(() => call);
}
