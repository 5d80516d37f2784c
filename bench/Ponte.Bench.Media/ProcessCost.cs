using System.Globalization;
using System.Runtime.InteropServices;

namespace Ponte.Bench.Media;

/// <summary>What a process has used, from /proc: processor time exactly, its kernel part by the clock's ticks, and resident memory.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProcessCost(TimeSpan Cpu, TimeSpan KernelByTicks, TimeSpan AllByTicks, long ResidentBytes)
{
    private const int TicksPerSecond = 100;
    private const int PageBytes = 4096;

    public static ProcessCost Of(int process)
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}");

        // The name in parentheses may hold blanks; counting begins after it. Fields: man 5 proc.
        var stat = File.ReadAllText(Path.Combine(folder, "stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var (user, kernel) = (Time(fields[11]), Time(fields[12]));
        return new ProcessCost(RunTime(folder), kernel, user + kernel, Number(fields[21]) * PageBytes);
    }

    /// <summary>The nanoseconds that each thread ran. Threads that ended are not in it; the relays here have none.</summary>
    private static TimeSpan RunTime(string folder) =>
        TimeSpan.FromMicroseconds(
            Directory
                .GetDirectories(Path.Combine(folder, "task"))
                .Sum(t => Number(File.ReadAllText(Path.Combine(t, "schedstat")).Split(' ')[0]) / 1000.0)
        );

    private static TimeSpan Time(string ticks) => TimeSpan.FromSeconds((double)Number(ticks) / TicksPerSecond);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
