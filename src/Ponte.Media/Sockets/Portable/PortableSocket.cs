using System.Net;
using System.Net.Sockets;

namespace Ponte.Media.Sockets.Portable;

/// <summary>
/// A UDP socket of the .NET library. One receive is always under way; when it ends, its set is told, and <see cref="Receive"/> hands the
/// datagram over and starts the next one.
/// </summary>
internal sealed class PortableSocket : MediaSocket
{
    /// <summary>More than anybody takes, so that a datagram cut short is known by its length.</summary>
    private const int BufferBytes = 4096;
    private const int Idle = 0;
    private const int UnderWay = 1;
    private const int Completed = 2;

    private readonly Socket _socket;
    private readonly SocketAsyncEventArgs _receive = new();
    private SocketAddress? _target;
    private PeerAddress _targetPeer;
    private PortableSocketSet? _set;
    private int _state;

    public PortableSocket(Socket socket)
    {
        _socket = socket;
        _receive.SetBuffer(new byte[BufferBytes]);
        _receive.Completed += (_, _) => OnCompleted();
    }

    /// <summary>Tells a set of what comes from now on; null ends that. A datagram that came in between is kept for the next set.</summary>
    public void Attach(PortableSocketSet? set)
    {
        Volatile.Write(ref _set, set);
        if (set is null)
        {
            return;
        }
        if (Volatile.Read(ref _state) == Idle)
        {
            Start();
        }
        else if (Volatile.Read(ref _state) == Completed)
        {
            // Reported twice when it completes right now; the second look finds nothing, which does no harm.
            set.Report(this);
        }
    }

    /// <inheritdoc/>
    public override int Receive(Span<byte> buffer, out PeerAddress source)
    {
        source = default;
        if (Volatile.Read(ref _state) != Completed)
        {
            return -1;
        }
        var length = -1;
        if (_receive.SocketError == SocketError.Success)
        {
            source = PeerAddress.From(_receive.RemoteEndPoint as IPEndPoint);
            length = _receive.BytesTransferred <= buffer.Length ? _receive.BytesTransferred : 0;
            _receive.MemoryBuffer.Span[..length].CopyTo(buffer);
        }
        Start();
        return length;
    }

    /// <inheritdoc/>
    public override bool Send(ReadOnlySpan<byte> datagram, in PeerAddress target)
    {
        if (_target is null || _targetPeer != target)
        {
            _target = target.ToEndPoint().Serialize();
            _targetPeer = target;
        }
        try
        {
            return _socket.SendTo(datagram, SocketFlags.None, _target) == datagram.Length;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override void Connect(in PeerAddress peer)
    {
        // Not on every system can a UDP socket be disconnected again, and the gain is small here.
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Volatile.Write(ref _set, null);
        _socket.Dispose();
        _receive.Dispose();
    }

    private void Start()
    {
        Volatile.Write(ref _state, UnderWay);
        var any = Local.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any;
        _receive.RemoteEndPoint = new IPEndPoint(any, 0);
        try
        {
            if (!_socket.ReceiveFromAsync(_receive))
            {
                OnCompleted();
            }
        }
        catch (ObjectDisposedException)
        {
            Volatile.Write(ref _state, Idle);
        }
    }

    private void OnCompleted()
    {
        Volatile.Write(ref _state, Completed);
        Volatile.Read(ref _set)?.Report(this);
    }
}
