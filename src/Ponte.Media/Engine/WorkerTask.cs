using Ponte.Media.Control.Commands;

namespace Ponte.Media.Engine;

/// <summary>A command in the mailbox of a worker.</summary>
/// <param name="Pending">Who waits for the answer.</param>
/// <param name="Work">What is done on the worker's thread.</param>
internal sealed record WorkerTask(PendingCommand Pending, Func<MediaWorker, MediaReply> Work)
{
    /// <summary>Does the work and answers.</summary>
    public void Run(MediaWorker worker)
    {
        try
        {
            Pending.Answer(Work(worker));
        }
#pragma warning disable CA1031 // The edge of the loop: whoever asked gets the defect, and the worker goes on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Pending.Fail(error);
        }
    }
}
