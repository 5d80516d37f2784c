using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ponte.Simulator.Control;

/// <summary>
/// The control port of a simulated side: TCP on a loopback address, one JSON object per line. A command is
/// <c>{"do":"dial","user":"ada","to":"+393331234567"}</c>, its answer <c>{"ok":true,…}</c> or <c>{"ok":false,"error":"…"}</c>;
/// <c>{"do":"help"}</c> lists the verbs.
/// </summary>
public sealed class ControlPort : IAsyncDisposable
{
    /// <summary>Characters of a command. The longest are a few hundred.</summary>
    private const int MaxLineLength = 65_536;

    private readonly TcpListener _listener;
    private readonly ControlVerbs _verbs;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;

    private ControlPort(IPEndPoint local, IControlled side)
    {
        _verbs = new ControlVerbs(side);
        _listener = new TcpListener(local);
        _listener.Start();
        Listen = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Listen { get; }

    /// <summary>Opens the port of a simulated Microsoft.</summary>
    /// <param name="local">A loopback address; port 0 takes a free one. Whoever reaches it may do anything with the simulator.</param>
    /// <param name="side">The side.</param>
    /// <exception cref="ArgumentException">The address is no loopback address.</exception>
    /// <exception cref="SocketException">The address cannot be bound.</exception>
    public static ControlPort Open(IPEndPoint local, Microsoft.MicrosoftSide side) => OpenFor(local, side);

    /// <summary>Opens the port of a simulated carrier.</summary>
    /// <param name="local">A loopback address; port 0 takes a free one. Whoever reaches it may do anything with the simulator.</param>
    /// <param name="side">The side.</param>
    /// <exception cref="ArgumentException">The address is no loopback address.</exception>
    /// <exception cref="SocketException">The address cannot be bound.</exception>
    public static ControlPort Open(IPEndPoint local, Carrier.CarrierSide side) => OpenFor(local, side);

    /// <summary>Opens the port of a simulated phone.</summary>
    /// <param name="local">A loopback address; port 0 takes a free one. Whoever reaches it may do anything with the simulator.</param>
    /// <param name="side">The phone.</param>
    /// <exception cref="ArgumentException">The address is no loopback address.</exception>
    /// <exception cref="SocketException">The address cannot be bound.</exception>
    public static ControlPort Open(IPEndPoint local, Phones.PhoneSide side) => OpenFor(local, side);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _ending.Dispose();
    }

    private static ControlPort OpenFor(IPEndPoint local, IControlled side)
    {
        ArgumentNullException.ThrowIfNull(local);
        return IPAddress.IsLoopback(local.Address)
            ? new ControlPort(local, side)
            : throw new ArgumentException($"{local} is no loopback address.", nameof(local));
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_ending.Token);
                _ = ServeAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // Gone before it was accepted.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream());
                await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\n" };
                while (await reader.ReadLineAsync(_ending.Token) is { Length: <= MaxLineLength } line)
                {
                    if (line.Length > 0)
                    {
                        await writer.WriteLineAsync((await AnswerAsync(line)).ToJsonString());
                    }
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The client went away.
            }
        }
    }

    private async Task<JsonObject> AnswerAsync(string line)
    {
        try
        {
            if (JsonNode.Parse(line) is not JsonObject command)
            {
                return Error("A command is a JSON object.");
            }
            var arguments = new ControlArguments(command);
            var result = await _verbs.DoAsync(arguments.Text("do"), arguments, _ending.Token);
            return new JsonObject { ["ok"] = true, ["result"] = result };
        }
        catch (JsonException e)
        {
            return Error($"No JSON: {e.Message}");
        }
        catch (Exception e) when (e is ControlException or InvalidOperationException or KeyNotFoundException or IOException)
        {
            return Error(e.Message);
        }
    }

    private static JsonObject Error(string message) => new() { ["ok"] = false, ["error"] = message };
}
