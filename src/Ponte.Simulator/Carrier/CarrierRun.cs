using System.Collections.Immutable;
using System.Net;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Control;

namespace Ponte.Simulator.Carrier;

/// <summary>A simulated carrier as a program: runs until it is told to stop, and tells what happens.</summary>
public sealed record CarrierRun
{
    /// <summary>The side.</summary>
    public required CarrierOptions Side { get; init; }

    /// <summary>Where the control port is; null for none.</summary>
    public IPEndPoint? Control { get; init; }

    /// <summary>What telephones do with calls at the beginning, by their numbers.</summary>
    public ImmutableDictionary<string, PartyBehaviour> Numbers { get; init; } = ImmutableDictionary<string, PartyBehaviour>.Empty;

    /// <summary>Runs it.</summary>
    /// <param name="output">Takes a line for each thing that happens.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        await using var side = CarrierSide.Start(Side, time);
        var lines = new RunLines(output, time);
        side.CallChanged += lines.OnCall;
        foreach (var (number, behaviour) in Numbers)
        {
            side.Number(number).Behaviour = behaviour;
        }
        lines.Write($"carrier listens on {side.Listen} (UDP and TCP)");
        var control = Control is null ? null : ControlPort.Open(Control, side);
        if (control is not null)
        {
            lines.Write($"control on {control.Listen}");
        }
        await lines.FollowAsync(() => [.. side.Violations, .. side.Faults.Select(f => f.ToString())], cancellationToken);
        await (control?.DisposeAsync() ?? default);
    }
}
