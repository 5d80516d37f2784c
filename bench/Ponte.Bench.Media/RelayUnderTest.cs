using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Ponte.Bench.Media;

/// <summary>A relay in a process of its own, with calls set up.</summary>
internal abstract class RelayUnderTest : IDisposable
{
    private Process? _process;

    public abstract string Name { get; }

    public int ProcessId => _process!.Id;

    /// <summary>Starts it and sets calls up; legs 2n and 2n+1 are one call. With <paramref name="srtp"/> the odd legs are protected. <paramref name="number"/> decides the range of ports.</summary>
    public abstract Task<Leg[]> StartAsync(int number, int calls, bool srtp, Func<int, IPEndPoint> peerOf);

    public virtual void Dispose()
    {
        if (_process is { } process)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            _process = null;
        }
    }

    protected StreamReader Launch(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        return _process.StandardOutput;
    }

    /// <summary>Ranges of 5,000 ports side by side, below those that systems give out by themselves.</summary>
    protected static int FirstPort(int number) => 10_000 + (number * 5000);

    protected static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
