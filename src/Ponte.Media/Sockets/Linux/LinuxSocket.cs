using System.Runtime.CompilerServices;

namespace Ponte.Media.Sockets.Linux;

/// <summary>A UDP socket by system calls.</summary>
internal sealed unsafe class LinuxSocket : MediaSocket
{
    private const int Unspecified = 0;

    private int _descriptor;
    private PeerAddress _connected;

    public LinuxSocket(int descriptor) => _descriptor = descriptor;

    /// <summary>The file descriptor; -1 once closed.</summary>
    public int Descriptor => _descriptor;

    /// <summary>Where the set keeps it; the set writes it.</summary>
    public int Slot { get; set; } = -1;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override int Receive(Span<byte> buffer, out PeerAddress source)
    {
        var address = stackalloc byte[PeerAddress.MaximumSocketAddressBytes];
        uint addressLength = PeerAddress.MaximumSocketAddressBytes;
        nint length;
        fixed (byte* data = buffer)
        {
            // With MSG_TRUNC the call returns the length that the datagram had, also when the buffer is too short.
            length = LibC.ReceiveFrom(
                _descriptor,
                data,
                (nuint)buffer.Length,
                LibC.MessageDontWait | LibC.MessageTruncated,
                address,
                &addressLength
            );
        }
        if (length < 0)
        {
            // Nothing there, or an ICMP error that an earlier send earned: it is told once and then gone.
            source = default;
            return -1;
        }
        source = PeerAddress.ReadSocketAddress(
            new ReadOnlySpan<byte>(address, (int)Math.Min(addressLength, PeerAddress.MaximumSocketAddressBytes))
        );
        return length <= buffer.Length ? (int)length : 0;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override bool Send(ReadOnlySpan<byte> datagram, in PeerAddress target)
    {
        var address = stackalloc byte[PeerAddress.MaximumSocketAddressBytes];
        uint addressLength = 0;
        if (target == _connected)
        {
            // The system knows route and peer already.
            address = null;
        }
        else
        {
            addressLength = (uint)target.WriteSocketAddress(new Span<byte>(address, PeerAddress.MaximumSocketAddressBytes));
        }
        fixed (byte* data = datagram)
        {
            const int Flags = LibC.MessageDontWait | LibC.MessageNoSignal;
            var sent = LibC.SendTo(_descriptor, data, (nuint)datagram.Length, Flags, address, addressLength);

            // The first call after an ICMP error returns that error and sends nothing; the next one sends.
            return sent >= 0 || LibC.SendTo(_descriptor, data, (nuint)datagram.Length, Flags, address, addressLength) >= 0;
        }
    }

    /// <inheritdoc/>
    public override void Connect(in PeerAddress peer)
    {
        var address = stackalloc byte[PeerAddress.MaximumSocketAddressBytes];
        var span = new Span<byte>(address, PeerAddress.MaximumSocketAddressBytes);
        var length = peer.WriteSocketAddress(span);
        if (peer.IsNone)
        {
            span.Clear();
            BitConverter.TryWriteBytes(span, (ushort)Unspecified);
            length = 16;
        }
        _connected = LibC.Connect(_descriptor, address, (uint)length) == 0 ? peer : default;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = LibC.Close(_descriptor);
            _descriptor = -1;
        }
    }
}
