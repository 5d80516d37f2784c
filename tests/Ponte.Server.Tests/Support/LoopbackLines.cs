using System.Net;
using Ponte.Simulator.Carrier;
using Ponte.Simulator.Media;

namespace Ponte.Server.Tests.Support;

/// <summary>A carrier and an exchange on loopback, the company document that knows them, and the settings of a server between them.</summary>
internal sealed class LoopbackLines : IAsyncDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));

    public LoopbackLines()
    {
        Carrier = Line("127.0.0.2", 30_000);
        Exchange = Line("127.0.0.3", 31_000);
        File.WriteAllText(
            Folder.File("c.yaml"),
            $$"""
            company: { name: Rossi, country: IT, areaCode: "02" }
            lines:
              carrier: { kind: carrier, peers: ["sip:{{Carrier.Listen}}"], channels: 1 }
              exchange: { kind: pbx, peers: ["sip:{{Exchange.Listen}}"], prefix: ["+39021234"], numbers: { out: national } }
            """
        );
    }

    public TestFolder Folder { get; } = new();

    public int Port { get; } = FreePorts.Next();

    public CarrierSide Carrier { get; }

    public CarrierSide Exchange { get; }

    /// <summary>Long enough for a busy machine, short enough for a test that hangs.</summary>
    public CancellationToken Patience => _patience.Token;

    /// <summary>The settings of the server, as <c>--set</c> takes them.</summary>
    public string[] Settings =>
        [
            "Sip:Listeners:lan:Transport=udp",
            $"Sip:Listeners:lan:Address=127.0.0.1:{Port}",
            "Media:Addresses:default:Address=127.0.0.1",
            "Media:Addresses:default:Ports=32000-32199",
            "Http:Address=off",
        ];

    public Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.Of([.. arguments, "--data", Folder.Path], Folder.Path);

    public async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(Patience);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Carrier.DisposeAsync();
        await Exchange.DisposeAsync();
        _patience.Dispose();
        Folder.Dispose();
    }

    private CarrierSide Line(string address, int firstPort) =>
        CarrierSide.Start(
            new CarrierOptions
            {
                Listen = new IPEndPoint(IPAddress.Parse(address), 0),
                Ponte = new IPEndPoint(IPAddress.Loopback, Port),
                Media = new MediaPorts(IPAddress.Parse(address), firstPort, firstPort + 99),
            },
            TimeProvider.System
        );
}
