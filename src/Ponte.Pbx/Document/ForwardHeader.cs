namespace Ponte.Pbx.Document;

/// <summary>By which header a line is told who forwarded a call.</summary>
public enum ForwardHeader
{
    /// <summary><c>Diversion</c> (RFC 5806).</summary>
    Diversion,

    /// <summary><c>History-Info</c> (RFC 7044).</summary>
    HistoryInfo,

    /// <summary>It is not told.</summary>
    None,
}
