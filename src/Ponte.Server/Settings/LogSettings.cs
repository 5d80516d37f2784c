using System.Collections.Immutable;

namespace Ponte.Server.Settings;

/// <summary>How the log is written.</summary>
/// <param name="Format">In which form.</param>
/// <param name="Levels">The least level by category prefix; <c>Default</c> for all others.</param>
internal sealed record LogSettings(LogFormat Format, ImmutableArray<(string Category, LogLevel Level)> Levels);
