namespace Ponte.Simulator.Microsoft;

/// <summary>How Microsoft writes History-Info (reference section 14).</summary>
public enum HistoryStyle
{
    /// <summary>The reason within the URI is escaped.</summary>
    Escaped,

    /// <summary>The older text: raw semicolons, curly quotes, and Privacy.</summary>
    Raw,
}
