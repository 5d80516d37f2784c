using System.ComponentModel;
using System.Diagnostics;

namespace Ponte.Pbx.Prompts;

/// <summary>The program espeak-ng, where it is installed; a process for each text, that is ended when it takes too long.</summary>
/// <param name="program">The program's path.</param>
/// <param name="time">The clock.</param>
public sealed class EspeakEngine(string program, TimeProvider time) : ISpeechEngine
{
    /// <summary>A text of the longest kind takes it some hundred milliseconds.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Words a minute: callers hear it once.</summary>
    private const int Speed = 145;

    /// <inheritdoc/>
    public string Name => $"espeak-ng {Speed}";

    /// <summary>The engine, where the program is in one of the folders of the search path.</summary>
    public static EspeakEngine? Find(string? searchPath, TimeProvider time)
    {
        var path = (searchPath ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "espeak-ng"))
            .FirstOrDefault(File.Exists);
        return path is null ? null : new EspeakEngine(path, time);
    }

    /// <inheritdoc/>
    public async ValueTask<string?> SayAsync(string text, string language, string path, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, ["-v", language, "-s", $"{Speed}", "-w", path, "--stdin"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var process = Process.Start(start)!;
            return await RunAsync(process, text, either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return $"espeak-ng cannot be run: {e.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "espeak-ng takes too long";
        }
    }

    private static async Task<string?> RunAsync(Process process, string text, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
            var words = await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return process.ExitCode == 0 ? null : $"espeak-ng ended with {process.ExitCode}: {words.Trim()}";
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }
}
