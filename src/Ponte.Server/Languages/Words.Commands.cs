using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Languages;

/// <content>The help of the command line, and states of health.</content>
internal sealed partial class Words
{
    public string PonteCommand =>
        T(
            "Ponte: Microsoft Teams as a full telephone on the lines you have",
            "Ponte: Microsoft Teams come vero telefono sulle linee esistenti"
        );
    public string ServeCommand => T("Run the server until it is told to stop", "Avvia il server finché non viene fermato");
    public string CheckCommand =>
        T("Tell everything that is wrong with a company document", "Dice tutto ciò che non va in un documento aziendale");
    public string ApplyCommand => T("Put a company document in force", "Mette in vigore un documento aziendale");
    public string ExportCommand =>
        T("Print the company document in force, secrets masked", "Stampa il documento aziendale in vigore, con i segreti nascosti");
    public string DiffCommand =>
        T(
            "Tell how a company document differs from the one in force",
            "Dice in che cosa un documento aziendale differisce da quello in vigore"
        );
    public string LinesCommand => T("Show how server and lines are", "Mostra lo stato del server e delle linee");
    public string PhonesCommand => T("Show the phones and where they are registered", "Mostra i telefoni e da dove sono registrati");
    public string CallsCommand => T("Show the newest calls, or those that go on", "Mostra le ultime chiamate, o quelle in corso");
    public string CallCommand => T("Show one call", "Mostra una chiamata");
    public string DialCommand =>
        T("Call a number for a user, whose own phones ring first", "Chiama un numero per un utente, i cui telefoni squillano per primi");
    public string HangupCommand => T("Hang a call up", "Chiude una chiamata");

    public string FileArgument => T("The company document, YAML", "Il documento aziendale, YAML");
    public string IdArgument =>
        T("The call's id, its last characters, or \"last\"", "L'id della chiamata, i suoi ultimi caratteri, oppure \"last\"");

    public string DialUserArgument => T("The user: key, extension or number", "L'utente: chiave, interno o numero");
    public string DialNumberArgument => T("What the user would dial", "Ciò che l'utente comporrebbe");

    public string DataOption => T("The data folder", "La cartella dei dati");
    public string ConfigOption =>
        T(
            "The settings file, instead of appsettings.json in the data folder",
            "Il file di impostazioni, al posto di appsettings.json nella cartella dei dati"
        );
    public string SetOption => T("One setting, stronger than file and environment", "Un'impostazione, più forte di file e ambiente");
    public string LanguageOption => T("The language of messages", "La lingua dei messaggi");
    public string MediaOption => T("Where the media engine runs", "Dove gira il motore dei media");
    public string JsonOption => T("Print JSON", "Stampa JSON");
    public string LiveOption => T("Follow the calls that go on", "Segue le chiamate in corso");
    public string LimitOption => T("How many calls at most", "Quante chiamate al massimo");
    public string NumberOption =>
        T(
            "Only calls whose caller or called number contains these digits",
            "Solo le chiamate il cui numero chiamante o chiamato contiene queste cifre"
        );
    public string LadderOption => T("Draw its SIP messages", "Disegna i suoi messaggi SIP");
    public string MessagesOption =>
        T("Print its SIP messages in full, secrets masked", "Stampa per intero i suoi messaggi SIP, con i segreti nascosti");
    public string PcapOption => T("Write its SIP messages as a capture file", "Scrive i suoi messaggi SIP in un file di cattura");

    public string Storage => T("storage", "archivio");

    /// <summary>Whether something works.</summary>
    public string Health(HealthState state) =>
        state switch
        {
            HealthState.Up => T("up", "attivo"),
            HealthState.Degraded => T("degraded", "parziale"),
            HealthState.Down => T("down", "fermo"),
            _ => T("unknown", "ignoto"),
        };
}
