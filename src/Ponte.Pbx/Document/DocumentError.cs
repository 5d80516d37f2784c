using System.Globalization;

namespace Ponte.Pbx.Document;

/// <summary>One thing wrong in a company document.</summary>
/// <param name="Path">The field: keys joined by dots, list items by their index in brackets; empty for the document as a whole.</param>
/// <param name="Line">The line in the text, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What is wrong with which value, what the bound is, and how to mend it.</param>
public sealed record DocumentError(string Path, int Line, int Column, string Message)
{
    /// <summary>The error as one line for a person.</summary>
    public override string ToString()
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}");
        return Path.Length == 0 ? $"{at}: {Message}" : $"{Path} ({at}): {Message}";
    }
}
