using System.Text.Json.Nodes;
using Ponte.Pbx.Document.Reading;
using Ponte.Pbx.Document.Writing;

namespace Ponte.Pbx.Document;

/// <summary>Reads, prints and compares company documents.</summary>
public static class DocumentText
{
    /// <summary>Reads a text, and tells everything that is wrong with it.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="previous">The document in force, whose passwords stand for those that the text has masked; null where there is none.</param>
    /// <param name="limits">Limits; null for the defaults.</param>
    public static DocumentResult Read(string text, CompanyDocument? previous = null, DocumentLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        limits ??= new DocumentLimits();
        var errors = new ErrorList(limits.MaxErrors);
        var root = YamlTreeReader.Read(text, limits, errors);
        var document = root is null ? null : DocumentReader.Read(root, previous, errors);
        return errors.IsEmpty ? new DocumentResult(document, []) : new DocumentResult(null, errors.InOrderOfText());
    }

    /// <summary>
    /// Prints the canonical text: sections and fields in the order of the documentation, users and numbers sorted, values equal to
    /// their default left out, secrets that were written out masked. Comments are not kept.
    /// </summary>
    public static string Print(CompanyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return CanonicalPrinter.Print(CanonicalTree.Of(document));
    }

    /// <summary>Prints the canonical text with the secrets that were written out in it, so that it reads by itself. For the server's own store only.</summary>
    public static string PrintWithSecrets(CompanyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return CanonicalPrinter.Print(CanonicalTree.Of(document), withSecrets: true);
    }

    /// <summary>The document as JSON, in the canonical order, secrets that were written out masked. <see cref="Read"/> takes it too.</summary>
    public static JsonObject ToJson(CompanyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return CanonicalJson.Of(CanonicalTree.Of(document)).AsObject();
    }

    /// <summary>Compares two documents field by field.</summary>
    /// <returns>What is only in the second, only in the first, or differs; ordered by path. Secrets that were written out are masked.</returns>
    public static ValueList<DocumentChange> Compare(CompanyDocument before, CompanyDocument after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return CanonicalComparer.Compare(CanonicalTree.Of(before), CanonicalTree.Of(after));
    }
}
