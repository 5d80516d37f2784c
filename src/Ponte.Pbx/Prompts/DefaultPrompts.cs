using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Ponte.Pbx.Document;
using Ponte.Pbx.Flows;
using Ponte.Pbx.Voicemail;

namespace Ponte.Pbx.Prompts;

/// <summary>The prompts that every company has. One of the same name in the document takes the place of its own.</summary>
public static class DefaultPrompts
{
    /// <summary>Said to a caller who pressed a key that leads nowhere.</summary>
    public const string WrongKey = "wrong-key";

    /// <summary>Asks for the PIN of a room.</summary>
    public const string RoomPin = "room-pin";

    /// <summary>Said to a caller whose PIN is none of the room's.</summary>
    public const string RoomPinWrong = "room-pin-wrong";

    /// <summary>Said to a caller for whom a room has no place.</summary>
    public const string RoomFull = "room-full";

    /// <summary>Takes leave.</summary>
    public const string Goodbye = "goodbye";

    /// <summary>Said to a caller who cannot be put through.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<PromptSettings> All =
    [
        Of(WrongKey, "La scelta non è valida.", "That is not a valid choice."),
        Of("closed", "I nostri uffici sono chiusi.", "Our offices are closed."),
        Of("busy", "Tutti i nostri operatori sono occupati.", "All our operators are busy."),
        Of(Unavailable, "La persona cercata non è raggiungibile.", "The person you are calling cannot be reached."),
        Of("please-hold", "Restate in linea, prego.", "Please hold the line."),
        Of("enter-extension", "Digitare l'interno desiderato.", "Please enter the extension."),
        Of("recorded", "Questa chiamata viene registrata.", "This call is recorded."),
        Of(RoomPin, "Digitare il codice della conferenza, seguito dal cancelletto.", "Please enter the conference code, followed by hash."),
        Of(RoomPinWrong, "Il codice non è corretto.", "That code is not correct."),
        Of(RoomFull, "La conferenza è al completo.", "The conference is full."),
        Of(Goodbye, "Grazie per aver chiamato. Arrivederci.", "Thank you for calling. Goodbye."),
        .. VoicePrompts.Texts.Select(t => Of(t.Name, t.Italian, t.English)),
        .. Enumerable.Range(0, 10).Select(d => d.ToString(CultureInfo.InvariantCulture)).Select(d => Of(OfDigit(d[0]), d, d)),
    ];

    /// <summary>The prompt of a digit.</summary>
    public static string OfDigit(char digit) => $"digit-{digit}";

    /// <summary>Whether a piece says what the prompt of its name says without a company of its own.</summary>
    public static bool Has(SpokenPiece piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        return ByName.TryGetValue(piece.Prompt, out var prompt)
            && string.Equals(prompt.In(piece.Language), piece.Text, StringComparison.Ordinal);
    }

    /// <summary>The prompts of a company by their names: its own, and those of these that it does not replace.</summary>
    public static Dictionary<string, PromptSettings> And(IEnumerable<PromptSettings> own)
    {
        var all = All.ToDictionary(p => p.Name, StringComparer.Ordinal);
        foreach (var prompt in own)
        {
            all[prompt.Name] = prompt;
        }
        return all;
    }

    private static readonly FrozenDictionary<string, PromptSettings> ByName = All.ToFrozenDictionary(p => p.Name, StringComparer.Ordinal);

    private static PromptSettings Of(string name, string italian, string english) =>
        new() { Name = name, Texts = [new PromptText("en", english), new PromptText("it", italian)] };
}
