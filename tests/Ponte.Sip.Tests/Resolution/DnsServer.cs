using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ponte.Sip.Resolution;
using Ponte.TestKit;

namespace Ponte.Sip.Tests.Resolution;

/// <summary>A name server on loopback, just enough of RFC 1035 to answer what the test says.</summary>
public sealed class DnsServer : IDisposable
{
    private const int HeaderBytes = 12;

    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket _tcp = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<string, DnsRecordKind, DnsReply> _answer;

    public DnsServer(Func<string, DnsRecordKind, DnsReply> answer)
    {
        _answer = answer;
        var address = new IPEndPoint(IPAddress.Loopback, FreePorts.Next());
        _udp.Bind(address);
        _tcp.Bind(address);
        _tcp.Listen(8);
        _ = ServeUdp();
        _ = ServeTcp();
    }

    public IPEndPoint Address => (IPEndPoint)_udp.LocalEndPoint!;

    public int TcpQueries { get; private set; }

    public void Dispose()
    {
        _udp.Dispose();
        _tcp.Dispose();
    }

    public static byte[] Name(string name)
    {
        var bytes = new List<byte>();
        foreach (var label in name.TrimEnd('.').Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(label));
        }
        bytes.Add(0);
        return [.. bytes];
    }

    /// <summary>A record: owner, kind, time to live and its data.</summary>
    public static byte[] Record(string owner, int kind, uint timeToLive, byte[] data)
    {
        var fixedPart = new byte[10];
        BinaryPrimitives.WriteUInt16BigEndian(fixedPart, (ushort)kind);
        BinaryPrimitives.WriteUInt16BigEndian(fixedPart.AsSpan(2), 1);
        BinaryPrimitives.WriteUInt32BigEndian(fixedPart.AsSpan(4), timeToLive);
        BinaryPrimitives.WriteUInt16BigEndian(fixedPart.AsSpan(8), (ushort)data.Length);
        return [.. Name(owner), .. fixedPart, .. data];
    }

    public static byte[] Number(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] Text(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    private async Task ServeUdp()
    {
        var buffer = new byte[65536];
        try
        {
            while (true)
            {
                var from = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
                if (Answer(buffer.AsSpan(0, from.ReceivedBytes), isTcp: false) is { } answer)
                {
                    await _udp.SendToAsync(answer, from.RemoteEndPoint);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task ServeTcp()
    {
        try
        {
            while (true)
            {
                using var socket = await _tcp.AcceptAsync();
                await using var stream = new NetworkStream(socket);
                var length = new byte[2];
                await stream.ReadExactlyAsync(length);
                var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(query);
                TcpQueries++;
                if (Answer(query, isTcp: true) is { } answer)
                {
                    await stream.WriteAsync((byte[])[.. Number(answer.Length), .. answer]);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The test has ended.
        }
    }

    private byte[]? Answer(ReadOnlySpan<byte> query, bool isTcp)
    {
        var end = HeaderBytes;
        var labels = new List<string>();
        while (query[end] != 0)
        {
            labels.Add(Encoding.ASCII.GetString(query.Slice(end + 1, query[end])));
            end += 1 + query[end];
        }
        var kind = (DnsRecordKind)BinaryPrimitives.ReadUInt16BigEndian(query[(end + 1)..]);
        var question = query[HeaderBytes..(end + 5)].ToArray();
        var reply = _answer(string.Join('.', labels), kind);
        if (reply.IsSilent)
        {
            return null;
        }
        if (reply.Garbage is { } garbage)
        {
            return [query[0], query[1], .. garbage];
        }
        var isCut = reply.IsCut && !isTcp;
        var records = isCut ? [] : reply.Records;
        byte[] flags = [(byte)(0x84 | (isCut ? 0x02 : 0)), (byte)(0x80 | reply.Code)];
        return
        [
            query[0],
            query[1],
            .. flags,
            .. Number(1),
            .. Number(records.Length),
            .. Number(0),
            .. Number(0),
            .. question,
            .. records.SelectMany(r => r),
        ];
    }
}

/// <summary>What the server answers.</summary>
public sealed record DnsReply(params byte[][] Records)
{
    public int Code { get; init; }

    public bool IsSilent { get; init; }

    /// <summary>Over UDP the answer says that it was cut off.</summary>
    public bool IsCut { get; init; }

    public byte[]? Garbage { get; init; }
}
