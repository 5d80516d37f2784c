using Ponte.Interop.Tests.Support;

namespace Ponte.Interop.Tests;

/// <summary>baresip as a phone of a user, through the real server: registered, calling, called, and heard by its tone.</summary>
public sealed class PhoneTests : IAsyncLifetime
{
    private const int Tone = 700;
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
    public async Task A_phone_registers(string transport)
    {
        await using var phone = new BaresipPhone(_server, "201-desk", "mario-secret", transport, Tone);
        var binding = await phone.RegisteredAsync();
        binding.GetProperty("transport").GetString().Should().Be(transport);
        binding.GetProperty("userAgent").GetString().Should().StartWith("baresip");
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
}
