using System.Text.Json.Nodes;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Control;

namespace Ponte.Simulator.Carrier;

/// <summary>The verbs of the control port.</summary>
public sealed partial class CarrierSide : IControlled
{
    private static readonly Dictionary<string, string> OwnVerbs = new(StringComparer.Ordinal)
    {
        ["dial"] = "from, to, name, tone, anonymous, asserted: a telephone calls a number of the company",
        ["behave"] = "number, " + BehaviourArguments.Names + ": what a telephone does with calls",
        ["health"] = "status: the answer to OPTIONS; 0 answers nothing",
        ["registered"] = "user: whether an account is registered",
        ["forget"] = "user: forgets a registration",
    };

    IReadOnlyDictionary<string, string> IControlled.Verbs => OwnVerbs;

    IReadOnlyList<SimulatedCall> IControlled.RecentCalls => _calls.Recent;

    SimulatedCall? IControlled.Call(int number) => _calls.Find(number);

    async Task<JsonNode?> IControlled.DoAsync(string verb, ControlArguments arguments, CancellationToken cancellationToken)
    {
        switch (verb)
        {
            case "dial":
                var call = Dial(DialOf(arguments));
                return ControlJson.Of(await _loop.CallAsync(() => call));
            case "behave":
                Number(arguments.Text("number")).Behaviour = arguments.Behaviour();
                return null;
            case "health":
                Health = arguments.Number("status");
                return Health;
            case "registered":
                return await IsRegisteredAsync(arguments.Text("user"));
            default:
                await ForgetAsync(arguments.Text("user"));
                return null;
        }
    }

    private static CarrierDial DialOf(ControlArguments arguments) =>
        new(arguments.Text("from"), arguments.Text("to"))
        {
            Name = arguments.OptionalText("name") ?? "",
            Frequency = arguments.OptionalNumber("tone") ?? 0,
            Anonymous = arguments.Flag("anonymous", false),
            AssertedNumber = arguments.OptionalText("asserted") ?? "",
        };
}
