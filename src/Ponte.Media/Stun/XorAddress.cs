using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Ponte.Media.Sockets;

namespace Ponte.Media.Stun;

/// <summary>The value of XOR-MAPPED-ADDRESS (RFC 8489 section 14.2): family, port and address, mixed with cookie and transaction id.</summary>
internal static class XorAddress
{
    /// <summary>Bytes of the longest value.</summary>
    public const int MaximumLength = 20;

    private const byte Family4 = 1;
    private const byte Family6 = 2;

    // Where the Linux socket address has port and address.
    private const int SocketPort = 2;
    private const int Socket4 = 4;
    private const int Socket6 = 8;

    /// <summary>Writes the value.</summary>
    /// <param name="value">At least <see cref="MaximumLength"/> bytes.</param>
    /// <param name="address">The address.</param>
    /// <param name="message">The message's header.</param>
    /// <returns>Its length.</returns>
    public static int Write(Span<byte> value, in PeerAddress address, ReadOnlySpan<byte> message)
    {
        Span<byte> socket = stackalloc byte[PeerAddress.MaximumSocketAddressBytes];
        address.WriteSocketAddress(socket);
        var is4 = address.Family == AddressFamily.InterNetwork;
        var bytes = is4 ? socket.Slice(Socket4, 4) : socket.Slice(Socket6, 16);
        value[0] = 0;
        value[1] = is4 ? Family4 : Family6;
        Mix(socket.Slice(SocketPort, 2), message[4..], value[2..]);
        Mix(bytes, message[4..], value[4..]);
        return 4 + bytes.Length;
    }

    /// <summary>Reads the value; null for what is none.</summary>
    public static IPEndPoint? Read(ReadOnlySpan<byte> value, ReadOnlySpan<byte> message)
    {
        if (value is not ([_, Family4, ..] and { Length: 8 }) && value is not ([_, Family6, ..] and { Length: 20 }))
        {
            return null;
        }
        Span<byte> plain = stackalloc byte[18];
        Mix(value.Slice(2, 2), message[4..], plain);
        Mix(value[4..], message[4..], plain[2..]);
        return new IPEndPoint(new IPAddress(plain.Slice(2, value.Length - 4)), BinaryPrimitives.ReadUInt16BigEndian(plain));
    }

    /// <summary>Mixes bytes with the cookie and what follows it.</summary>
    private static void Mix(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> mask, Span<byte> result)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            result[i] = (byte)(bytes[i] ^ mask[i]);
        }
    }
}
