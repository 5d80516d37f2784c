namespace Ponte.Server.Directories;

/// <summary>An address book as it was imported.</summary>
/// <param name="Name">The directory's name in the document.</param>
/// <param name="Import">The import whose contacts it has.</param>
/// <param name="Contacts">How many contacts.</param>
/// <param name="Numbers">How many numbers they have.</param>
/// <param name="File">The name of the file.</param>
/// <param name="ImportedBy">Who imported it.</param>
/// <param name="ImportedAt">When.</param>
internal sealed record ContactBook(
    string Name,
    long Import,
    int Contacts,
    int Numbers,
    string File,
    string ImportedBy,
    DateTimeOffset ImportedAt
);
