using System.Globalization;
using System.Text;
using NodaTime;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Prompts;

namespace Ponte.Pbx.Flows;

/// <summary>What a flow says, with the values of its variables.</summary>
internal sealed class FlowTexts(CompanySnapshot company, Dictionary<string, string> variables)
{
    /// <summary>Said to a caller who pressed a key that leads nowhere.</summary>
    public static readonly FlowSpeech WrongKey = new(FlowSpeechKind.Prompt, DefaultPrompts.WrongKey);

    /// <summary>The time, UTC.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>The value of a variable; empty where it has none.</summary>
    public string Value(string variable) =>
        variable switch
        {
            FlowVariables.Date => Local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            FlowVariables.Time => Local.ToString("HH:mm", CultureInfo.InvariantCulture),
            _ => variables.GetValueOrDefault(variable, ""),
        };

    /// <summary>A text with the values in place of the variables, cut where it grows beyond the limit.</summary>
    /// <param name="template">The text.</param>
    /// <param name="escape">Makes a value harmless where it is put; null: it is put as it is.</param>
    public string Fill(string template, Func<string, string>? escape = null)
    {
        var text = new StringBuilder();
        var parts = template.Split('{');
        text.Append(parts[0]);
        foreach (var part in parts.Skip(1))
        {
            var end = part.IndexOf('}', StringComparison.Ordinal);
            var value = Value(part[..end]);
            text.Append(escape?.Invoke(value) ?? value).Append(part, end + 1, part.Length - end - 1);
        }
        return escape is null && text.Length > FlowVariables.MaxLength ? text.ToString(0, FlowVariables.MaxLength) : text.ToString();
    }

    /// <summary>The pieces that are said; what is empty is left out.</summary>
    public ValueList<SpokenPiece> Of(IEnumerable<FlowSpeech> speech) => [.. speech.SelectMany(Pieces).Where(p => p.Text.Length > 0)];

    /// <summary>What is said, in short, for people who look at the path.</summary>
    public static string Names(ValueList<FlowSpeech> speech) =>
        string.Join(", ", speech.Where(s => s.Kind == FlowSpeechKind.Prompt).Select(s => s.Value));

    private string Language => Value(FlowVariables.Language);

    private LocalDateTime Local => Instant.FromDateTimeOffset(Now).InZone(company.Zone).LocalDateTime;

    private IEnumerable<SpokenPiece> Pieces(FlowSpeech speech)
    {
        var language = Language;
        if (speech.Kind == FlowSpeechKind.Prompt)
        {
            return [new SpokenPiece(language, company.PromptOf(speech.Value)?.In(language) ?? "", speech.Value)];
        }
        var text = Fill(speech.Value);
        return speech.Kind switch
        {
            // One by one, so that the pieces are the same for every number.
            FlowSpeechKind.Digits => text.Where(char.IsAsciiDigit)
                .Select(c => new SpokenPiece(language, c.ToString(CultureInfo.InvariantCulture), DefaultPrompts.OfDigit(c))),
            FlowSpeechKind.Date => [new SpokenPiece(language, DateInWords(text, language))],
            _ => [new SpokenPiece(language, text)],
        };
    }

    private static string DateInWords(string text, string language) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? SpokenDate.InWords(date, language)
            : text;
}
