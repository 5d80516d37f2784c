using System.Net;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Control;

namespace Ponte.Simulator.Microsoft;

/// <summary>A simulated Microsoft as a program: runs until it is told to stop, and tells what happens.</summary>
public sealed record MicrosoftRun
{
    /// <summary>The side.</summary>
    public required MicrosoftOptions Side { get; init; }

    /// <summary>Where the control port is; null for none.</summary>
    public IPEndPoint? Control { get; init; }

    /// <summary>What all users do with calls at the beginning.</summary>
    public TeamsBehaviour Behaviour { get; init; } = new();

    /// <summary>Runs it.</summary>
    /// <param name="output">Takes a line for each thing that happens.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        await using var side = MicrosoftSide.Start(Side, time);
        var lines = new RunLines(output, time);
        side.CallChanged += lines.OnCall;
        foreach (var user in side.Users)
        {
            user.Behaviour = Behaviour;
        }
        foreach (var hub in side.Hubs)
        {
            lines.Write($"{hub.Name} listens on {hub.Listen}");
        }
        var control = Control is null ? null : ControlPort.Open(Control, side);
        if (control is not null)
        {
            lines.Write($"control on {control.Listen}");
        }
        await lines.FollowAsync(
            () => [.. side.Violations, .. side.TlsRefusals, .. side.Faults.Select(f => f.ToString())],
            cancellationToken
        );
        await (control?.DisposeAsync() ?? default);
    }
}
