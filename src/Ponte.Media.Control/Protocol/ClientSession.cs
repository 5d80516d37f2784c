using System.Net.Sockets;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;

namespace Ponte.Media.Control.Protocol;

/// <summary>One connection of a client after its handshake: requests under way, and what ended it.</summary>
internal sealed class ClientSession : IAsyncDisposable
{
    private readonly FrameConnection _connection;
    private readonly ushort _version;
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, TaskCompletionSource<MediaReply>> _pending = [];
    private uint _lastRequest;
    private string? _end;
    private int _unanswered;

    private ClientSession(FrameConnection connection, MediaHostInfo host, ushort version)
    {
        _connection = connection;
        _version = version;
        Host = host;
    }

    /// <summary>The process at the other end.</summary>
    public MediaHostInfo Host { get; }

    /// <summary>Whether another client took this one's place.</summary>
    public bool WasReplaced { get; private set; }

    /// <summary>Connects and introduces itself.</summary>
    public static async Task<(ClientSession? Session, ConnectFailure? Failure)> ConnectAsync(
        string path,
        bool takeOver,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var patience = new CancellationTokenSource(ProtocolLimits.HandshakeTime, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), both.Token);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            return error is SocketException refused
                ? (null, new ConnectFailure(ConnectFailureKind.NobodyListens, null, refused.Message))
                : (null, new ConnectFailure(ConnectFailureKind.NoAnswer, null, "The media process does not accept the connection."));
        }
        var connection = new FrameConnection(socket, ProtocolLimits.MaximumReplyFrame);
        connection.Send(Hello.Ours(takeOver).ToFrame());
        var (session, failure) = Judge(connection, await connection.ReceiveAsync(both.Token));
        if (session is null)
        {
            connection.Close();
            await connection.DisposeAsync();
        }
        return (session, failure);
    }

    /// <summary>Sends a command.</summary>
    public Task<MediaReply> SendAsync(MediaCommand command)
    {
        // Answered on the reader's thread: who waits on an event loop goes on there, anybody else must be brief.
        var answer = new TaskCompletionSource<MediaReply>();
        lock (_gate)
        {
            if (_end is not null)
            {
                return Task.FromResult<MediaReply>(new MediaRefused(MediaError.Unavailable, _end));
            }
            if (_version < CommandCodec.VersionOf(command))
            {
                return Task.FromResult<MediaReply>(
                    new MediaRefused(
                        MediaError.InvalidValue,
                        $"The media process is older than the server and does not know this kind of {command.GetType().Name}; it must be restarted."
                    )
                );
            }
            var request = ++_lastRequest;
            if (CommandCodec.ToFrame(request, command) is not { } frame)
            {
                return Task.FromResult<MediaReply>(
                    new MediaRefused(MediaError.InvalidValue, $"A value of {command.GetType().Name} is too long for the control protocol.")
                );
            }
            _pending.Add(request, answer);
            // Under the lock, so that commands leave in the order of their numbers. A refusal here is seen by the reader too, which ends the session.
            _connection.Send(frame);
        }
        return answer.Task;
    }

    /// <summary>Receives until the connection ends.</summary>
    /// <returns>Why it ended.</returns>
    public async Task<string> RunAsync(Action<MediaEvent> onEvent, CancellationToken cancellationToken)
    {
        var reason = "The connection to the media process ended.";
        await _connection.ReceiveAllAsync(
            frame =>
            {
                if (Handle(frame, onEvent))
                {
                    return true;
                }
                reason = WasReplaced
                    ? "Another server took over the media process."
                    : "The media process sent what is no frame of the protocol.";
                return false;
            },
            cancellationToken
        );
        End(reason);
        return _end!;
    }

    /// <summary>Asks whether the process lives; after too many questions without an answer the session ends.</summary>
    public void Ping(int allowedMisses)
    {
        if (Interlocked.Increment(ref _unanswered) > allowedMisses)
        {
            End("The media process does not answer.");
            return;
        }
        _connection.Send(new WireWriter(FrameKind.Ping).ToFrame());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        End("The client was closed.");
        await _connection.DisposeAsync();
    }

    private static (ClientSession? Session, ConnectFailure? Failure) Judge(FrameConnection connection, ReadOnlyMemory<byte>? answer)
    {
        if (answer is not { } frame)
        {
            return (null, new ConnectFailure(ConnectFailureKind.NoAnswer, null, "The media process does not answer."));
        }
        var body = frame.Span[1..];
        switch ((FrameKind)frame.Span[0])
        {
            case FrameKind.Welcome when Welcome.Read(body) is { } welcome:
                var host = new MediaHostInfo(welcome.Instance, welcome.ProcessId, welcome.Settings);
                return (new ClientSession(connection, host, welcome.Version), null);
            case FrameKind.Rejected when Rejected.Read(body) is { } rejected:
                var kind = rejected.Reason == RejectReason.InUse ? ConnectFailureKind.InUse : ConnectFailureKind.OtherVersion;
                return (null, new ConnectFailure(kind, rejected.ProcessId, rejected.Detail));
            default:
                return (
                    null,
                    new ConnectFailure(ConnectFailureKind.OtherVersion, null, "What listens at the control socket is no media process.")
                );
        }
    }

    private bool Handle(ReadOnlySpan<byte> frame, Action<MediaEvent> onEvent)
    {
        // Whatever it says, it lives.
        Volatile.Write(ref _unanswered, 0);
        var body = frame[1..];
        switch ((FrameKind)frame[0])
        {
            case FrameKind.Reply when ReplyCodec.Read(body, out var request) is { } reply:
                TaskCompletionSource<MediaReply>? answer;
                lock (_gate)
                {
                    _pending.Remove(request, out answer);
                }
                answer?.TrySetResult(reply);
                return true;
            case FrameKind.Event when EventCodec.Read(body) is { } mediaEvent:
                onEvent(mediaEvent);
                return true;
            case FrameKind.Pong:
                return true;
            case FrameKind.Replaced:
                WasReplaced = true;
                return false;
            default:
                return false;
        }
    }

    /// <summary>Answers all that is under way; the first reason counts.</summary>
    private void End(string reason)
    {
        TaskCompletionSource<MediaReply>[] unanswered;
        lock (_gate)
        {
            _end ??= reason;
            unanswered = [.. _pending.Values];
            _pending.Clear();
        }
        _connection.Close();
        foreach (var answer in unanswered)
        {
            answer.TrySetResult(new MediaRefused(MediaError.Unavailable, reason));
        }
    }
}
