using Ponte.Media.Control;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Protocol;

namespace Ponte.Media.Hosting;

/// <summary>One controlling client.</summary>
internal sealed class ServerSession(FrameConnection connection, IMediaControl engine) : IAsyncDisposable
{
    /// <summary>Commands under way; above it no more are read until some are answered.</summary>
    private const int MaximumCommands = 4096;

    private readonly SemaphoreSlim _room = new(MaximumCommands);

    /// <summary>Why it ended, as a sentence.</summary>
    public string EndReason { get; private set; } = "";

    /// <summary>Sends an event; those that do not travel are passed over.</summary>
    public void Send(MediaEvent mediaEvent)
    {
        if (EventCodec.ToFrame(mediaEvent) is { } frame)
        {
            connection.Send(frame);
        }
    }

    /// <summary>Tells the client that another one is there, and ends its connection.</summary>
    public void Replace()
    {
        connection.Send(new WireWriter(FrameKind.Replaced).ToFrame());
        _ = connection.DisposeAsync().AsTask();
    }

    /// <summary>Receives commands until the connection ends. Each is given to the engine in its turn and answered when it took effect.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        EndReason = "Its connection ended.";
        return connection.ReceiveAllAsync(Take, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private bool Take(ReadOnlySpan<byte> frame)
    {
        var kind = (FrameKind)frame[0];
        if (kind == FrameKind.Ping)
        {
            connection.Send(new WireWriter(FrameKind.Pong).ToFrame());
            return true;
        }
        if (kind == FrameKind.Command && CommandCodec.Read(frame[1..], out var request) is { } command)
        {
            // Without a way out: the engine answers every command.
            _room.Wait(CancellationToken.None);
            _ = AnswerAsync(request, command);
            return true;
        }
        EndReason = "It sent what is no frame of the protocol.";
        return false;
    }

    private async Task AnswerAsync(uint request, MediaCommand command)
    {
        MediaReply reply;
        try
        {
            reply = await engine.SendAsync(command);
        }
#pragma warning disable CA1031 // A defect in one command must not leave its client waiting.
        catch (Exception error)
#pragma warning restore CA1031
        {
            reply = new MediaRefused(MediaError.InvalidValue, $"{command.GetType().Name} failed: {error.Message}");
        }
        connection.Send(ReplyCodec.ToFrame(request, reply));
        _room.Release();
    }
}
