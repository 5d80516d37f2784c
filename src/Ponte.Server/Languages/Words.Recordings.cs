namespace Ponte.Server.Languages;

/// <content>Recordings.</content>
internal sealed partial class Words
{
    public string RecordingsCommand => T("List the recordings of calls", "Elenca le registrazioni delle chiamate");
    public string RecordingShowCommand => T("Show a recording: length, parties", "Mostra una registrazione: durata, parti");
    public string RecordingExportCommand =>
        T("Write a recording to a file, decrypted: .wav, or .opus", "Scrive una registrazione decifrata in un file: .wav o .opus");
    public string RecordingDeleteCommand => T("Delete a recording", "Elimina una registrazione");
    public string RecordingStartCommand => T("Record a call that goes on", "Registra una chiamata in corso");
    public string RecordingStopCommand => T("Record a call no more", "Termina la registrazione di una chiamata");
    public string RecordingPauseCommand => T("Leave out what is said now", "Mette in pausa la registrazione");
    public string RecordingResumeCommand => T("Go on after a pause", "Riprende dopo una pausa");
    public string RecordingCall => T("The call's id", "L'identificativo della chiamata");
    public string RecordingFile => T("The file to write", "Il file da scrivere");
    public string NoRecordings => T("No recordings.", "Nessuna registrazione.");
    public string RecordingOf => T("Call", "Chiamata");
    public string RecordedLast => T("Recorded", "Registrata");
    public string RecordingSize => T("Size", "Dimensione");
    public string KeptUntil => T("Kept until", "Conservata fino a");
    public string KeptForever => T("deleted by hand", "eliminazione a mano");
    public string RecordingNotWhole =>
        T("It goes on, or broke off; what is there can be heard.", "È in corso o si è interrotta; si può ascoltare ciò che c'è.");
}
