using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Ponte.Media.Control.Model;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Flows;
using Ponte.Pbx.Prompts;

namespace Ponte.Pbx.Voicemail;

/// <summary>Finds the sounds of what a box says. Where nothing is there to speak, what was not recorded is said by digits.</summary>
/// <param name="company">The company, as the call found it.</param>
/// <param name="prompts">Where prompts are.</param>
/// <param name="voicemail">Where messages and greetings are.</param>
/// <param name="time">The clock, for today and yesterday.</param>
internal sealed class VoiceSpeech(CompanySnapshot company, PromptFiles prompts, IVoicemail voicemail, TimeProvider time)
{
    /// <summary>The sounds; what cannot be found is left out.</summary>
    /// <param name="pieces">What is said.</param>
    /// <param name="boxLanguage">The language of the box; null where it is not known: the company's.</param>
    /// <param name="cancellationToken">Nobody listens any more.</param>
    public async ValueTask<ImmutableArray<PlaySource>> FindAsync(
        ValueList<VoicePiece> pieces,
        string? boxLanguage,
        CancellationToken cancellationToken
    )
    {
        var language = boxLanguage ?? company.Document.Company.Language;
        var sources = ImmutableArray.CreateBuilder<PlaySource>();
        foreach (var piece in pieces)
        {
            foreach (var spoken in Spoken(piece, language))
            {
                if (spoken.Text.Length > 0 && await prompts.FindAsync(spoken, cancellationToken).ConfigureAwait(false) is { } path)
                {
                    sources.Add(new FileSource(path));
                }
            }
            if (await SoundAsync(piece).ConfigureAwait(false) is { } sound)
            {
                sources.Add(sound);
            }
        }
        return sources.ToImmutable();
    }

    private async ValueTask<PlaySource?> SoundAsync(VoicePiece piece) =>
        piece switch
        {
            MessagePiece message => await voicemail.SourceOfAsync(message.Box, message.Message).ConfigureAwait(false),
            GreetingPiece greeting => await voicemail.SourceOfGreetingAsync(greeting.Box, greeting.Kind).ConfigureAwait(false),
            PausePiece pause => new SilenceSource(pause.Length),
            _ => null,
        };

    private IEnumerable<SpokenPiece> Spoken(VoicePiece piece, string language) =>
        piece switch
        {
            PromptPiece { Prompt: var name } => [new SpokenPiece(language, TextOf(name, language), name)],
            NumberPiece { Number: var number } when number < 10 || !prompts.CanSpeak => Digits(
                number.ToString(CultureInfo.InvariantCulture),
                language
            ),
            NumberPiece { Number: var number } => [new SpokenPiece(language, number.ToString(CultureInfo.InvariantCulture))],
            DigitsPiece { Digits: var digits } => Digits(digits, language),
            NamePiece { Name: { Length: > 0 } name } when prompts.CanSpeak => [new SpokenPiece(language, name)],
            NamePiece { Digits: var digits } => Digits(digits, language),
            TimePiece { At: var at } when prompts.CanSpeak => [new SpokenPiece(language, InWords(at, language))],
            TimePiece { At: var at } => Digits(Local(at).ToString("HHmm", CultureInfo.InvariantCulture), language),
            _ => [],
        };

    private string TextOf(string prompt, string language)
    {
        var settings = company.PromptOf(prompt);
        return settings?.In(language) ?? settings?.In(company.Document.Company.Language) ?? "";
    }

    private static IEnumerable<SpokenPiece> Digits(string digits, string language) =>
        digits
            .Where(char.IsAsciiDigit)
            .Select(c => new SpokenPiece(language, c.ToString(CultureInfo.InvariantCulture), DefaultPrompts.OfDigit(c)));

    private string InWords(DateTimeOffset at, string language)
    {
        var (local, today) = (Local(at), Local(time.GetUtcNow()).Date);
        var isItalian = language is "it";
        var day =
            local.Date == today ? (isItalian ? "oggi" : "today")
            : local.Date == today.PlusDays(-1) ? (isItalian ? "ieri" : "yesterday")
            : SpokenDate.InWords(new DateOnly(local.Year, local.Month, local.Day), language);
        return isItalian
            ? string.Create(CultureInfo.InvariantCulture, $"{day} alle {local.Hour} e {local.Minute:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{day} at {local.Hour}:{local.Minute:00}");
    }

    private LocalDateTime Local(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(company.Zone).LocalDateTime;
}
