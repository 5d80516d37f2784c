namespace Ponte.Server.Directories.Csv;

/// <summary>What is wrong with a row of an import.</summary>
internal enum RowProblemKind
{
    /// <summary>The row has a number and no name.</summary>
    NoName,

    /// <summary>The row has a name and no number.</summary>
    NoNumber,

    /// <summary>What stands in a column of numbers is none; the row's other numbers count.</summary>
    BadNumber,

    /// <summary>A spreadsheet has made the number round: 3.9E+11.</summary>
    RoundedNumber,

    /// <summary>A quote is opened and not closed; nothing can be imported.</summary>
    QuoteNotClosed,

    /// <summary>A field is too long; nothing can be imported.</summary>
    FieldTooLong,

    /// <summary>A row has too many fields; nothing can be imported.</summary>
    TooManyFields,
}
