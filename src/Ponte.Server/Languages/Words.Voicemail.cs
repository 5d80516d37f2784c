using Ponte.Pbx.Voicemail;
using Ponte.Server.History;

namespace Ponte.Server.Languages;

/// <content>Voicemail.</content>
internal sealed partial class Words
{
    /// <summary>Which box answered a call; null where none did.</summary>
    public string? AnsweredByVoicemail(CallView call) =>
        call.Path.LastOrDefault(p => p.Flow.Equals(VoicemailSteps.Flow, StringComparison.Ordinal)) switch
        {
            { Step: VoicemailSteps.Deposit, Value: var box } => T(
                $"answered by the voicemail of {box}",
                $"risposta dalla segreteria di {box}"
            ),
            { Value: var box } => T($"listened to the voicemail of {box}", $"ascolto della segreteria di {box}"),
            null => null,
        };

    public string UnknownCaller => T("an unknown number", "un numero sconosciuto");

    /// <summary>The subject of the mail about a message.</summary>
    public string VoicemailSubject(string box, string caller) =>
        T($"Voice message from {caller} for {box}", $"Messaggio vocale da {caller} per {box}");

    /// <summary>The text of the mail about a message.</summary>
    /// <param name="box">Whose box.</param>
    /// <param name="caller">Who left it.</param>
    /// <param name="day">On which day.</param>
    /// <param name="time">At what time.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="hasSound">Whether the sound is attached; else it is too large.</param>
    public string VoicemailMail(string box, string caller, string day, string time, string length, bool hasSound) =>
        T(
            $"{caller} left a message for {box} on {day} at {time}; it is {length} long.",
            $"{caller} ha lasciato un messaggio per {box} il {day} alle {time}; dura {length}."
        )
        + Environment.NewLine
        + (
            hasSound
                ? T("The message is attached.", "Il messaggio è allegato.")
                : T("It is too large for a mail; please listen to it by phone.", "È troppo grande per un'e-mail; ascoltatelo al telefono.")
        )
        + Environment.NewLine;

    // The command
    public string VoicemailCommand => T("List the voicemail boxes", "Elenca le caselle vocali");
    public string VoicemailListCommand => T("List the messages of a box", "Elenca i messaggi di una casella");
    public string VoicemailExportCommand => T("Write a message to a WAV file, decrypted", "Scrive un messaggio decifrato in un file WAV");
    public string VoicemailDeleteCommand => T("Delete a message", "Elimina un messaggio");
    public string VoicemailResetPinCommand =>
        T("Let the PIN of the document count again, and unlock the box", "Ripristina il PIN del documento e sblocca la casella");
    public string VoicemailBox =>
        T("The box: a user's key, or that of a mailbox", "La casella: la chiave di un utente o di una casella comune");
    public string VoicemailMessage => T("The message, as the list names it", "Il messaggio, come nell'elenco");
    public string VoicemailFile => T("The WAV file to write", "Il file WAV da scrivere");
    public string NoBoxes => T("No voicemail boxes.", "Nessuna casella vocale.");
    public string NoVoiceMessages => T("No messages.", "Nessun messaggio.");
    public string Box => T("Box", "Casella");
    public string BoxName => T("Name", "Nome");
    public string UnheardMessages => T("New", "Nuovi");
    public string HeardMessages => T("Heard", "Ascoltati");
    public string BoxIsFull => T("full", "piena");
    public string MessageId => T("Message", "Messaggio");
    public string MessageLeft => T("Left", "Lasciato");
    public string MessageIsNew => T("new", "nuovo");
    public string MessageAwaitsMail => T("waits to be mailed", "in attesa di invio");
    public string PinIsReset => T("The PIN of the document counts again.", "Vale di nuovo il PIN del documento.");
}
