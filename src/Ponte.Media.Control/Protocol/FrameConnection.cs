using System.Buffers;
using System.Net.Sockets;

namespace Ponte.Media.Control.Protocol;

/// <summary>Frames over one connected socket. Sending is from any thread and keeps the order; receiving is for one reader.</summary>
/// <remarks>
/// Who sends also writes to the socket: at once or, on a thread with a <see cref="SynchronizationContext"/> such as an event loop, when its turn comes
/// to an end, so that all that was said in it goes out together. What is sent while somebody writes goes with the next write. A task waits only for a
/// socket that is full.
/// </remarks>
internal sealed class FrameConnection : IAsyncDisposable
{
    private const int BatchBytes = 16 * 1024;

    /// <summary>A buffer that one large frame made larger than this is not kept.</summary>
    private const int MostKeptBytes = 16 * BatchBytes;

    /// <summary>How long the last frames may take to leave: they are for a reader that may hang.</summary>
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(1);
    private static readonly SendOrPostCallback TurnEnds = static connection => ((FrameConnection)connection!).Write();

    private readonly Socket _socket;
    private readonly FrameReader _reader;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _allWritten = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What waits to be written. Guarded by <see cref="_gate"/>.</summary>
    private ArrayBufferWriter<byte> _queue = new(BatchBytes);

    /// <summary>What is being written: only for the one who writes.</summary>
    private ArrayBufferWriter<byte> _batch = new(BatchBytes);

    /// <summary>Whether somebody writes, or will when his turn ends. Guarded by <see cref="_gate"/>.</summary>
    private bool _hasWriter;

    /// <summary>Whether no more frames are taken. Guarded by <see cref="_gate"/>.</summary>
    private bool _isClosed;

    /// <summary>Takes a connected socket; it is closed with this.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="maximumFrame">Longest frame to receive.</param>
    public FrameConnection(Socket socket, int maximumFrame)
    {
        _socket = socket;
        _socket.Blocking = false;
        _reader = new FrameReader(socket, maximumFrame);
    }

    /// <summary>Queues a frame. False where the connection is closed, or is closed now because the other side does not read.</summary>
    public bool Send(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }
            if (_queue.WrittenCount + frame.Length > ProtocolLimits.MaximumQueuedBytes)
            {
                Close();
                return false;
            }
            _queue.Write(frame);
            if (_hasWriter)
            {
                return true;
            }
            _hasWriter = true;
        }
        if (SynchronizationContext.Current is { } context)
        {
            context.Post(TurnEnds, this);
        }
        else
        {
            Write();
        }
        return true;
    }

    /// <summary>
    /// Waits for the next frame, with a thread for it. Null at the end of the connection, however it came, and for a length out of bounds. Who does not
    /// want to wait any more closes the connection.
    /// </summary>
    /// <returns>Kind and body; valid until the next call.</returns>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.Register(Close);
        return await Task.Factory.StartNew(_reader.Receive, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Gives all further frames to <paramref name="take"/>, on a thread of its own; then the connection is closed.</summary>
    /// <returns>Completes when the last frame was taken.</returns>
    public async Task ReceiveAllAsync(FrameHandler take, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stop = cancellationToken.Register(Close);
        new Thread(() => Receive(take, ended)) { IsBackground = true, Name = "media control" }.Start();
        await ended.Task;
    }

    /// <summary>Ends the connection at once; queued frames may be lost.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _queue.ResetWrittenCount();
            CheckAllWritten();
        }
        _socket.Dispose();
    }

    /// <summary>Sends what is queued, then ends the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
            CheckAllWritten();
        }
        await Task.WhenAny(_allWritten.Task, Task.Delay(FarewellTime));
        Close();
    }

#pragma warning disable CA1031 // The edge of the thread: a defect ends the connection, not the process, and is told to who waits.
    private void Receive(FrameHandler take, TaskCompletionSource ended)
    {
        try
        {
            while (_reader.Receive() is { } frame && take(frame.Span)) { }
            Close();
            ended.SetResult();
        }
        catch (Exception error)
        {
            Close();
            ended.SetException(error);
        }
    }
#pragma warning restore CA1031

    /// <summary>Writes until nothing is queued, or the socket is full.</summary>
    private void Write()
    {
        while (TakeBatch())
        {
            if (TryWrite(_batch.WrittenMemory) is { IsEmpty: false } rest)
            {
                _ = WriteLaterAsync(rest);
                return;
            }
        }
    }

    private bool TakeBatch()
    {
        lock (_gate)
        {
            if (_queue.WrittenCount == 0)
            {
                _hasWriter = false;
                CheckAllWritten();
                return false;
            }
            (_batch, _queue) = (_queue, _batch.Capacity > MostKeptBytes ? new ArrayBufferWriter<byte>(BatchBytes) : _batch);
            _queue.ResetWrittenCount();
            return true;
        }
    }

    /// <summary>Writes what the socket takes.</summary>
    /// <returns>What is left because the socket is full; nothing where it is closed.</returns>
    private ReadOnlyMemory<byte> TryWrite(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                var count = _socket.Send(bytes.Span, SocketFlags.None, out var error);
                if (error == SocketError.WouldBlock)
                {
                    return bytes;
                }
                if (error != SocketError.Success)
                {
                    Close();
                    return default;
                }
                bytes = bytes[count..];
            }
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile: nothing is queued any more.
        }
        return default;
    }

    private async Task WriteLaterAsync(ReadOnlyMemory<byte> rest)
    {
        try
        {
            while (!rest.IsEmpty)
            {
                rest = rest[await _socket.SendAsync(rest, SocketFlags.None).ConfigureAwait(false)..];
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            Close();
        }
        Write();
    }

    /// <summary>Under <see cref="_gate"/>.</summary>
    private void CheckAllWritten()
    {
        if (_isClosed && !_hasWriter && _queue.WrittenCount == 0)
        {
            _allWritten.TrySetResult();
        }
    }
}
