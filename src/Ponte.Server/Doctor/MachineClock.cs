using System.Runtime.InteropServices;

namespace Ponte.Server.Doctor;

/// <summary>What the kernel knows of the machine's clock.</summary>
internal static partial class MachineClock
{
    /// <summary>The clock is not kept by any time service (adjtimex(2), TIME_ERROR).</summary>
    private const int NotSynchronised = 5;

    /// <summary>Larger than the kernel's struct timex on every architecture.</summary>
    private const int TimexSize = 512;

    /// <summary>Whether a time service keeps the clock right; null where it cannot be told.</summary>
    public static bool? IsKept()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }
        // All zeros: nothing is to be changed, only told.
        var state = AdjTimeX(new byte[TimexSize]);
        return state < 0 ? null : state != NotSynchronised;
    }

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int AdjTimeX([In, Out] byte[] timex);
}
