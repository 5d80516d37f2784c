using Ponte.Pbx.Document;

namespace Ponte.Pbx.Prompts;

/// <summary>Finds hold music that is named and not there.</summary>
public static class MusicCheck
{
    /// <summary>What is wrong with a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="folder">The folder of hold music.</param>
    public static IEnumerable<string> Faults(CompanyDocument document, string folder)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document
            .Lines.Select(l => (Field: $"lines.{l.Name}.holdMusic", l.HoldMusic))
            .Prepend((Field: "company.holdMusic", document.Company.HoldMusic))
            .Where(m => m.HoldMusic.Length > 0 && !File.Exists(Path.Combine(folder, m.HoldMusic)))
            .Select(m => $"{m.Field}: {m.HoldMusic} is not there; put the WAV file into {folder}");
    }
}
