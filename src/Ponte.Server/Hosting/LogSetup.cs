using Microsoft.Extensions.Logging.Console;
using Ponte.Server.Settings;

namespace Ponte.Server.Hosting;

/// <summary>Sets the log up as the settings say.</summary>
internal static class LogSetup
{
    /// <summary>Adds the console in the wanted form, and the levels.</summary>
    public static void Apply(ILoggingBuilder logging, LogSettings settings)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        // Each request to /metrics is not worth a line.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        // The keys of cookies lie in the data folder, which is its account's alone: that they are not encrypted there is no warning.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // What keeps the server from starting is told in one line, by us.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        foreach (var (category, level) in settings.Levels)
        {
            if (string.Equals(category, "Default", StringComparison.OrdinalIgnoreCase))
            {
                logging.SetMinimumLevel(level);
            }
            else
            {
                logging.AddFilter(category, level);
            }
        }
        _ = Chosen(settings.Format) switch
        {
            LogFormat.Json => logging.AddJsonConsole(o =>
            {
                o.UseUtcTimestamp = true;
                o.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            }),
            LogFormat.Systemd => logging.AddSystemdConsole(),
            _ => logging.AddSimpleConsole(o =>
            {
                o.SingleLine = true;
                o.TimestampFormat = "HH:mm:ss.fff ";
                o.ColorBehavior = Console.IsOutputRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
            }),
        };
    }

    private static LogFormat Chosen(LogFormat format) =>
        format != LogFormat.Auto ? format
        : Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { Length: > 0 } ? LogFormat.Systemd
        : Console.IsOutputRedirected ? LogFormat.Json
        : LogFormat.Console;
}
