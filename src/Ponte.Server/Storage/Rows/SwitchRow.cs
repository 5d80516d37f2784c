namespace Ponte.Server.Storage.Rows;

/// <summary>What a calendar is set to by hand; there is no row for one that follows its hours.</summary>
internal sealed class SwitchRow
{
    /// <summary>The calendar's name in the company document.</summary>
    public string Calendar { get; set; } = "";

    /// <summary>Open; else closed.</summary>
    public bool IsDay { get; set; }

    /// <summary>When it was set last.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}
