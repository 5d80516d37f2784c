using System.Text.Json;
using Ponte.Interop.Tests.Support;
using Ponte.TestKit;

namespace Ponte.Interop.Tests;

/// <summary>baresip goes through a flow of the real server: hears a recorded prompt, presses keys, and is connected.</summary>
public sealed class FlowTests : IAsyncLifetime
{
    private const int Tone = 700;
    private const int OtherTone = 1100;
    private const int PromptTone = 900;
    private PonteServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PonteServer.StartAsync(
            1,
            server =>
                $$"""
                    company: { name: Rossi S.p.A., country: IT, areaCode: "02" }
                    lines:
                      carrier: { kind: carrier, peers: ["sip:{{server.Net.Carrier}}:5070;transport=udp"], numbers: { out: national }, options: off }
                    users:
                      mrossi: { name: Mario Rossi, extension: "201", devices: { desk: { password: "mario-secret" } } }
                      gbianchi: { name: Gaia Bianchi, extension: "202", devices: { desk: { password: "gaia-secret" } } }
                    prompts: { choose: { en: A tone. }, code: { en: Enter the extension. } }
                    numbers: { "500": { flow: welcome }, "501": { flow: spoken }, "+390212345650": { flow: keyed } }
                    flows:
                      welcome:
                        - { menu: choose, retries: 0, keys: { "1": [ { collect: code, say: code, max: 3 }, { extension: "{code}" } ] } }
                      keyed:
                        - { menu: choose, retries: 0, wait: 20s, keys: { "5": [ { collect: code, say: code, max: 2 }, { hangUp: normal } ] } }
                      spoken: [ { say: [ goodbye, { digits: "12" }, { text: "Your order is on its way." } ] }, { hangUp: normal } ]
                    """
        );
        Directory.CreateDirectory(Path.GetDirectoryName(_server.Recording("en", "choose"))!);
        ToneFile.Write(_server.Recording("en", "choose"), PromptTone);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("udp")]
    [InlineData("tls")]
    public async Task A_phone_hears_the_prompt_and_is_connected_by_its_keys(string transport)
    {
        await using var phone = new BaresipPhone(_server, "201-desk", "mario-secret", transport, Tone);
        await using var other = new BaresipPhone(_server, "202-desk", "gaia-secret", "udp", OtherTone);
        await phone.RegisteredAsync();
        await other.RegisteredAsync();

        await phone.DialAsync("500");
        await phone.EstablishedAsync();
        await PassAsync(3);
        foreach (var key in "1202")
        {
            await phone.PressAsync(key);
            await PassAsync(0.5);
        }
        await other.EstablishedAsync();
        await PassAsync(3);
        await phone.HangUpAsync();
        await other.ClosedAsync();

        phone.Heard(PromptTone, minimumFrames: 50);
        phone.Heard(OtherTone, minimumFrames: 100);
        other.Heard(Tone, minimumFrames: 100);
        await _server.CallsAsync(c => c is [{ } one] && one.TryGetProperty("endedAt", out _));
        using var call = JsonDocument.Parse(await _server.CommandAsync("call", "last", "--json"));
        call.RootElement.GetProperty("path")
            .EnumerateArray()
            .Select(p => $"{p.GetProperty("step")} {p.GetProperty("result")}")
            .Should()
            .Equal("menu 1", "collect •••");
        (await _server.CommandAsync("call", "last")).Should().Contain("welcome: menu choose → 1\n  welcome: collect code → •••");
    }

    [Fact]
    public async Task What_came_with_ponte_and_what_nobody_recorded_is_heard_to_its_end()
    {
        await using var phone = new BaresipPhone(_server, "201-desk", "mario-secret", "udp", Tone);
        await phone.RegisteredAsync();

        await phone.DialAsync("501");
        await phone.EstablishedAsync();
        await phone.ClosedAsync();

        phone.HeardSpeech(_server.Supplied("en", "goodbye"));
        phone.HeardSpeech(_server.Spoken().Should().ContainSingle("prompt and digits came with Ponte").Subject);
        (await _server.CommandAsync("call", "last")).Should().Contain("answered by the flow spoken");
        var call = (await _server.CallsAsync(c => c is [{ } one] && one.TryGetProperty("endedAt", out _)))[0];
        var lasted = call.GetProperty("endedAt").GetDateTimeOffset() - call.GetProperty("startedAt").GetDateTimeOffset();
        lasted.Should().BeGreaterThan(TimeSpan.FromSeconds(2), "it was said whole");
    }

    [Theory]
    [InlineData("uac-flow-info.xml")]
    [InlineData("uac-flow-band.xml")]
    public async Task A_line_without_telephone_events_presses_keys_by_INFO_and_in_the_band(string scenario)
    {
        using var folder = new TestFolder();
        KeyTones.Write(folder.File("keys.al"), "522");
        await using var line = Sipp.Start(
            $"{scenario}:{folder.File("keys.al")}",
            $"{_server.Net.Carrier}:5070",
            _server.SipAddress,
            1,
            "-key",
            "number",
            "0212345650",
            "-key",
            "caller",
            "0298765432"
        );
        await Sipp.SucceedsAsync(line);

        await _server.CallsAsync(c => c is [{ } one] && one.TryGetProperty("endedAt", out _));
        using var call = JsonDocument.Parse(await _server.CommandAsync("call", "last", "--json"));
        call.RootElement.GetProperty("path")
            .EnumerateArray()
            .Select(p => $"{p.GetProperty("step")} {p.GetProperty("result")}")
            .Should()
            .Equal("menu 5", "collect ••", "hangUp ");
    }

    private static async Task PassAsync(double seconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(seconds));
        await timer.WaitForNextTickAsync();
    }
}
