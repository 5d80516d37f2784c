namespace Ponte.Pbx.Document;

/// <summary>A directory of kind <c>csv</c>: an address book that is imported.</summary>
public sealed record BookSettings : DirectorySettings
{
    /// <inheritdoc/>
    public override DirectoryKind Kind => DirectoryKind.Csv;
}
