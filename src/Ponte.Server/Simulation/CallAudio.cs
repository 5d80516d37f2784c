using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Ponte.Server.Simulation;

/// <summary>The sound of one simulated call in a browser: binary messages of samples, 8 kHz and 16 bits, both ways.</summary>
/// <param name="socket">The browser.</param>
/// <param name="port">The control port of the call's side.</param>
/// <param name="call">The call's number.</param>
internal sealed class CallAudio(WebSocket socket, IPEndPoint port, int call)
{
    /// <summary>A fifth of a second; browsers send a tenth of it.</summary>
    private const int MaxMessage = 3200;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <summary>Carries sound until the call is over or the page is gone.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var (speaking, listening) = (SpeakAsync(over.Token), ListenAsync(over.Token));
            if (await Task.WhenAny(speaking, listening).ConfigureAwait(false) == listening && socket.State == WebSocketState.Open)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "the call is over", over.Token).ConfigureAwait(false);
                // The page closes too; one that does not is not waited for.
                over.CancelAfter(Farewell);
            }
            else
            {
                await over.CancelAsync().ConfigureAwait(false);
            }
            await Task.WhenAll(speaking, listening).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The page is gone.
        }
    }

    private async Task SpeakAsync(CancellationToken cancellationToken)
    {
        using var side = new SideClient(port);
        var buffer = new byte[MaxMessage];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
            if (received.MessageType != WebSocketMessageType.Binary || !received.EndOfMessage)
            {
                return;
            }
            var command = new JsonObject
            {
                ["do"] = "speak",
                ["call"] = call,
                ["audio"] = Convert.ToBase64String(buffer.AsSpan(0, received.Count & ~1)),
            };
            if (await side.DoAsync(command, cancellationToken).ConfigureAwait(false) is not { } answer || !IsDone(answer))
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        using var side = new SideClient(port);
        while (true)
        {
            var command = new JsonObject { ["do"] = "listen", ["call"] = call };
            var answer = await side.DoAsync(command, cancellationToken).ConfigureAwait(false);
            var audio = IsDone(answer) ? Convert.FromBase64String(answer["result"]!.GetValue<string>()) : [];
            if (audio.Length == 0)
            {
                return;
            }
            await socket.SendAsync(audio.AsMemory(), WebSocketMessageType.Binary, true, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsDone(JsonObject answer) => answer["ok"]!.GetValue<bool>();
}
