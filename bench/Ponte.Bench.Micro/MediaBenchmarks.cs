using System.Collections.Immutable;
using System.Net;
using BenchmarkDotNet.Attributes;
using Ponte.Media.Control.Model;
using Ponte.Media.Engine;
using Ponte.Media.Rtp;
using Ponte.Media.Sockets;
using Ponte.Media.Srtp;

namespace Ponte.Bench.Micro;

/// <summary>One packet of 20 ms G.711 at a time.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class MediaBenchmarks : IDisposable
{
    private const int PlainLength = RtpHeader.FixedLength + 160;
    private static readonly IPEndPoint Peer = IPEndPoint.Parse("192.0.2.1:4000");
    private static readonly PeerAddress Address = PeerAddress.From(Peer);
    private readonly SrtpSender _sender = new(Key());
    private readonly SrtpSender _far = new(Key());
    private readonly SrtpReceiver _receiver = new(Key());
    private readonly byte[] _packet = new byte[400];
    private readonly WorkerBuffers _buffers = new();
    private MediaStream _plain = null!;
    private MediaStream _protected = null!;
    private uint _number;

    [GlobalSetup]
    public void SetUp()
    {
        new Random(1).NextBytes(_packet);
        new Random(1).NextBytes(_buffers.Packet);
        _plain = Relay(null);
        _protected = Relay(Key());
    }

    [Benchmark]
    public int SrtpProtect()
    {
        Header(_packet);
        return _sender.Protect(_packet, PlainLength);
    }

    /// <summary>With the sender's part, without which there is nothing to open: take <see cref="SrtpProtect"/> off.</summary>
    [Benchmark]
    public int SrtpProtectAndUnprotect()
    {
        Header(_packet);
        var length = _far.Protect(_packet, PlainLength);
        return _receiver.TryUnprotect(_packet, ref length, out var failure)
            ? length
            : throw new InvalidOperationException($"A packet was refused: {failure}.");
    }

    [Benchmark]
    public void RelayStep() => Step(_plain);

    [Benchmark]
    public void RelayStepToSrtp() => Step(_protected);

    public void Dispose()
    {
        _sender.Dispose();
        _far.Dispose();
        _receiver.Dispose();
        GC.SuppressFinalize(this);
    }

    private static SrtpKey Key() =>
        new(SrtpSuite.AesCm128HmacSha180, [.. Enumerable.Range(1, 30).Select(i => (byte)i)], ImmutableArray<byte>.Empty);

    private static MediaStream Relay(SrtpKey? key)
    {
        var services = new StreamServices(new MediaClock(TimeProvider.System), () => 5, _ => { });
        var source = Open(1, services, null);
        source.Connect(Open(2, services, key));
        return source;
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

    private void Step(MediaStream source)
    {
        Header(_buffers.Packet);
        source.OnDatagram(source.Rtp, _buffers, PlainLength, Address, TimeSpan.FromMilliseconds(20.0 * _number));
    }

    private void Header(Span<byte> packet)
    {
        _number++;
        RtpPacket.WriteHeader(packet, 8, marker: false, (ushort)_number, _number * 160, 7);
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
