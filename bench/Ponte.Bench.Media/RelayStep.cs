using System.Diagnostics;
using System.Globalization;
using System.Net;
using Ponte.Media.Control.Model;
using Ponte.Media.Engine;
using Ponte.Media.Rtp;
using Ponte.Media.Sockets;

namespace Ponte.Bench.Media;

/// <summary>What the engine itself does with one relayed packet, without the system: nanoseconds and bytes.</summary>
internal static class RelayStep
{
    public const string Command = "step";
    private const int Packets = 3_000_000;
    private static readonly IPEndPoint Peer = new(IPAddress.Parse("192.0.2.1"), 4000);

    public static string Measure(bool srtp, int calls)
    {
        var services = new StreamServices(new MediaClock(TimeProvider.System), () => 5, _ => { });
        var sources = new MediaStream[calls];
        for (var i = 0; i < calls; i++)
        {
            sources[i] = Open(1, services, null);
            sources[i].Connect(Open(2, services, srtp ? Leg.MakeKey(1, 1) : null));
        }
        GC.Collect();
        var buffers = new WorkerBuffers();
        Run(sources, buffers, 0);
        var (bytes, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        Run(sources, buffers, Packets / calls);
        var nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Packets;
        bytes = (GC.GetAllocatedBytesForCurrentThread() - bytes) / Packets;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"relay step {(srtp ? "RTP to SRTP" : "RTP to RTP")}, {calls} in turn: {nanoseconds:F0} ns, {bytes} B"
        );
    }

    private static void Run(MediaStream[] sources, WorkerBuffers buffers, int first)
    {
        var peer = PeerAddress.From(Peer);
        new Random(1).NextBytes(buffers.Packet);
        for (var i = 0; i < Packets; i++)
        {
            var n = (uint)(first + (i / sources.Length));
            var source = sources[i % sources.Length];
            RtpPacket.WriteHeader(buffers.Packet, 8, marker: false, (ushort)n, n * 160, 7);
            source.OnDatagram(source.Rtp, buffers, 172, peer, TimeSpan.FromMilliseconds(20.0 * n));
        }
    }

    private static MediaStream Open(ulong number, StreamServices services, SrtpKey? key)
    {
        var stream = new MediaStream(new StreamId(number), 1, new NoSocket { Local = Peer }, new NoSocket { Local = Peer }, services);
        stream.Configure(
            new StreamSettings
            {
                RemoteRtp = Peer,
                RemoteRtcp = Peer,
                RtcpMux = true,
                Formats = [new PayloadFormat(8, "PCMA", 8000)],
                SendKey = key,
            },
            TimeSpan.Zero
        );
        return stream;
    }

    private sealed class NoSocket : MediaSocket
    {
        public override int Receive(Span<byte> buffer, out PeerAddress source)
        {
            source = default;
            return -1;
        }

        public override bool Send(ReadOnlySpan<byte> datagram, in PeerAddress target) => true;

        public override void Connect(in PeerAddress peer) { }

        public override void Dispose() { }
    }
}
