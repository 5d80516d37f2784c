using Ponte.Server.Settings;

namespace Ponte.Server.Trace;

/// <summary>How much the trace keeps.</summary>
/// <param name="FileBytes">A file that has so many bytes is followed by the next one.</param>
/// <param name="MaxBytes">All files together.</param>
/// <param name="MaxAge">The age of the oldest message.</param>
internal sealed record TraceFileLimits(long FileBytes, long MaxBytes, TimeSpan MaxAge)
{
    private const int FilesAtMost = 16;
    private const long Mebibyte = 1024 * 1024;

    /// <summary>What the settings say: as many files as make the size exact to a sixteenth.</summary>
    public static TraceFileLimits Of(TraceSettings settings) =>
        new(settings.MaxMebibytes * Mebibyte / FilesAtMost, settings.MaxMebibytes * Mebibyte, settings.MaxAge);
}
