using System.Net;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Engine;
using Ponte.Media.Rtp;
using Ponte.Media.Sockets;

namespace Ponte.Media.Tests.Engine;

/// <summary>Streams on sockets that only remember, and a time that the test moves. No thread, no network.</summary>
internal sealed class Stage
{
    public static readonly PayloadFormat Pcma = new(8, "PCMA", 8000);
    public static readonly PayloadFormat Pcmu = new(0, "PCMU", 8000);
    public static readonly PayloadFormat G722 = new(9, "G722", 8000);
    public static readonly PayloadFormat Events = new(101, "TELEPHONE-EVENT", 8000);
    public static readonly PayloadFormat Noise = new(13, "CN", 8000);

    /// <summary>160 samples that are loud in both laws.</summary>
    public static readonly byte[] Loud = [.. Enumerable.Range(0, 160).Select(i => (byte)(i % 16 < 8 ? 0x2A : 0xAA))];

    /// <summary>A-law silence.</summary>
    public static readonly byte[] Quiet = [.. Enumerable.Repeat((byte)0xD5, 160)];

    private readonly WorkerBuffers _buffers = new();
    private readonly StreamServices _services;
    private readonly List<MediaStream> _streams = [];
    private uint _random = 1;

    public Stage() => _services = new StreamServices(new MediaClock(TimeProvider.System), NextRandom, Told.Add);

    public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(10);

    public bool IsBusy { get; set; }

    public List<MediaEvent> Told { get; } = [];

    public (MediaStream Stream, FakeSocket Socket) Open(StreamSettings? settings = null)
    {
        var number = _streams.Count + 1;
        var rtp = new FakeSocket { Local = new IPEndPoint(IPAddress.Loopback, 20_000 + (2 * number)) };
        var rtcp = new FakeSocket { Local = new IPEndPoint(IPAddress.Loopback, 20_001 + (2 * number)) };
        var stream = new MediaStream(new StreamId((ulong)number), 1, rtp, rtcp, _services);
        _streams.Add(stream);
        stream.Configure(settings ?? Settings(number), Now);
        return (stream, rtp);
    }

    public static IPEndPoint Remote(int number) => new(IPAddress.Parse("192.0.2." + number), 4000);

    public static StreamSettings Settings(int number) =>
        new()
        {
            RemoteRtp = Remote(number),
            RemoteRtcp = Remote(number),
            RtcpMux = true,
            Formats = [Pcma, Events],
        };

    /// <summary>A packet comes to a stream.</summary>
    public void Receive(
        MediaStream stream,
        IPEndPoint from,
        ReadOnlySpan<byte> payload,
        ushort sequence,
        uint timestamp,
        byte payloadType = 8,
        bool marker = false,
        uint ssrc = 77
    )
    {
        RtpPacket.WriteHeader(_buffers.Packet, payloadType, marker, sequence, timestamp, ssrc);
        payload.CopyTo(_buffers.Packet.AsSpan(12));
        stream.OnDatagram(stream.Rtp, _buffers, 12 + payload.Length, PeerAddress.From(from), Now);
    }

    /// <summary>Any datagram comes to a stream.</summary>
    public void ReceiveRaw(MediaStream stream, MediaSocket socket, IPEndPoint from, ReadOnlySpan<byte> datagram)
    {
        datagram.CopyTo(_buffers.Packet);
        stream.OnDatagram(socket, _buffers, datagram.Length, PeerAddress.From(from), Now);
    }

    /// <summary>Time passes in steps of 20 ms; all that a worker does meanwhile is done.</summary>
    public void Pass(TimeSpan time)
    {
        for (var end = Now + time; Now < end; )
        {
            Now += TimeSpan.FromMilliseconds(20);
            foreach (var stream in _streams)
            {
                stream.Housekeep(Now, IsBusy);
                if (stream.Sender.Maker.IsActive && stream.Sender.Maker.Due <= Now)
                {
                    stream.Sender.Maker.Run(Now);
                }
                foreach (var task in stream.Tasks.Where(t => !t.IsOver && t.Due <= Now).ToList())
                {
                    task.Run(Now);
                }
                if (stream.Reports.IsDue(Now))
                {
                    stream.SendReport(_buffers.Report, Now, isLast: false);
                }
            }
        }
    }

    // A plain linear congruence: the same in each run.
    private uint NextRandom() => _random = unchecked((_random * 1664525) + 1013904223);
}
