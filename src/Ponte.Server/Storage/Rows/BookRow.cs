namespace Ponte.Server.Storage.Rows;

/// <summary>An address book.</summary>
internal sealed class BookRow
{
    /// <summary>The directory's name in the document.</summary>
    public string Name { get; set; } = "";

    /// <summary>The import in force: the contacts of others are leftovers.</summary>
    public long Import { get; set; }

    /// <summary>How many contacts it has.</summary>
    public int Contacts { get; set; }

    /// <summary>How many numbers they have.</summary>
    public int Numbers { get; set; }

    /// <summary>The name of the file that was imported.</summary>
    public string File { get; set; } = "";

    /// <summary>Who imported it.</summary>
    public string ImportedBy { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset ImportedAt { get; set; }
}
