using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ponte.Media.Sockets;

/// <summary>
/// Address and port of a peer as a value, so that comparing and sending allocate nothing. IPv4 and IPv6; an IPv4 address mapped into IPv6
/// counts as the IPv4 address. The default value is "none".
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PeerAddress
{
    private const int FamilyOffset = 0;
    private const int PortOffset = 2;
    private const int Address4Offset = 4;
    private const int Address6Offset = 8;
    private const int ScopeOffset = 24;

    // The numbers of Linux (AF_INET, AF_INET6).
    private const ushort Family4 = 2;
    private const ushort Family6 = 10;

    private readonly ulong _high;
    private readonly ulong _low;
    private readonly uint _scope;
    private readonly ushort _port;
    private readonly ushort _family;

    private PeerAddress(ushort family, ulong high, ulong low, uint scope, ushort port)
    {
        _family = family;
        _high = high;
        _low = low;
        _scope = scope;
        _port = port;
    }

    /// <summary>Size of the largest socket address (<c>sockaddr_in6</c>) in bytes.</summary>
    public const int MaximumSocketAddressBytes = 28;

    /// <summary>Whether this names nobody.</summary>
    public bool IsNone => _family == 0;

    /// <summary>Whether both name the same host, whatever the port.</summary>
    public bool HasHostOf(in PeerAddress other) => _family == other._family && _high == other._high && _low == other._low;

    /// <summary>The value of an end point; none for null, for a wildcard address and for port 0, which SDP uses for "send nothing".</summary>
    public static PeerAddress From(IPEndPoint? endPoint)
    {
        if (endPoint is null || endPoint.Port == 0)
        {
            return default;
        }
        var address = endPoint.Address.IsIPv4MappedToIPv6 ? endPoint.Address.MapToIPv4() : endPoint.Address;
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out var length) || bytes[..length].IndexOfAnyExcept((byte)0) < 0)
        {
            return default;
        }
        return length == 4
            ? new PeerAddress(Family4, 0, BinaryPrimitives.ReadUInt32BigEndian(bytes), 0, (ushort)endPoint.Port)
            : new PeerAddress(
                Family6,
                BinaryPrimitives.ReadUInt64BigEndian(bytes),
                BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
                (uint)address.ScopeId,
                (ushort)endPoint.Port
            );
    }

    /// <summary>The end point, for logs, events and answers.</summary>
    public IPEndPoint ToEndPoint()
    {
        Span<byte> bytes = stackalloc byte[16];
        if (_family == Family4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)_low);
            return new IPEndPoint(new IPAddress(bytes[..4]), _port);
        }
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], _low);
        return new IPEndPoint(new IPAddress(bytes, _scope), _port);
    }

    /// <summary>The family, for checks against the address that a stream is bound to.</summary>
    public AddressFamily Family =>
        _family switch
        {
            Family4 => AddressFamily.InterNetwork,
            Family6 => AddressFamily.InterNetworkV6,
            _ => AddressFamily.Unspecified,
        };

    /// <summary>Writes the Linux socket address; returns its length.</summary>
    public int WriteSocketAddress(Span<byte> target)
    {
        target[..MaximumSocketAddressBytes].Clear();
        BitConverter.TryWriteBytes(target[FamilyOffset..], _family);
        BinaryPrimitives.WriteUInt16BigEndian(target[PortOffset..], _port);
        if (_family == Family4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(target[Address4Offset..], (uint)_low);
            return 16;
        }
        BinaryPrimitives.WriteUInt64BigEndian(target[Address6Offset..], _high);
        BinaryPrimitives.WriteUInt64BigEndian(target[(Address6Offset + 8)..], _low);
        BitConverter.TryWriteBytes(target[ScopeOffset..], _scope);
        return MaximumSocketAddressBytes;
    }

    /// <summary>Reads a Linux socket address of <paramref name="source"/>'s length; none for another family.</summary>
    public static PeerAddress ReadSocketAddress(ReadOnlySpan<byte> source)
    {
        if (source.Length < 16)
        {
            return default;
        }
        var family = BitConverter.ToUInt16(source[FamilyOffset..]);
        var port = BinaryPrimitives.ReadUInt16BigEndian(source[PortOffset..]);
        if (family == Family4)
        {
            return new PeerAddress(Family4, 0, BinaryPrimitives.ReadUInt32BigEndian(source[Address4Offset..]), 0, port);
        }
        if (family != Family6 || source.Length < MaximumSocketAddressBytes)
        {
            return default;
        }
        return new PeerAddress(
            Family6,
            BinaryPrimitives.ReadUInt64BigEndian(source[Address6Offset..]),
            BinaryPrimitives.ReadUInt64BigEndian(source[(Address6Offset + 8)..]),
            BitConverter.ToUInt32(source[ScopeOffset..]),
            port
        );
    }

    /// <inheritdoc/>
    public override string ToString() => IsNone ? "none" : ToEndPoint().ToString();
}
