using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Ponte.Simulator.Tests.Carrier;

namespace Ponte.Simulator.Tests.Control;

/// <summary>A client of a control port.</summary>
internal sealed class ControlClient : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;

    private ControlClient(IPEndPoint port)
    {
        _client.Connect(port);
        _reader = new StreamReader(_client.GetStream());
        _writer = new StreamWriter(_client.GetStream()) { AutoFlush = true, NewLine = "\n" };
    }

    public static ControlClient To(IPEndPoint port) => new(port);

    /// <summary>The whole answer to a line.</summary>
    public async Task<JsonNode> SendAsync(string line)
    {
        await _writer.WriteLineAsync(line);
        return JsonNode.Parse((await _reader.ReadLineAsync(CarrierPair.Patience))!)!;
    }

    /// <summary>The result of a command that must succeed.</summary>
    public async Task<JsonNode?> DoAsync(string line)
    {
        var answer = await SendAsync(line);
        answer["ok"]!.GetValue<bool>().Should().BeTrue(answer.ToJsonString());
        return answer["result"];
    }

    public void Dispose() => _client.Dispose();
}
