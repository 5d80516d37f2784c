using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Ponte.Bench.Sip.Servers;

/// <summary>A server in processes of its own.</summary>
internal abstract class ServerUnderTest : IDisposable
{
    private Process? _process;

    public abstract string Name { get; }

    /// <summary>Where it takes calls on UDP.</summary>
    public abstract IPEndPoint Address { get; }

    /// <summary>Its processes by what they are called in the tables.</summary>
    public abstract IEnumerable<(string Part, int Process)> Processes();

    /// <summary>What all its processes have used so far.</summary>
    public ServerCost Cost() =>
        new([
            .. Processes()
                .Select(p => (p.Part, Cost: ProcessCosts.Of(p.Process)))
                .GroupBy(p => p.Part, StringComparer.Ordinal)
                .Select(g => new PartCost(g.Key, g.Aggregate(TimeSpan.Zero, (t, p) => t + p.Cost.Cpu), g.Sum(p => p.Cost.PrivateBytes))),
        ]);

    public virtual void Dispose()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>Starts the main process; its output goes to a file.</summary>
    /// <param name="processor">The processor that it and its children are bound to; null for all.</param>
    protected int Launch(int? processor, string logFile, string file, params IEnumerable<string> arguments)
    {
        // The shell and what it calls replace themselves, so that the process id is the server's. A machine that does other work too delays the
        // server less when it comes first; where that is not allowed, nice goes on without.
        var bind = processor is { } p ? $"taskset -c {p.ToString(CultureInfo.InvariantCulture)} " : "";
        var start = new ProcessStartInfo(
            "sh",
            ["-c", $"log=$1; shift; exec nice -n -10 {bind}\"$@\" >>\"$log\" 2>&1", "sh", logFile, file, .. arguments]
        )
        {
            UseShellExecute = false,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        return _process.Id;
    }

    protected bool HasEnded => _process is not { HasExited: false };

    protected int MainProcess => _process!.Id;
}
