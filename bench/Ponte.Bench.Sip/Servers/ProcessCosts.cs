using System.Globalization;

namespace Ponte.Bench.Sip.Servers;

/// <summary>What processes have used and who started them, from /proc.</summary>
internal static class ProcessCosts
{
    private const int TicksPerSecond = 100;

    /// <summary>CPU of all threads, also of those that have ended, and the memory that would be given back at its end: without what it shares with others.</summary>
    public static (TimeSpan Cpu, long PrivateBytes) Of(int process)
    {
        // The name in parentheses may hold blanks; counting begins after it. Fields: man 5 proc.
        var stat = File.ReadAllText(Path(process, "stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return (TimeSpan.FromSeconds((double)ticks / TicksPerSecond), PrivateBytes(process));
    }

    /// <summary>A process and all that it started.</summary>
    public static IEnumerable<int> Family(int process)
    {
        yield return process;
        foreach (var thread in Directory.EnumerateDirectories(Path(process, "task")))
        {
            foreach (
                var child in File.ReadAllText(System.IO.Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            )
            {
                foreach (var member in Family(int.Parse(child, CultureInfo.InvariantCulture)))
                {
                    yield return member;
                }
            }
        }
    }

    /// <summary>Processes whose command line holds a text.</summary>
    public static IEnumerable<int> WithArgument(string text)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(System.IO.Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process))
            {
                var found = false;
                try
                {
                    found = File.ReadAllText(Path(process, "cmdline")).Contains(text, StringComparison.Ordinal);
                }
                catch (IOException)
                {
                    // It has ended meanwhile.
                }
                if (found)
                {
                    yield return process;
                }
            }
        }
    }

    private static long PrivateBytes(int process)
    {
        long kilobytes = 0;
        foreach (var line in File.ReadLines(Path(process, "smaps_rollup")))
        {
            if (line.StartsWith("Private_Clean:", StringComparison.Ordinal) || line.StartsWith("Private_Dirty:", StringComparison.Ordinal))
            {
                kilobytes += long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
            }
        }
        return kilobytes * 1024;
    }

    private static string Path(int process, string file) => string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{file}");
}
