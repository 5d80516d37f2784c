using System.Runtime.ExceptionServices;
using Ponte.Sip.Loop;

namespace Ponte.Sip.Transactions;

/// <summary>Tasks that nobody awaits: a defect in one must still reach the loop's fault handler.</summary>
internal static class LoopTasks
{
    /// <summary>Lets the task run; its exception, which is a defect, is thrown on the loop.</summary>
    public static void Watch(this EventLoop loop, Task task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            _ = ReportAsync(loop, task);
        }
    }

#pragma warning disable CA1031 // Everything that a task threw is handed on.
    private static async Task ReportAsync(EventLoop loop, Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e)
        {
            loop.Post(() => ExceptionDispatchInfo.Throw(e));
        }
    }
#pragma warning restore CA1031
}
