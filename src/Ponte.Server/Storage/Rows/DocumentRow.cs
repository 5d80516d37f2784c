namespace Ponte.Server.Storage.Rows;

/// <summary>A version of the company document.</summary>
internal sealed class DocumentRow
{
    /// <summary>1 for the first, then upwards; the highest is in force.</summary>
    public int Version { get; set; }

    /// <summary>YAML that reads without an earlier version: secrets that were written out are in it.</summary>
    public string Text { get; set; } = "";

    /// <summary>Who applied it.</summary>
    public string AppliedBy { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset AppliedAt { get; set; }
}
