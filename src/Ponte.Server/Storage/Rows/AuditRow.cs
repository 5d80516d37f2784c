namespace Ponte.Server.Storage.Rows;

/// <summary>A change that somebody made; see <see cref="Web.Audit.AuditEntry"/>.</summary>
internal sealed class AuditRow
{
    /// <summary>In the order of the changes.</summary>
    public long Id { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Who.</summary>
    public string Who { get; set; } = "";

    /// <summary>What was done.</summary>
    public string Action { get; set; } = "";

    /// <summary>To what.</summary>
    public string Target { get; set; } = "";

    /// <summary>How it was.</summary>
    public string? Before { get; set; }

    /// <summary>How it is.</summary>
    public string? After { get; set; }
}
