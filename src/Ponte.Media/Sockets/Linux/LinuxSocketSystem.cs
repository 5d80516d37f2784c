using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ponte.Media.Sockets.Linux;

/// <summary>Direct system calls of Linux: epoll, recvfrom, sendto.</summary>
internal sealed unsafe class LinuxSocketSystem : SocketSystem
{
    /// <summary>DSCP "expedited forwarding" (RFC 3246) in the upper six bits: voice goes first where the network knows it.</summary>
    private const int ExpeditedForwarding = 46 << 2;

    /// <inheritdoc/>
    public override string Name => "direct system calls with epoll";

    /// <inheritdoc/>
    public override ISocketSet CreateSet() => new EpollSocketSet();

    /// <inheritdoc/>
    public override MediaSocket? TryBind(IPEndPoint local, out BindFailure failure)
    {
        failure = default;
        var family = PeerAddress.From(local);
        var address = stackalloc byte[PeerAddress.MaximumSocketAddressBytes];
        var length = family.WriteSocketAddress(new Span<byte>(address, PeerAddress.MaximumSocketAddressBytes));
        var domain = BitConverter.ToUInt16(new ReadOnlySpan<byte>(address, 2));
        var descriptor = LibC.Socket(domain, LibC.SocketDatagram | LibC.SocketNonBlocking | LibC.SocketCloseOnExec, 0);
        if (descriptor < 0)
        {
            failure = new BindFailure(false, LibC.ErrorText("socket"));
            return null;
        }
        SetOptions(descriptor, local.AddressFamily);
        if (LibC.Bind(descriptor, address, (uint)length) < 0)
        {
            failure = new BindFailure(Marshal.GetLastPInvokeError() == LibC.ErrorAddressInUse, LibC.ErrorText($"bind {local}"));
            _ = LibC.Close(descriptor);
            return null;
        }
        return new LinuxSocket(descriptor) { Local = local };
    }

    private static void SetOptions(int descriptor, AddressFamily family)
    {
        int value = ExpeditedForwarding;
        if (family == AddressFamily.InterNetwork)
        {
            _ = LibC.SetOption(descriptor, LibC.LevelIp, LibC.IpTypeOfService, &value, sizeof(int));
            return;
        }
        _ = LibC.SetOption(descriptor, LibC.LevelIp6, LibC.Ip6TrafficClass, &value, sizeof(int));
        value = 1;
        _ = LibC.SetOption(descriptor, LibC.LevelIp6, LibC.Ip6Only, &value, sizeof(int));
    }
}
