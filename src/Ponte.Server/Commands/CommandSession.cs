using System.CommandLine;
using Ponte.Server.Api;
using Ponte.Server.Hosting;
using Ponte.Server.Languages;
using Ponte.Server.Settings;
using Ponte.Server.Storage;
using Ponte.Server.Trace;

namespace Ponte.Server.Commands;

/// <summary>One run of a command: its options, its server, its language.</summary>
internal sealed class CommandSession
{
    /// <summary>The exit code of a command that did not do what it says.</summary>
    public const int Failed = 1;

    private readonly string? _language;

    /// <summary>Begins a run.</summary>
    public CommandSession(ParseResult parsed, CommonOptions options, CommandContext context, string? mediaMode = null)
    {
        Context = context;
        _language = parsed.GetValue(options.Language);
        Sources = SettingsSources.Load(
            new SettingsInput
            {
                DataFolder = parsed.GetValue(options.Data),
                ConfigFile = parsed.GetValue(options.Config),
                Overrides = [.. parsed.GetValue(options.Set) ?? []],
                MediaMode = mediaMode,
                Environment = context.Environment,
                CurrentFolder = context.CurrentFolder,
            }
        );
        Words = Words.In(LanguageChoice.Choose(_language, context.Environment));
    }

    /// <summary>The world.</summary>
    public CommandContext Context { get; }

    /// <summary>The settings as text.</summary>
    public SettingsSources Sources { get; }

    /// <summary>The words of the user's language.</summary>
    public Words Words { get; private set; }

    /// <summary>The admin socket of the server.</summary>
    public string AdminSocket =>
        Path.GetFullPath(Sources.Root[SettingNames.AdminSocket] is { Length: > 0 } path ? path : "admin.sock", Sources.DataFolder);

    /// <summary>Speaks to the server, and tells the user what went wrong.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WithServerAsync(Func<AdminClient, Task<int>> action, CancellationToken cancellationToken)
    {
        using var client = new AdminClient(AdminSocket);
        try
        {
            await LearnLanguageAsync(client, cancellationToken).ConfigureAwait(false);
            return await action(client).ConfigureAwait(false);
        }
        catch (AdminException e)
        {
            return Fail(e.Failure == AdminFailure.NoServer ? Words.NoServer(AdminSocket) : e.Message);
        }
    }

    /// <summary>Speaks to the server, or, where none runs, to what it left in the data folder.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WithHistoryAsync(
        Func<AdminClient, Task<int>> online,
        Func<CallHistory, Task<int>> offline,
        CancellationToken cancellationToken
    )
    {
        using var client = new AdminClient(AdminSocket);
        try
        {
            await LearnLanguageAsync(client, cancellationToken).ConfigureAwait(false);
            return await online(client).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.Failure == AdminFailure.NoServer)
        {
            return await WithoutServerAsync(offline).ConfigureAwait(false);
        }
        catch (AdminException e)
        {
            return Fail(e.Message);
        }
    }

    /// <summary>Reads a file, or standard input for <c>-</c>; null where it cannot be read, which is told.</summary>
    public async Task<string?> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(Path.GetFullPath(path, Context.CurrentFolder), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail(Words.CannotRead(path, e.Message));
            return null;
        }
    }

    /// <summary>Tells an error.</summary>
    /// <returns>The exit code.</returns>
    public int Fail(string message)
    {
        Context.Error.WriteLine($"ponte: {message}");
        return Failed;
    }

    /// <summary>Where neither option nor locale says a language, the company's counts.</summary>
    private async Task LearnLanguageAsync(AdminClient client, CancellationToken cancellationToken)
    {
        if (LanguageChoice.IsChosen(_language, Context.Environment))
        {
            return;
        }
        var status = await client.StatusAsync(cancellationToken).ConfigureAwait(false);
        Words = Words.In(LanguageChoice.Choose(_language, Context.Environment, status.Document?.Language));
    }

    private async Task<int> WithoutServerAsync(Func<CallHistory, Task<int>> offline)
    {
        try
        {
            if (PonteDatabase.OpenForReading(Sources.DataFolder) is not { } database)
            {
                return Fail(Words.NoServer(AdminSocket));
            }
            await Context.Error.WriteLineAsync($"ponte: {Words.ServerNotRunning}").ConfigureAwait(false);
            using var files = new TraceFiles(DataFolder.TraceIn(Sources.DataFolder), TraceFileLimits.Of(new TraceSettings()));
            return await offline(new CallHistory(new HistoryQueries(database), files, null, null, null)).ConfigureAwait(false);
        }
        catch (StorageException e)
        {
            return Fail(e.Message);
        }
    }
}
