using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ponte.Interop.Tests.Support;
using Ponte.TestKit;

namespace Ponte.Interop.Tests;

/// <summary>A fax by T.38 from a carrier to an exchange, both played by SIPp with a UDPTL port beside it, through the real server.</summary>
public sealed class FaxTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TestFolder _folder = new();
    private readonly Random _random = new(38);
    private PonteServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await PonteServer.StartAsync(
            1,
            server =>
                $$"""
                    company: { name: Rossi S.p.A., country: IT, areaCode: "02" }
                    lines:
                      carrier: { kind: carrier, peers: ["sip:{{server.Net.Carrier}}:5070;transport=udp"], options: off }
                      oldpbx:
                        kind: pbx
                        peers: ["sip:{{server.Net.SecondCarrier}}:5070;transport=udp"]
                        range: "+390212345700-+390212345799"
                        options: off
                    """
        );

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // the server dies in the midst of it
    public async Task A_fax_passes_byte_by_byte_both_ways_and_the_call_goes_back_to_audio(bool isKilled)
    {
        using var sending = Gateway(_server.Net.Carrier);
        using var receiving = Gateway(_server.Net.SecondCarrier);
        await using var called = Start("uas-fax.xml", _server.Net.SecondCarrier, "", receiving, "-d", isKilled ? "15000" : "3000");
        await using var caller = Start(
            "uac-fax.xml",
            _server.Net.Carrier,
            _server.SipAddress,
            sending,
            "-key",
            "number",
            "0212345709",
            "-key",
            "caller",
            "0612345678"
        );
        var toCarrier = await PontesPortAsync("uac-fax.xml");
        var toExchange = await PontesPortAsync("uas-fax.xml");

        await PassAsync(sending, toCarrier, receiving, toExchange);
        if (isKilled)
        {
            await _server.Process.KillAsync();
            await PassAsync(sending, toCarrier, receiving, toExchange);
            await _server.RestartAsync();
            await PassAsync(sending, toCarrier, receiving, toExchange);
        }

        await Sipp.SucceedsAsync(caller);
        await Sipp.SucceedsAsync(called);
        var call = (await _server.CallsAsync(c => c is [{ } one] && one.TryGetProperty("endedAt", out _)))[0];
        call.GetProperty("end").GetProperty("cause").GetString().Should().Be("Normal");
    }

    /// <summary>A few dozen datagrams each way, each compared.</summary>
    private async Task PassAsync(UdpClient one, IPEndPoint toOne, UdpClient other, IPEndPoint toOther)
    {
        for (var i = 0; i < 40; i++)
        {
            await PassAsync(one, toOne, other, toOther);
            await PassAsync(other, toOther, one, toOne);
        }

        async Task PassAsync(UdpClient from, IPEndPoint through, UdpClient to, IPEndPoint source)
        {
            var datagram = new byte[1 + _random.Next(400)];
            _random.NextBytes(datagram);
            await from.SendAsync(datagram, through);
            using var limit = new CancellationTokenSource(Patience);
            var received = await to.ReceiveAsync(limit.Token);
            received.Buffer.Should().Equal(datagram);
            received.RemoteEndPoint.Should().Be(source, "it comes from the port that the SDP names");
        }
    }

    private ChildProcess Start(string scenario, string local, string remote, UdpClient gateway, params string[] arguments) =>
        Sipp.Start(
            scenario,
            $"{local}:5070",
            remote,
            1,
            [
                "-key",
                "fax_port",
                ((IPEndPoint)gateway.Client.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture),
                "-key",
                "port_file",
                _folder.File(scenario + ".port"),
                .. arguments,
            ]
        );

    /// <summary>Waits until the scenario has written where Ponte wants the fax.</summary>
    private async Task<IPEndPoint> PontesPortAsync(string scenario)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var file = _folder.File(scenario + ".port");
        for (var i = 0; i < 200; i++)
        {
            if (File.Exists(file) && int.TryParse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture, out var port))
            {
                return new IPEndPoint(IPAddress.Parse(_server.Net.Ponte), port);
            }
            await timer.WaitForNextTickAsync();
        }
        throw new TimeoutException($"{scenario} was never offered a fax");
    }

    private static UdpClient Gateway(string address) => new(new IPEndPoint(IPAddress.Parse(address), 0));
}
