using System.Collections.Immutable;

namespace Ponte.Server.Settings;

/// <summary>What reading the settings gave: the settings, or everything that is wrong with them.</summary>
/// <param name="Settings">The settings; null where there is an error.</param>
/// <param name="Errors">All errors; empty where there are settings.</param>
internal sealed record SettingsResult(ServerSettings? Settings, ImmutableArray<SettingsError> Errors);
