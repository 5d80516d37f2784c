using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Ponte.Server.Tests.Support;

/// <summary>The program <c>ponte serve</c> as a process of its own, with <c>ponte-media</c> beside it.</summary>
internal sealed class PonteProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly TaskCompletionSource<double> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PonteProcess(Process process) => _process = process;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Starts the program and waits until it says that it is ready.</summary>
    /// <param name="lines">Its surroundings.</param>
    /// <param name="more">Settings beside the usual ones.</param>
    /// <returns>The process, and the milliseconds from its start to the line that says so.</returns>
    public static async Task<(PonteProcess Process, double Milliseconds)> StartAsync(LoopbackLines lines, params string[] more)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "ponte"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("serve");
        start.ArgumentList.Add("--data");
        start.ArgumentList.Add(lines.Folder.Path);
        foreach (var setting in lines.Settings.Concat(more))
        {
            start.ArgumentList.Add("--set");
            start.ArgumentList.Add(setting);
        }
        var began = Stopwatch.GetTimestamp();
        var process = new PonteProcess(Process.Start(start)!);
        process.Listen(began);
        var milliseconds = await process._ready.Task.WaitAsync(lines.Patience);
        return (process, milliseconds);
    }

    /// <summary>Kills it as nothing but a crash does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as systemd does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.Dispose();
    }

    private void Listen(long began)
    {
        _process.OutputDataReceived += (_, e) => Take(e.Data, began);
        _process.ErrorDataReceived += (_, e) => Take(e.Data, began);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException(string.Join('\n', Lines)));
        _process.EnableRaisingEvents = true;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Take(string? line, long began)
    {
        if (line is null)
        {
            return;
        }
        lock (_lines)
        {
            _lines.Add(line);
        }
        if (line.StartsWith('{') && JsonDocument.Parse(line).RootElement.GetProperty("EventId").GetInt32() == 1000)
        {
            _ready.TrySetResult(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }
}
