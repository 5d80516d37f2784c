using System.Net;
using System.Net.Sockets;
using Ponte.Media.Stun;

namespace Ponte.Interop.Tests.Support;

/// <summary>A STUN server: tells whoever asks where the question came from.</summary>
internal sealed class StunServer : IAsyncDisposable
{
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Any, 0));
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public StunServer() => _running = RunAsync();

    public int Port => ((IPEndPoint)_socket.Client.LocalEndPoint!).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var question = await _socket.ReceiveAsync(_stop.Token);
                if (Answer(question.Buffer, question.RemoteEndPoint) is { } answer)
                {
                    await _socket.SendAsync(answer, question.RemoteEndPoint, _stop.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private static byte[]? Answer(byte[] question, IPEndPoint from)
    {
        if (!StunMessage.TryParse(question, out var message) || message.Class != StunClass.Request)
        {
            return null;
        }
        var buffer = new byte[100];
        var writer = new StunWriter(buffer, StunClass.Success, message.TransactionId);
        byte[] address = [0, 1, (byte)(from.Port >> 8), (byte)from.Port, .. from.Address.GetAddressBytes()];
        writer.Add(StunAttribute.MappedAddress, address);
        return buffer[..writer.Length];
    }
}
