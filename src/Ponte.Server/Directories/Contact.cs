using System.Collections.Immutable;
using Ponte.Pbx.Directories;

namespace Ponte.Server.Directories;

/// <summary>A contact of an address book.</summary>
/// <param name="Name">The person's name; empty where there is only an organisation.</param>
/// <param name="Organisation">The organisation; empty where none is known.</param>
/// <param name="Numbers">The numbers in the inside form.</param>
internal sealed record Contact(string Name, string Organisation, ImmutableArray<string> Numbers)
{
    /// <summary>What is shown when one of the numbers calls.</summary>
    public string Shown =>
        Name.Length == 0 ? Organisation
        : Organisation.Length == 0 ? Name
        : DirectoryEntry.CleanName($"{Name} ({Organisation})");
}
