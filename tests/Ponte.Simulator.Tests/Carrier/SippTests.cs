using System.Diagnostics;
using System.Globalization;
using Ponte.Simulator.Calls;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Simulator.Tests.Carrier;

/// <summary>SIPp against the simulated carrier: an independent judge of the simulator's own little stack.</summary>
public sealed class SippTests
{
    [Theory]
    [InlineData("u1")]
    [InlineData("t1")]
    public async Task Sipp_calls_the_carrier(string transport)
    {
        await using var pair = CarrierPair.Start();
        pair.Far.Number("service").Behaviour = PartyBehaviour.Answers(440, TimeSpan.FromMilliseconds(20));
        await RunAsync("-sn", "uac", "-t", transport, "-m", "5", "-r", "10", "-d", "100", pair.Far.Listen.ToString());
        pair.Far.Violations.Should().BeEmpty();
        (await pair.Far.CallsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("u1", TransportProtocol.Udp)]
    [InlineData("t1", TransportProtocol.Tcp)]
    public async Task Carrier_calls_sipp(string transport, TransportProtocol protocol)
    {
        var port = FreePorts.Next();
        using var sipp = Begin("-sn", "uas", "-t", transport, "-m", "3", "-p", port.ToString(CultureInfo.InvariantCulture));
        await using var pair = CarrierPair.Start(
            protocol,
            o => o with { Ponte = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port) }
        );
        for (var calls = 0; calls < 3; )
        {
            var call = pair.Far.Number("1").Dial("service");
            try
            {
                await call.AnsweredAsync(CarrierPair.Patience);
                calls++;
            }
            catch (InvalidOperationException)
            {
                // It may not be listening yet.
                continue;
            }
            call.HangUp();
            await call.EndedAsync(CarrierPair.Patience);
        }
        await sipp.WaitForExitAsync(CarrierPair.Patience);
        sipp.ExitCode.Should().Be(0);
    }

    private static async Task RunAsync(params string[] arguments)
    {
        using var sipp = Begin(arguments);
        var errors = await sipp.StandardError.ReadToEndAsync(CarrierPair.Patience);
        await sipp.WaitForExitAsync(CarrierPair.Patience);
        sipp.ExitCode.Should().Be(0, errors);
    }

    private static Process Begin(params string[] arguments)
    {
        var start = new ProcessStartInfo("sipp")
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in (string[])["-i", "127.0.0.1", "-nostdin", "-timeout", "25s", "-timeout_error", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
