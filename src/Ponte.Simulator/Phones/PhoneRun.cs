using System.Net;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Control;

namespace Ponte.Simulator.Phones;

/// <summary>A simulated phone as a program: registers, runs until it is told to stop, and tells what happens.</summary>
public sealed record PhoneRun
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>The phone.</summary>
    public required PhoneOptions Side { get; init; }

    /// <summary>Where the control port is; null for none.</summary>
    public IPEndPoint? Control { get; init; }

    /// <summary>What it does with calls at the beginning.</summary>
    public PartyBehaviour Behaviour { get; init; } = PartyBehaviour.Manual;

    /// <summary>Runs it.</summary>
    /// <param name="output">Takes a line for each thing that happens.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        await using var side = PhoneSide.Start(Side, time);
        side.Behaviour = Behaviour;
        var lines = new RunLines(output, time);
        side.CallChanged += lines.OnCall;
        lines.Write($"phone {Side.User} listens on {side.Listen} (UDP)");
        var control = Control is null ? null : ControlPort.Open(Control, side);
        if (control is not null)
        {
            lines.Write($"control on {control.Listen}");
        }
        var registering = RegisterAsync(side, lines, time, cancellationToken);
        await lines.FollowAsync(() => [.. side.Violations, .. side.Faults.Select(f => f.ToString())], cancellationToken);
        await registering;
        await (control?.DisposeAsync() ?? default);
    }

    /// <summary>Until it is registered: Ponte may not be up yet, or not know the device yet.</summary>
    private static async Task RegisterAsync(PhoneSide side, RunLines lines, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            int status;
            while ((status = await side.RegisterAsync().WaitAsync(cancellationToken)) != 200)
            {
                lines.Write($"not registered: {status}");
                await Task.Delay(Again, time, cancellationToken);
            }
            lines.Write("registered");
        }
        catch (OperationCanceledException)
        {
            // The phone was told to stop.
        }
    }
}
