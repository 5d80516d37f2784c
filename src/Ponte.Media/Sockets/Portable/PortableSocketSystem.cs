using System.Net;
using System.Net.Sockets;

namespace Ponte.Media.Sockets.Portable;

/// <summary>The sockets of the .NET library: for systems other than Linux.</summary>
internal sealed class PortableSocketSystem : SocketSystem
{
    /// <inheritdoc/>
    public override string Name => "sockets of the .NET library";

    /// <inheritdoc/>
    public override ISocketSet CreateSet() => new PortableSocketSet();

    /// <inheritdoc/>
    public override MediaSocket? TryBind(IPEndPoint local, out BindFailure failure)
    {
        failure = default;
        var socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        try
        {
            socket.ExclusiveAddressUse = true;
            socket.Bind(local);
            return new PortableSocket(socket) { Local = local };
        }
        catch (SocketException error)
        {
            socket.Dispose();
            failure = new BindFailure(error.SocketErrorCode == SocketError.AddressAlreadyInUse, $"bind {local}: {error.Message}");
            return null;
        }
    }
}
