using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ponte.Server.Simulation;

/// <summary>A connection to the control port of a simulated side: one command after the other.</summary>
internal sealed class SideClient(IPEndPoint port) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _one = new(1, 1);
    private TcpClient? _client;
    private StreamReader? _reader;
    private StreamWriter? _writer;

    /// <summary>Gives a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer: <c>ok</c> with <c>result</c>, or not with <c>error</c>.</returns>
    public async Task<JsonObject> DoAsync(JsonObject command, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        await _one.WaitAsync(limit.Token).ConfigureAwait(false);
        try
        {
            return await AskAsync(command.ToJsonString(), limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException or JsonException)
        {
            Close();
            return new JsonObject { ["ok"] = false, ["error"] = $"The simulator at {port} does not answer: {e.Message}" };
        }
        catch (OperationCanceledException)
        {
            // Its answer may come yet, and would be taken for that to the next command.
            Close();
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        _one.Dispose();
    }

    private async Task<JsonObject> AskAsync(string line, CancellationToken cancellationToken)
    {
        if (_client is null)
        {
            _client = new TcpClient { NoDelay = true };
            await _client.ConnectAsync(port, cancellationToken).ConfigureAwait(false);
            _reader = new StreamReader(_client.GetStream());
            _writer = new StreamWriter(_client.GetStream()) { AutoFlush = true, NewLine = "\n" };
        }
        await _writer!.WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
        var answer = await _reader!.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        return answer is null ? throw new IOException("it is gone") : JsonNode.Parse(answer)!.AsObject();
    }

    private void Close()
    {
        _client?.Dispose();
        (_client, _reader, _writer) = (null, null, null);
    }
}
