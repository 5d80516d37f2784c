using System.Runtime.InteropServices;

namespace Ponte.Media.Control.Protocol;

/// <summary>Signals to another process.</summary>
internal static partial class Signals
{
    private const int Terminate = 15;
    private const int Kill = 9;

    /// <summary>SIGTERM: end in order.</summary>
    public static void SendTerminate(int processId) => Send(processId, Terminate);

    /// <summary>SIGKILL: end now.</summary>
    public static void SendKill(int processId) => Send(processId, Kill);

    private static void Send(int processId, int signal)
    {
        // 0 and negative numbers would mean whole groups of processes, 1 is the system.
        if (processId > 1)
        {
            _ = SendSignal(processId, signal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
