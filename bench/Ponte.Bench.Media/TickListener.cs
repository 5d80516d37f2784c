using System.Diagnostics;
using Ponte.Media.Rtp;
using Ponte.Media.Sockets;

namespace Ponte.Bench.Media;

/// <summary>Hears streams that come by themselves, and tells how late each packet is by the clock of the one that came soonest.</summary>
internal sealed class TickListener : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly MediaSocket[] _sockets;
    private readonly ISocketSet _set;
    private readonly Thread _thread;

    /// <summary>For each stream the earliest moment, less its packets' number times the interval, that was seen.</summary>
    private readonly Dictionary<PeerAddress, (TimeSpan Base, ushort Last, long Rounds)> _streams = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private volatile bool _stopping;
    private volatile bool _counts;
    private long _received;

    public TickListener(MediaSocket[] sockets, SocketSystem system)
    {
        _sockets = sockets;
        _set = system.CreateSet();
        foreach (var socket in sockets)
        {
            _set.Add(socket);
        }
        _thread = new Thread(Run) { IsBackground = true, Priority = ThreadPriority.Highest };
        _thread.Start();
    }

    public Delays Late { get; } = new();

    public long Received => Interlocked.Read(ref _received);

    public int Streams => _streams.Count;

    /// <summary>Whether lateness counts: not before every stream has been heard for a while.</summary>
    public bool Counts
    {
        set => _counts = value;
    }

    public void Dispose()
    {
        _stopping = true;
        _set.Wake();
        _thread.Join();
        _set.Dispose();
    }

    private void Run()
    {
        var ready = new MediaSocket[_sockets.Length];
        var packet = new byte[2048];
        while (!_stopping)
        {
            var found = _set.Wait(ready, TimeSpan.FromMilliseconds(100));
            for (var i = 0; i < found; i++)
            {
                int length;
                while ((length = ready[i].Receive(packet, out var source)) >= 0)
                {
                    Take(packet.AsSpan(0, length), source);
                }
            }
        }
    }

    private void Take(ReadOnlySpan<byte> packet, in PeerAddress source)
    {
        if (RtpPacket.IsRtcp(packet))
        {
            return;
        }
        var now = Stopwatch.GetElapsedTime(_start);
        var sequence = (ushort)((packet[2] << 8) | packet[3]);
        var stream = _streams.GetValueOrDefault(source, (TimeSpan.MaxValue, sequence, 0));
        var rounds = stream.Rounds + (sequence < stream.Last && stream.Last - sequence > 32_768 ? 1 : 0);
        var begin = now - (Interval * (sequence + (65_536 * rounds)));
        var soonest = begin < stream.Base ? begin : stream.Base;
        var late = begin - soonest;
        _streams[source] = (soonest, sequence, rounds);
        if (_counts)
        {
            Late.Add(late);
            Interlocked.Increment(ref _received);
        }
    }
}
