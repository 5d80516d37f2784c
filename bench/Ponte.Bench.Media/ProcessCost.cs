using System.Globalization;
using System.Runtime.InteropServices;

namespace Ponte.Bench.Media;

/// <summary>What a process has used, from /proc.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProcessCost(TimeSpan User, TimeSpan Kernel, long ResidentBytes)
{
    private const int TicksPerSecond = 100;
    private const int PageBytes = 4096;

    public static ProcessCost Of(int process)
    {
        // The name in parentheses may hold blanks; counting begins after it. Fields: man 5 proc.
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcessCost(Time(fields[11]), Time(fields[12]), Number(fields[21]) * PageBytes);
    }

    private static TimeSpan Time(string ticks) => TimeSpan.FromSeconds((double)Number(ticks) / TicksPerSecond);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
