namespace Ponte.Pbx.CallBacks;

/// <summary>Keeps requests over a restart of the server.</summary>
public interface ICallBackStore
{
    /// <summary>What is kept, the oldest first.</summary>
    IReadOnlyList<CallBackRequest> Load();

    /// <summary>Keeps these requests and no others. When the task has ended, they survive a crash of the server.</summary>
    /// <returns>Whether they are kept.</returns>
    ValueTask<bool> SaveAsync(IReadOnlyList<CallBackRequest> requests, CancellationToken cancellationToken);
}
