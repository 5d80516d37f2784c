namespace Ponte.Server.Storage.Rows;

/// <summary>A contact of an import.</summary>
internal sealed class ContactRow
{
    /// <summary>The import.</summary>
    public long Import { get; set; }

    /// <summary>The line of the file.</summary>
    public int Position { get; set; }

    /// <summary>The person; empty where there is only an organisation.</summary>
    public string Name { get; set; } = "";

    /// <summary>The organisation; empty where none is known.</summary>
    public string Organisation { get; set; } = "";

    /// <summary>The numbers in the inside form, with a blank between them.</summary>
    public string Numbers { get; set; } = "";
}
