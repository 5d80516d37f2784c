using System.Globalization;
using System.Runtime.InteropServices;

namespace Ponte.Bench.Media;

/// <summary>What a process has used, from /proc.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProcessCost(TimeSpan Cpu, long ResidentBytes)
{
    private const int TicksPerSecond = 100;
    private const int PageBytes = 4096;

    public static ProcessCost Of(int process)
    {
        // The name in parentheses may hold blanks; counting begins after it. Fields: man 5 proc.
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = Number(fields[11]) + Number(fields[12]);
        return new ProcessCost(TimeSpan.FromSeconds((double)ticks / TicksPerSecond), Number(fields[21]) * PageBytes);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
