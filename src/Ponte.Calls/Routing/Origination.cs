using Ponte.Calls.Live;
using Ponte.Calls.Model;

namespace Ponte.Calls.Routing;

/// <summary>A call that we make ourselves: a first party is rung, and when it has answered, a second one is called for it.</summary>
public sealed record Origination
{
    /// <summary>Why.</summary>
    public required CallOrigin Origin { get; init; }

    /// <summary>
    /// Plans the ringing of the first party. <see cref="CallPlan.Caller"/> is this party, and <see cref="CallPlan.Called"/> the second one, as
    /// history shows both. Asked on the loop; it must not block.
    /// </summary>
    public required Func<CallId, CancellationToken, ValueTask<CallPlan>> First { get; init; }

    /// <summary>Plans the call to the second party, by the leg of the first one that answered. Asked on the loop; it must not block.</summary>
    public required Func<LegIdentity, CancellationToken, ValueTask<CallPlan>> Second { get; init; }

    /// <summary>Told once, on the loop, what became of the first party: null: it answered; else how it ended without.</summary>
    public Action<CallEnd?> FirstOver { get; init; } = static _ => { };
}
