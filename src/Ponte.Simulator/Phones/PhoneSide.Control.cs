using System.Text.Json.Nodes;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Control;

namespace Ponte.Simulator.Phones;

/// <summary>The verbs of the control port.</summary>
public sealed partial class PhoneSide : IControlled
{
    private static readonly Dictionary<string, string> OwnVerbs = new(StringComparer.Ordinal)
    {
        ["dial"] = "to, tone: the phone calls",
        ["behave"] = BehaviourArguments.Names + ": what the phone does with calls",
        ["register"] = "registers; the answer is the status",
        ["unregister"] = "ends the registration; the answer is the status",
        ["registered"] = "whether the phone is registered",
        ["missed"] = "the calls that it shows as missed",
    };

    IReadOnlyDictionary<string, string> IControlled.Verbs => OwnVerbs;

    SimulatedCall? IControlled.Call(int number) => _calls.Find(number);

    async Task<JsonNode?> IControlled.DoAsync(string verb, ControlArguments arguments, CancellationToken cancellationToken)
    {
        switch (verb)
        {
            case "dial":
                var call = Dial(arguments.Text("to"), arguments.OptionalNumber("tone") ?? 0);
                return ControlJson.Of(await _loop.CallAsync(() => call));
            case "behave":
                Behaviour = arguments.Behaviour();
                return null;
            case "register":
                return await RegisterAsync();
            case "unregister":
                return await UnregisterAsync();
            case "registered":
                return await IsRegisteredAsync();
            default:
                return ControlJson.List(Missed.Select(ControlJson.Of));
        }
    }
}
