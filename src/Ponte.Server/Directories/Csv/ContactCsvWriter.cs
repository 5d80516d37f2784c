namespace Ponte.Server.Directories.Csv;

/// <summary>Writes contacts as a CSV text that spreadsheets and an import read.</summary>
internal sealed class ContactCsvWriter(TextWriter output)
{
    /// <summary>A cell that begins so is a formula for a spreadsheet, which could fetch or send something when it is opened.</summary>
    private const string FormulaSigns = "=+-@\t\r";

    /// <summary>Writes the headings.</summary>
    public Task BeginAsync() => output.WriteAsync("Name,Company,Phone\r\n");

    /// <summary>Writes a contact.</summary>
    public Task WriteAsync(Contact contact) =>
        // Numbers are digits with a plus before them: no formula, and an apostrophe there would spoil them for other programs.
        output.WriteAsync($"{Cell(contact.Name)},{Cell(contact.Organisation)},{string.Join(';', contact.Numbers)}\r\n");

    private static string Cell(string text)
    {
        var isFormula = text.Length > 0 && FormulaSigns.Contains(text[0], StringComparison.Ordinal);
        var safe = isFormula || text.StartsWith('\'') ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",;\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
