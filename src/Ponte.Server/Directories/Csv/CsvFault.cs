namespace Ponte.Server.Directories.Csv;

/// <summary>Why the rest of a CSV text cannot be read.</summary>
internal enum CsvFault
{
    /// <summary>A quote is opened and not closed.</summary>
    QuoteNotClosed,

    /// <summary>A field has more characters than are read.</summary>
    FieldTooLong,

    /// <summary>A row has more fields than are read.</summary>
    TooManyFields,
}
