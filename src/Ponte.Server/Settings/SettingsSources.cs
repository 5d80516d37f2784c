using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Configuration.Json;

namespace Ponte.Server.Settings;

/// <summary>The settings as text, before they are understood, with the knowledge of where each value comes from.</summary>
internal sealed class SettingsSources
{
    private readonly ImmutableArray<(IConfigurationProvider Provider, string Label)> _providers;

    private SettingsSources(
        IConfigurationRoot root,
        ImmutableArray<(IConfigurationProvider, string)> providers,
        string dataFolder,
        ImmutableArray<SettingsError> errors
    )
    {
        Root = root;
        _providers = providers;
        DataFolder = dataFolder;
        Errors = errors;
    }

    /// <summary>All values, the strongest source's winning.</summary>
    public IConfigurationRoot Root { get; }

    /// <summary>The data folder; absolute.</summary>
    public string DataFolder { get; }

    /// <summary>What is wrong with the sources themselves.</summary>
    public ImmutableArray<SettingsError> Errors { get; }

    /// <summary>Reads file, environment and command line.</summary>
    public static SettingsSources Load(SettingsInput input)
    {
        var errors = ImmutableArray.CreateBuilder<SettingsError>();
        var environment = FromEnvironment(input.Environment);
        var commandLine = FromCommandLine(input, errors);
        var explicitFile = input.ConfigFile is null ? null : Path.GetFullPath(input.ConfigFile, input.CurrentFolder);
        var named = NamedFolder(input, environment, commandLine);

        var path = explicitFile ?? Path.Combine(named ?? DefaultFolder(input), SettingsInput.FileName);
        var file = FromFile(path, isRequired: explicitFile is not null, errors);
        var folder = named ?? FolderOf(file, path) ?? DefaultFolder(input);

        var providers = ImmutableArray.CreateBuilder<(IConfigurationProvider, string)>();
        providers.Add((file, path));
        providers.Add((environment, "environment"));
        providers.Add((commandLine, "command line"));
        var root = new ConfigurationRoot([.. providers.Select(p => p.Item1)]);
        return new SettingsSources(root, providers.ToImmutable(), folder, errors.ToImmutable());
    }

    /// <summary>Names the source of a value; empty where no source has it.</summary>
    public string SourceOf(string key)
    {
        foreach (var (provider, label) in _providers.Reverse())
        {
            if (provider.TryGet(key, out _))
            {
                return label;
            }
        }
        return "";
    }

    private static string DefaultFolder(SettingsInput input) =>
        input.Environment.TryGetValue("STATE_DIRECTORY", out var state) && state.Length > 0
            ? state.Split(':')[0]
            : SettingsInput.DefaultDataFolder;

    private static string? NamedFolder(SettingsInput input, IConfigurationProvider environment, IConfigurationProvider commandLine)
    {
        if (
            commandLine.TryGet(SettingNames.Data, out var folder) && !string.IsNullOrWhiteSpace(folder)
            || environment.TryGet(SettingNames.Data, out folder) && !string.IsNullOrWhiteSpace(folder)
        )
        {
            return Path.GetFullPath(folder, input.CurrentFolder);
        }
        return null;
    }

    private static string? FolderOf(IConfigurationProvider file, string path) =>
        file.TryGet(SettingNames.Data, out var folder) && !string.IsNullOrWhiteSpace(folder)
            ? Path.GetFullPath(folder, Path.GetDirectoryName(path)!)
            : null;

    private static MemoryProvider FromEnvironment(IReadOnlyDictionary<string, string> environment)
    {
        var provider = new MemoryProvider();
        foreach (var (name, value) in environment)
        {
            if (name.StartsWith(SettingsInput.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
            {
                provider.Set(name[SettingsInput.EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal), value);
            }
        }
        return provider;
    }

    private static MemoryProvider FromCommandLine(SettingsInput input, ImmutableArray<SettingsError>.Builder errors)
    {
        var provider = new MemoryProvider();
        foreach (var text in input.Overrides)
        {
            var split = text.IndexOf('=', StringComparison.Ordinal);
            if (split <= 0)
            {
                errors.Add(
                    new SettingsError("--set", text, "command line", "is no setting; give KEY=VALUE, for instance Http:Address=off")
                );
                continue;
            }
            provider.Set(text[..split].Trim(), text[(split + 1)..]);
        }
        if (input.DataFolder is not null)
        {
            provider.Set(SettingNames.Data, input.DataFolder);
        }
        if (input.MediaMode is not null)
        {
            provider.Set(SettingNames.MediaMode, input.MediaMode);
        }
        return provider;
    }

    private static IConfigurationProvider FromFile(string path, bool isRequired, ImmutableArray<SettingsError>.Builder errors)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var text = new MemoryStream();
            stream.CopyTo(text);
            text.Position = 0;
            var provider = new FileProvider(new JsonStreamConfigurationSource { Stream = text });
            provider.LoadOnce();
            return provider;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            if (isRequired)
            {
                errors.Add(new SettingsError("--config", path, "command line", "is not there; give the path of a settings file"));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new SettingsError("", null, "", $"{path} cannot be read: {e.Message}"));
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidDataException)
        {
            errors.Add(new SettingsError("", null, "", $"{path} is not valid JSON: {Reason(e)}"));
        }
        return new MemoryProvider();
    }

    private static string Reason(Exception e)
    {
        var json = e as JsonException ?? e.InnerException as JsonException;
        return json is null
            ? e.Message
            : string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"line {json.LineNumber + 1}, column {json.BytePositionInLine + 1}: {json.Message.Split(" LineNumber:")[0].Split(" Path:")[0]}"
            );
    }

    /// <summary>The file's values, loaded before the root is made so that its errors are known as its own.</summary>
    private sealed class FileProvider(JsonStreamConfigurationSource source) : JsonStreamConfigurationProvider(source)
    {
        public void LoadOnce() => base.Load();

        /// <summary>The root asks for it a second time, which a stream cannot give.</summary>
        public override void Load() { }
    }

    /// <summary>Values held in memory.</summary>
    private sealed class MemoryProvider : ConfigurationProvider;
}
