using System.Runtime.InteropServices;

namespace Ponte.Server.Voicemail;

/// <summary>Files that are there, whole, after any crash, or are not there.</summary>
internal static partial class DurableFile
{
    /// <summary>Writes a file in place of the one that is there. Forced to the disk when it returns.</summary>
    /// <exception cref="IOException">The disk is full or gone; the file is as it was.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var made = $"{path}.part";
        try
        {
            using (var file = File.OpenHandle(made, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                RandomAccess.Write(file, content, 0);
                RandomAccess.FlushToDisk(file);
            }
            Move(made, path);
        }
        catch
        {
            File.Delete(made);
            throw;
        }
    }

    /// <summary>Gives a file another name, in place of one that is there. Forced to the disk when it returns.</summary>
    public static void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        FlushFolder(Path.GetDirectoryName(to)!);
    }

    /// <summary>Forces to the disk what others wrote into a file.</summary>
    public static void Flush(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>A name that is new in a folder is on the disk only when the folder is.</summary>
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        const int ReadOnly = 0;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor >= 0)
        {
            _ = Synchronize(descriptor);
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
