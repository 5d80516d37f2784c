using System.Net.NetworkInformation;
using System.Net.Sockets;
using Ponte.Interop.Tests.Support;

namespace Ponte.Interop.Tests;

/// <summary>Media bypass with the full ICE of baresip in the place of a Teams client.</summary>
public sealed class BypassTests : IAsyncLifetime
{
    private const string Converged = "connectivity check is complete";

    private readonly Baresip _hub = new();
    private readonly StunServer _stun = new();
    private PonteServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await PonteServer.StartAsync(_hub.Port, s => s.Document("bypass: true"));

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _server.DisposeAsync();
        await _stun.DisposeAsync();
    }

    /// <summary>With one port for both: our offer names one candidate, as Teams wants it; baresip with two ports gives up for want of a second.</summary>
    [Fact]
    public async Task A_call_to_a_client_with_ICE_is_heard_both_ways()
    {
        await StartClientAsync(rtcpMux: true);
        await using var line = Sipp.Start(
            "uac-call.xml",
            $"{_server.Net.Carrier}:5070",
            _server.SipAddress,
            1,
            ["-key", "number", "0212345601", "-key", "caller", "0612345678", "-d", "4000", "-rtp_echo"]
        );
        await Sipp.SucceedsAsync(line);
        IsHeard();
        _hub.Output.Should().Contain(Converged);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_of_a_client_with_ICE_is_heard_both_ways(bool rtcpMux)
    {
        await StartClientAsync(rtcpMux);
        await using var line = Sipp.Start("uas-answer.xml", $"{_server.Net.Carrier}:5070", "", 1, "-rtp_echo");
        await _hub.DialAsync("+390612345678");
        await _hub.EstablishedAsync();
        var calls = await _server.CallsAsync(c => c is [{ } one] && one.TryGetProperty("answeredAt", out _));
        using (var timer = new PeriodicTimer(TimeSpan.FromSeconds(4)))
        {
            await timer.WaitForNextTickAsync();
        }
        await _server.CommandAsync("hangup", calls[0].GetProperty("id").GetString()!);
        await Sipp.SucceedsAsync(line);
        IsHeard();
        _hub.Output.Should().Contain(Converged);
    }

    private async Task StartClientAsync(bool rtcpMux)
    {
        var own = OwnAddress();
        await _hub.StartAsync(_server, new BaresipIce($"{own}:{_stun.Port}", own, rtcpMux));
    }

    private void IsHeard()
    {
        var heard = _hub.Heard(Baresip.Tone);
        heard.ToneFrames.Should().BeGreaterThan(100, _hub.Output);
        heard.LeastRatio.Should().BeGreaterThan(20, $"{heard}");
    }

    /// <summary>baresip gathers no candidate on the loopback interface.</summary>
    private static string OwnAddress() =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .Where(i => i is { OperationalStatus: OperationalStatus.Up, NetworkInterfaceType: not NetworkInterfaceType.Loopback })
            .SelectMany(i => i.GetIPProperties().UnicastAddresses)
            .First(a => a.Address.AddressFamily == AddressFamily.InterNetwork)
            .Address.ToString();
}
