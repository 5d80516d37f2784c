using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Ponte.Pbx.Flows;

namespace Ponte.Pbx.Prompts;

/// <summary>
/// The files that callers hear: what was recorded as <c>LANGUAGE/PROMPT.wav</c>, else what came with Ponte, else what the engine says, once for
/// each text, in the folder <c>spoken</c>. From any thread.
/// </summary>
public sealed class PromptFiles : IDisposable
{
    /// <summary>What was spoken is kept until there is more than this; texts with callers' names would fill the disk.</summary>
    private const int MaxSpoken = 5000;

    private readonly string _folder;
    private readonly ISpeechEngine? _engine;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _oneText = new(1, 1);

    /// <summary>Creates the files.</summary>
    /// <param name="folder">The folder of the prompts; a whole path.</param>
    /// <param name="engine">Says what was not recorded; null: nothing does.</param>
    /// <param name="log">Told of what cannot be said.</param>
    public PromptFiles(string folder, ISpeechEngine? engine, ILogger log)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
        _engine = engine;
        _log = log;
    }

    /// <summary>The folder of what came with Ponte, in the order of <see cref="RecordingOf"/>; empty for none.</summary>
    public string Supplied { get; init; } = "";

    private string Spoken => Path.Combine(_folder, "spoken");

    /// <summary>Whether what was not recorded can be spoken.</summary>
    public bool CanSpeak => _engine is not null;

    /// <summary>Where a prompt's recording has its place.</summary>
    public string RecordingOf(string language, string prompt) => Path.Combine(_folder, language, $"{prompt}.wav");

    /// <summary>The file of a piece that nobody has to say first; null where there is none.</summary>
    public string? Ready(SpokenPiece piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        if (piece.Prompt.Length == 0)
        {
            return null;
        }
        var own = RecordingOf(piece.Language, piece.Prompt);
        if (File.Exists(own))
        {
            return own;
        }
        var supplied = Path.Combine(Supplied, piece.Language, $"{piece.Prompt}.wav");
        return Supplied.Length > 0 && DefaultPrompts.Has(piece) && File.Exists(supplied) ? supplied : null;
    }

    /// <summary>The file of a piece; null where there is none, and none can be made.</summary>
    public async ValueTask<string?> FindAsync(SpokenPiece piece, CancellationToken cancellationToken)
    {
        if (Ready(piece) is { } ready)
        {
            return ready;
        }
        if (_engine is null)
        {
            PromptLog.NoEngine(_log, piece.Prompt, piece.Language);
            return null;
        }
        var path = Path.Combine(Spoken, $"{Key(piece, _engine)}.wav");
        if (File.Exists(path))
        {
            return path;
        }
        await _oneText.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return File.Exists(path) || await SayAsync(piece, path, cancellationToken).ConfigureAwait(false) ? path : null;
        }
        finally
        {
            _oneText.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneText.Dispose();

    private async ValueTask<bool> SayAsync(SpokenPiece piece, string path, CancellationToken cancellationToken)
    {
        var (raw, made) = ($"{path}.raw", $"{path}.new");
        try
        {
            MakeRoom();
            var fault = await _engine!.SayAsync(piece.Text, piece.Language, raw, cancellationToken).ConfigureAwait(false);
            fault ??= TelephoneWav.Convert(raw, made);
            if (fault is null)
            {
                File.Move(made, path, overwrite: true); // whole or not at all
                return true;
            }
            PromptLog.NotSpoken(_log, piece.Prompt, piece.Language, fault);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            PromptLog.NotSpoken(_log, piece.Prompt, piece.Language, e.Message);
        }
        finally
        {
            File.Delete(raw);
        }
        return false;
    }

    private void MakeRoom()
    {
        Directory.CreateDirectory(Spoken);
        var files = new DirectoryInfo(Spoken).GetFiles("*.wav");
        if (files.Length < MaxSpoken)
        {
            return;
        }
        foreach (var file in files.OrderBy(f => f.LastWriteTimeUtc).Take(MaxSpoken / 10))
        {
            file.Delete();
        }
    }

    private static string Key(SpokenPiece piece, ISpeechEngine engine) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{engine.Name}\n{piece.Language}\n{piece.Text}")).AsSpan(0, 16));
}
