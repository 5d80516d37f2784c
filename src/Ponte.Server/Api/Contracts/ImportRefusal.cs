namespace Ponte.Server.Api.Contracts;

/// <summary>Why nothing was imported.</summary>
internal enum ImportRefusal
{
    /// <summary>The company document has no directory of kind csv of the name.</summary>
    UnknownBook,

    /// <summary>No column for a name, or none for numbers, was found.</summary>
    NoColumns,

    /// <summary>No row is a contact.</summary>
    NoContacts,

    /// <summary>The file cannot be read to its end.</summary>
    Broken,

    /// <summary>The file is larger than is read.</summary>
    TooLarge,
}
