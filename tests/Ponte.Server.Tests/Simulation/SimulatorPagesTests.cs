using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Ponte.Media.Metering;
using Ponte.Server.Simulation;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Carrier;
using Ponte.Simulator.Control;
using Ponte.Simulator.Media;

namespace Ponte.Server.Tests.Simulation;

/// <summary>The simulator in a browser: two simulated carriers, of which one takes the other for Ponte.</summary>
public sealed class SimulatorPagesTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));
    private readonly CarrierSide _far;
    private readonly CarrierSide _near;
    private readonly ControlPort _control;
    private readonly IPEndPoint _listen = new(IPAddress.Loopback, FreePorts.Next());
    private readonly HttpClient _http;
    private SimulatorPages _pages = null!;

    public SimulatorPagesTests()
    {
        var options = new CarrierOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
            Media = new MediaPorts(IPAddress.Parse("127.9.0.1"), 24_000, 24_099),
        };
        _far = CarrierSide.Start(options, TimeProvider.System);
        _near = CarrierSide.Start(options with { Ponte = _far.Listen }, TimeProvider.System);
        _control = ControlPort.Open(new IPEndPoint(IPAddress.Loopback, 0), _near);
        _http = new HttpClient { BaseAddress = new Uri($"http://{_listen}/") };
        _http.DefaultRequestHeaders.Add("X-Ponte", "1");
    }

    public async ValueTask InitializeAsync() =>
        _pages = await SimulatorPages.StartAsync(
            new SimulatorPagesOptions
            {
                Listen = _listen,
                Pages = "/nowhere",
                Sides = ImmutableDictionary<string, IPEndPoint>.Empty.Add("carrier", _control.Listen),
                Ponte = new Uri("http://127.0.0.1:8080"),
            },
            _patience.Token
        );

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _pages.DisposeAsync();
        await _control.DisposeAsync();
        await _near.DisposeAsync();
        await _far.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task A_call_is_made_seen_heard_and_spoken_into()
    {
        _far.Number("1").Behaviour = new PartyBehaviour { AnswerAfter = TimeSpan.Zero, Frequency = 800 };
        await using var picture = await _http.GetStreamAsync("sim/picture", _patience.Token);
        using var lines = new StreamReader(picture);
        (
            await DoAsync(
                new
                {
                    @do = "dial",
                    from = "2",
                    to = "1",
                }
            )
        )["ok"]!.GetValue<bool>().Should().BeTrue();
        var far = await _far.Number("1").RingsAsync(_patience.Token);
        string line;
        do
        {
            line = (await lines.ReadLineAsync(_patience.Token))!;
        } while (!line.Contains("\"phase\":\"talking\"", StringComparison.Ordinal));
        JsonNode.Parse(line["data: ".Length..])!["carrier"]!["calls"]![0]!["called"]!.GetValue<string>().Should().Be("1");

        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", $"http://{_listen}");
        await socket.ConnectAsync(new Uri($"ws://{_listen}/sim/carrier/audio/1"), _patience.Token);
        var hearing = far.Media.HearsAsync(1000, cancellationToken: _patience.Token);
        var meter = new ToneMeter(800, 8000);
        var buffer = new byte[4096];
        while (!hearing.IsCompleted || meter.Report().ToneFrames < 10)
        {
            var heard = await socket.ReceiveAsync(buffer.AsMemory(), _patience.Token);
            meter.Add(MemoryMarshal.Cast<byte, short>(buffer.AsSpan(0, heard.Count)));
            await socket.SendAsync(Tone(heard.Count / 2), WebSocketMessageType.Binary, true, _patience.Token);
        }
        await hearing;

        far.HangUp();
        WebSocketMessageType type;
        do
        {
            type = (await socket.ReceiveAsync(buffer.AsMemory(), _patience.Token)).MessageType;
        } while (type != WebSocketMessageType.Close);
        socket.CloseStatusDescription.Should().Be("the call is over");
    }

    [Fact]
    public async Task Pages_of_other_sites_and_other_names_get_nothing()
    {
        using var plain = new HttpClient { BaseAddress = _http.BaseAddress };
        (await plain.PostAsJsonAsync("sim/carrier", new { @do = "calls" })).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        using var renamed = new HttpRequestMessage(HttpMethod.Get, "sim/picture");
        renamed.Headers.Host = "evil.example";
        (await plain.SendAsync(renamed)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://evil.example");
        var connect = () => socket.ConnectAsync(new Uri($"ws://{_listen}/sim/carrier/audio/1"), _patience.Token);
        await connect.Should().ThrowAsync<WebSocketException>();
        (await _http.PostAsJsonAsync("sim/nobody", new { @do = "calls" })).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await DoAsync(new { @do = "answer", call = 77 }))["error"]!.GetValue<string>().Should().Be("There is no call 77.");
    }

    private async Task<JsonNode> DoAsync(object command)
    {
        using var reply = await _http.PostAsJsonAsync("sim/carrier", command, _patience.Token);
        reply.StatusCode.Should().Be(HttpStatusCode.OK);
        return (await reply.Content.ReadFromJsonAsync<JsonNode>(_patience.Token))!;
    }

    private static ReadOnlyMemory<byte> Tone(int samples)
    {
        var tone = Enumerable.Range(0, samples).Select(t => (short)(8000 * Math.Sin(2 * Math.PI * t / 8))).ToArray();
        return MemoryMarshal.AsBytes(tone.AsSpan()).ToArray();
    }
}
