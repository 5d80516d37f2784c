using System.Globalization;
using System.Runtime.InteropServices;
using Ponte.Media.Hosting;

namespace Ponte.Media.Host;

/// <summary>Session and standard streams of the process: what makes it independent of the server that started it.</summary>
internal static partial class ProcessSurroundings
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;

    // O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, as Linux has them.
    private const int AppendFlags = 0x1 | 0x40 | 0x400 | 0x80000;
    private const int ReadFlags = 0x80000;
    private const int LogMode = 0b110_100_000;

    /// <summary>Puts the settings in force.</summary>
    /// <returns>Null, or why they cannot be.</returns>
    public static string? Prepare(MediaHostSettings settings)
    {
        if (settings.LogFile is { } file)
        {
            var copies = CopiesOfOutput();
            var log = OpenFile(file, AppendFlags, LogMode);
            // So that what the runtime says when it breaks is there too.
            if (log < 0 || Duplicate(log, Output) < 0 || Duplicate(log, Error) < 0)
            {
                return $"--log {file} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}";
            }
            copies.ForEach(c => _ = Duplicate(log, c));
        }
        if (settings.Detach)
        {
            // It fails where the process leads a group already: then it has no terminal to lose.
            _ = NewSession();
            var nothing = OpenFile("/dev/null", ReadFlags, 0);
            if (nothing >= 0)
            {
                _ = Duplicate(nothing, Input);
            }
        }
        return null;
    }

    /// <summary>
    /// The runtime keeps copies of the standard streams for its last words. Left alone, they would hold the pipe open that the server's output
    /// goes to, and whoever reads it (a service manager, a shell) would not see the server's end.
    /// </summary>
    private static List<int> CopiesOfOutput()
    {
        const string Descriptors = "/proc/self/fd";
        var copies = new List<int>();
        if (!Directory.Exists(Descriptors))
        {
            return copies;
        }
        var outputs = new[] { Output, Error }
            .Select(d => Target($"{Descriptors}/{d}"))
            .Where(t => t.Length > 0)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(Descriptors))
        {
            if (
                int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor)
                && descriptor > Error
                && outputs.Contains(Target(path))
            )
            {
                copies.Add(descriptor);
            }
        }
        return copies;
    }

    /// <summary>The pipe or socket behind a descriptor; empty for anything else, or where it is gone.</summary>
    private static string Target(string path)
    {
        var target = new FileInfo(path).LinkTarget ?? "";
        return target.StartsWith("pipe:", StringComparison.Ordinal) || target.StartsWith("socket:", StringComparison.Ordinal) ? target : "";
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Duplicate(int descriptor, int target);

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int NewSession();
}
