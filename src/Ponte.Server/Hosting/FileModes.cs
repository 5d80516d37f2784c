using System.Runtime.InteropServices;

namespace Ponte.Server.Hosting;

/// <summary>Keeps what the server writes from other accounts of the machine.</summary>
internal static partial class FileModes
{
    /// <summary>From here on, files and sockets that this process makes are its account's alone.</summary>
    public static void KeepPrivate()
    {
        if (!OperatingSystem.IsWindows())
        {
            // Octal 077: nothing for group and others.
            _ = Umask(0x3F);
        }
    }

    /// <summary>Takes a file or socket from other accounts.</summary>
    public static void MakePrivate(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint Umask(uint mask);
}
