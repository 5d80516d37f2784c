using Ponte.Interop.Tests.Support;

namespace Ponte.Interop.Tests;

/// <summary>baresip as a phone of a user, through the real server: registered, calling, called, and heard by its tone.</summary>
public sealed class PhoneTests : IAsyncLifetime
{
    private const int Tone = 700;
    private const int OtherTone = 1100;
    private PonteServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await PonteServer.StartAsync(
            1,
            server =>
                $$"""
                    company: { name: Rossi S.p.A., country: IT, areaCode: "02" }
                    lines:
                      carrier: { kind: carrier, peers: ["sip:{{server.Net.Carrier}}:5070;transport=udp"], numbers: { out: national }, options: off }
                    users:
                      mrossi:
                        name: Mario Rossi
                        extension: "201"
                        number: "+390212345601"
                        class: international
                        devices: { desk: { password: "mario-secret" } }
                      gbianchi:
                        name: Gaia Bianchi
                        extension: "202"
                        devices: { desk: { password: "gaia-secret" } }
                    """
        );

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("udp")]
    [InlineData("tcp")]
    [InlineData("tls")]
    public async Task A_phone_calls_a_line_and_is_called_by_it(string transport)
    {
        await using var phone = new BaresipPhone(_server, "201-desk", "mario-secret", transport, Tone);
        var binding = await phone.RegisteredAsync();
        binding.GetProperty("transport").GetString().Should().Be(transport);
        binding.GetProperty("userAgent").GetString().Should().StartWith("baresip");

        // SIPp sends back the audio that it gets: the phone hears itself, having gone through Ponte twice.
        await using (var line = Sipp.Start("uas-answer.xml", $"{_server.Net.Carrier}:5070", "", 1, "-rtp_echo"))
        {
            await phone.DialAsync("0612345678");
            await phone.EstablishedAsync();
            await TalkAsync();
            await phone.HangUpAsync();
            await Sipp.SucceedsAsync(line);
        }
        phone.HeardItself(minimumFrames: 100);

        await using var caller = Sipp.Start(
            "uac-call.xml",
            $"{_server.Net.Carrier}:5070",
            _server.SipAddress,
            1,
            "-key",
            "number",
            "0212345601",
            "-key",
            "caller",
            "0612345678",
            "-d",
            "3000",
            "-rtp_echo"
        );
        await Sipp.SucceedsAsync(caller);
        await phone.ClosedAsync();
        phone.HeardItself(minimumFrames: 100);
    }

    [Theory]
    [InlineData("udp", "udp")]
    [InlineData("tls", "udp")] // encrypted on one side only
    [InlineData("tcp", "tls")]
    public async Task A_phone_calls_a_phone(string transport, string otherTransport)
    {
        await using var phone = new BaresipPhone(_server, "201-desk", "mario-secret", transport, Tone);
        await using var other = new BaresipPhone(_server, "202-desk", "gaia-secret", otherTransport, OtherTone);
        await phone.RegisteredAsync();
        await other.RegisteredAsync();

        await phone.DialAsync("202");
        await phone.EstablishedAsync();
        await other.EstablishedAsync();
        await TalkAsync();
        await phone.HangUpAsync();
        await other.ClosedAsync();

        phone.Heard(OtherTone, minimumFrames: 100);
        other.Heard(Tone, minimumFrames: 100);
        var call = (await _server.CallsAsync(c => c is [{ } one] && one.TryGetProperty("endedAt", out _)))[0];
        call.GetProperty("caller").GetProperty("name").GetString().Should().Be("Mario Rossi");
        call.GetProperty("caller").GetProperty("number").GetString().Should().Be("201");
    }

    [Fact]
    public async Task A_phone_by_UDP_is_still_registered_after_the_server_was_killed()
    {
        await using var phone = new BaresipPhone(_server, "201-desk", "mario-secret", "udp", Tone);
        await phone.RegisteredAsync();

        await _server.Process.KillAsync();
        await _server.RestartAsync();

        (await _server.CommandAsync("phones")).Should().Contain("127.0.0.1:", "at once, without a new REGISTER");
    }

    private static async Task TalkAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(3));
        await timer.WaitForNextTickAsync();
    }
}
