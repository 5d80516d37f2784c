using Ponte.Media.Control.Commands;

namespace Ponte.Media.Engine;

/// <summary>A command with the promise of its answer.</summary>
internal sealed class PendingCommand
{
    /// <summary>Answered on the worker's thread, which costs less than to wake another one: what waits for it must be brief.</summary>
    private readonly TaskCompletionSource<MediaReply> _reply = new();

    /// <summary>A command that was not answered yet.</summary>
    public PendingCommand(MediaCommand command) => Command = command;

    /// <summary>What is asked.</summary>
    public MediaCommand Command { get; }

    /// <summary>The answer.</summary>
    public Task<MediaReply> Reply => _reply.Task;

    /// <summary>Answers.</summary>
    public void Answer(MediaReply reply) => _reply.SetResult(reply);

    /// <summary>Answers that it was refused.</summary>
    public void Refuse(MediaError error, string detail) => Answer(new MediaRefused(error, detail));

    /// <summary>Has it done on a worker's thread, and answers what <paramref name="work"/> returns.</summary>
    public void RunOn(MediaWorker worker, Func<MediaWorker, MediaReply> work) => worker.Post(new WorkerTask(this, work));

    /// <summary>Answers with a defect.</summary>
    public void Fail(Exception error) => _reply.SetException(error);
}
