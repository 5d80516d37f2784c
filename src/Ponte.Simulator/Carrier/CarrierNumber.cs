using Ponte.Simulator.Calls;

namespace Ponte.Simulator.Carrier;

/// <summary>A telephone somewhere behind the carrier.</summary>
public sealed class CarrierNumber
{
    private readonly CarrierSide _carrier;

    internal CarrierNumber(CarrierSide carrier, string number)
    {
        _carrier = carrier;
        Number = number;
    }

    /// <summary>Its number, as it stands in Request-URIs to the carrier.</summary>
    public string Number { get; }

    /// <summary>What it does with calls by itself.</summary>
    public PartyBehaviour Behaviour { get; set; } = PartyBehaviour.Manual;

    internal CallInbox Inbox { get; } = new();

    /// <summary>Waits for the next call that comes to it.</summary>
    public ValueTask<SimulatedCall> RingsAsync(CancellationToken cancellationToken = default) => Inbox.NextAsync(cancellationToken);

    /// <summary>Calls a number of the company.</summary>
    /// <param name="to">The number as the carrier sends it.</param>
    /// <param name="name">The display name in From; empty for none.</param>
    /// <param name="frequency">The tone played once there is media.</param>
    public SimulatedCall Dial(string to, string name = "", int frequency = 0) =>
        _carrier.Dial(new CarrierDial(Number, to) { Name = name, Frequency = frequency });
}
