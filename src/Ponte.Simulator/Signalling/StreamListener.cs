using System.Net;
using System.Net.Sockets;
using Ponte.Sip.Loop;

namespace Ponte.Simulator.Signalling;

/// <summary>Accepts TCP connections and makes wires of them.</summary>
internal sealed class StreamListener : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly EventLoop _loop;
    private readonly Func<Socket, Task<StreamWire?>> _secure;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;

    /// <summary>Accepts at once.</summary>
    /// <param name="socket">A socket of <see cref="Bind"/>, which is this object's from now on.</param>
    /// <param name="loop">Where wires live.</param>
    /// <param name="secure">Makes a wire of a socket, after a handshake where there is one; null refuses, and disposes of the socket.</param>
    public StreamListener(Socket socket, EventLoop loop, Func<Socket, Task<StreamWire?>> secure)
    {
        _loop = loop;
        _secure = secure;
        _socket = socket;
        Local = (IPEndPoint)_socket.LocalEndPoint!;
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>The address it listens on.</summary>
    public IPEndPoint Local { get; }

    /// <summary>Takes an address and listens; port 0 takes a free one.</summary>
    /// <exception cref="SocketException">It cannot be bound.</exception>
    public static Socket Bind(IPEndPoint local)
    {
        var socket = new Socket(local.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(local);
            socket.Listen(128);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _socket.Dispose();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                var socket = await _socket.AcceptAsync(_ending.Token);
                socket.NoDelay = true;
                _ = StartAsync(socket);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The peer was gone before it was accepted.
            }
        }
    }

    private async Task StartAsync(Socket socket)
    {
        if (await _secure(socket) is { } wire)
        {
            _loop.Post(wire.Start);
        }
    }
}
