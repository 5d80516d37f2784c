using System.ComponentModel;
using System.Diagnostics;

namespace Ponte.Media.Control.Protocol;

/// <summary>Starts processes one after the other and remembers how they fared. For one thread at a time.</summary>
internal sealed class ProcessStarter(MediaProcessOptions options, TimeProvider time) : IDisposable
{
    private Process? _child;
    private long _startedAt;
    private int _shortLives;

    /// <summary>Whether a process was started.</summary>
    public bool HasStarted => _startedAt != 0;

    /// <summary>The process that was started and still runs; null without one.</summary>
    public int? RunningProcessId => _child is { HasExited: false } child ? child.Id : null;

    /// <summary>Whether the running process has had more than its time to get ready.</summary>
    public bool IsOverdue => time.GetElapsedTime(_startedAt) > options.StartTime;

    /// <summary>Starts one.</summary>
    /// <returns>Null, or why not.</returns>
    public string? Start()
    {
        var isDll = options.Executable.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isDll ? "dotnet" : options.Executable) { UseShellExecute = false };
        if (isDll)
        {
            start.ArgumentList.Add(options.Executable);
        }
        foreach (var argument in options.Arguments)
        {
            start.ArgumentList.Add(argument);
        }
        _startedAt = time.GetTimestamp();
        try
        {
            _child = Process.Start(start);
            return null;
        }
        catch (Exception error) when (error is Win32Exception or IOException)
        {
            return $"{options.Executable}: {error.Message}";
        }
    }

    /// <summary>How the last process ended, once; null where none did.</summary>
    public string? TakeEnd()
    {
        if (_child is not { HasExited: true } child)
        {
            return null;
        }
        var lived = time.GetElapsedTime(_startedAt);
        _shortLives = lived < options.ShortLife ? _shortLives + 1 : 0;
        // The runtime tells a signal as 128 + its number.
        var end =
            child.ExitCode > 128
                ? $"The media process {child.Id} was ended by signal {child.ExitCode - 128} after {lived.TotalSeconds:F1} s."
                : $"The media process {child.Id} ended with exit code {child.ExitCode} after {lived.TotalSeconds:F1} s; its log says why.";
        child.Dispose();
        _child = null;
        return end;
    }

    /// <summary>How long to wait before the next start.</summary>
    public TimeSpan NextDelay()
    {
        if (_shortLives <= 1)
        {
            return TimeSpan.Zero;
        }
        var delay = options.FirstRestartDelay * Math.Pow(2, Math.Min(_shortLives - 2, 16));
        return delay < options.LongestRestartDelay ? delay : options.LongestRestartDelay;
    }

    /// <summary>Asks a process to end, and kills it where it does not.</summary>
    public async Task EndAsync(int processId)
    {
        Process process;
        try
        {
            process = Process.GetProcessById(processId);
        }
        catch (ArgumentException)
        {
            // It is gone already.
            return;
        }
        using (process)
        {
            Signals.SendTerminate(processId);
            using var patience = new CancellationTokenSource(options.StopTime, time);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Signals.SendKill(processId);
            }
        }
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _child?.Dispose();
        _child = null;
    }
}
