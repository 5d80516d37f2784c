namespace Ponte.Server.Settings;

/// <summary>The form of the log.</summary>
internal enum LogFormat
{
    /// <summary>Console on a terminal, systemd's under systemd, else JSON.</summary>
    Auto,

    /// <summary>One JSON object a line.</summary>
    Json,

    /// <summary>For people.</summary>
    Console,

    /// <summary>With syslog priorities for the journal.</summary>
    Systemd,
}
