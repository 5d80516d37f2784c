using System.Text.Json.Nodes;

namespace Ponte.Simulator.Control;

/// <summary>A simulated side as its control port sees it.</summary>
internal interface IControlled
{
    /// <summary>The side's own verbs, each with what it is for.</summary>
    IReadOnlyDictionary<string, string> Verbs { get; }

    /// <summary>Carries a verb of its own out.</summary>
    /// <exception cref="ControlException">The command cannot be carried out; the message says why.</exception>
    Task<JsonNode?> DoAsync(string verb, ControlArguments arguments, CancellationToken cancellationToken);

    /// <summary>A call by its number; null if there is none.</summary>
    Calls.SimulatedCall? Call(int number);

    /// <summary>The calls that are going on and those that ended lately.</summary>
    IReadOnlyList<Calls.SimulatedCall> RecentCalls { get; }

    /// <summary>What Ponte did that it must not do.</summary>
    IReadOnlyList<string> Violations { get; }

    /// <summary>The last messages.</summary>
    IReadOnlyList<Signalling.LoggedMessage> Messages { get; }
}
