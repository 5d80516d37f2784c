using System.Net;
using Ponte.Simulator.Carrier;
using Ponte.Simulator.Media;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Tests.Carrier;

/// <summary>Two simulated carriers that take each other for Ponte.</summary>
internal sealed class CarrierPair : IAsyncDisposable
{
    private CarrierPair(CarrierSide near, CarrierSide far)
    {
        Near = near;
        Far = far;
    }

    public CarrierSide Near { get; }

    public CarrierSide Far { get; }

    /// <summary>Long enough for a busy machine, short enough for a test that hangs.</summary>
    public static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    /// <summary>On an address of its own and below the range that the system gives out, so that nothing else takes these ports.</summary>
    public static MediaPorts Ports { get; } = new(IPAddress.Parse("127.7.0.1"), 22_000, 22_999);

    public static CarrierPair Start(
        TransportProtocol transport = TransportProtocol.Udp,
        Func<CarrierOptions, CarrierOptions>? change = null
    )
    {
        var options = (change ?? (o => o))(
            new CarrierOptions
            {
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
                Media = Ports,
                Transport = transport,
            }
        );
        var farSide = CarrierSide.Start(options, TimeProvider.System);
        return new CarrierPair(CarrierSide.Start(options with { Ponte = farSide.Listen }, TimeProvider.System), farSide);
    }

    public async ValueTask DisposeAsync()
    {
        await Near.DisposeAsync();
        await Far.DisposeAsync();
        // A fault in the simulator's own work items, or a rule that one side broke against the other, fails the test that made it.
        Near.Faults.Concat(Far.Faults).Should().BeEmpty();
        Near.Violations.Concat(Far.Violations).Should().BeEmpty();
    }
}
