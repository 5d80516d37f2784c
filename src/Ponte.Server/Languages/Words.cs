using Ponte.Calls.Model;
using Ponte.Server.History;

namespace Ponte.Server.Languages;

/// <summary>What people are told, in both languages side by side.</summary>
internal sealed partial class Words
{
    private static readonly Words English = new(Language.English);
    private static readonly Words Italian = new(Language.Italian);

    private Words(Language language) => Language = language;

    /// <summary>The language.</summary>
    public Language Language { get; }

    /// <summary>The words of a language.</summary>
    public static Words In(Language language) => language == Language.Italian ? Italian : English;

    // Calls
    public string Id => T("Id", "Id");
    public string Started => T("Started", "Inizio");
    public string Caller => T("Caller", "Chiamante");
    public string Called => T("Called", "Chiamato");
    public string Line => T("Line", "Linea");
    public string State => T("State", "Stato");
    public string Duration => T("Duration", "Durata");
    public string Result => T("Result", "Esito");
    public string Anonymous => T("anonymous", "anonimo");
    public string Calling => T("calling", "in chiamata");
    public string Ringing => T("ringing", "squilla");
    public string Talking => T("talking", "in conversazione");
    public string Held => T("on hold", "in attesa");
    public string Ended => T("ended", "terminata");
    public string NoCalls => T("No calls.", "Nessuna chiamata.");
    public string NoLiveCalls => T("No calls at the moment.", "Nessuna chiamata in corso.");
    public string TakenOver => T("taken over after a restart", "ripresa dopo un riavvio");
    public string After => T("after", "dopo");
    public string NotAnswered => T("not answered", "senza risposta");
    public string WhyItEnded => T("Why it ended", "Perché è terminata");
    public string HungUp => T("The call is being hung up.", "La chiamata viene chiusa.");

    /// <summary>A call that is being made for a user.</summary>
    public string Dialling(string user, string number, string call) =>
        T($"Ringing {user} first, then {number} is called: {call}", $"Squilla prima {user}, poi si chiama {number}: {call}");

    /// <summary>Who made a call, where nobody called us; empty where somebody did.</summary>
    public string Origin(CallOrigin origin) =>
        origin switch
        {
            CallOrigin.Dial => T("dialled on screen", "composta da schermo"),
            CallOrigin.CallBack => T("callback", "richiamata su prenotazione"),
            _ => "",
        };

    /// <summary>In which call a call goes on.</summary>
    public string MergedInto(string call) => T($"goes on in {call}", $"continua in {call}");

    /// <summary>Which line or device answered.</summary>
    public string Answered(LegView leg) =>
        leg.Kind == LegKind.Teams ? T("answered in Teams", "risposta in Teams") : T($"answered on {leg.Name}", $"risposta su {leg.Name}");

    // Ladder
    public string NoMessages => T("No SIP messages are kept of this call.", "Di questa chiamata non sono conservati messaggi SIP.");
    public string Again => T("again", "di nuovo");
    public string SipMessages => T("SIP messages (seconds since the first)", "Messaggi SIP (secondi dal primo)");

    // Media
    public string Media => T("Media", "Media");
    public string Leg => T("Leg", "Ramo");
    public string Codec => T("Codec", "Codec");
    public string Received => T("Received", "Ricevuti");
    public string Sent => T("Sent", "Inviati");
    public string Lost => T("Lost", "Persi");
    public string Jitter => T("Jitter", "Jitter");
    public string RoundTrip => T("Round trip", "Andata e ritorno");
    public string Mos => T("MOS", "MOS");

    // Phones
    public string Phone => T("PHONE", "TELEFONO");
    public string Owner => T("OWNER", "DI");
    public string RegisteredFrom => T("REGISTERED FROM", "REGISTRATO DA");
    public string Transport => T("BY", "VIA");
    public string ExpiresIn => T("EXPIRES IN", "SCADE TRA");
    public string UserAgent => T("MODEL", "MODELLO");
    public string NotRegistered => T("not registered", "non registrato");
    public string NoPhones =>
        T("No phones: apply a document with devices of users.", "Nessun telefono: applicare un documento con dispositivi di utenti.");

    // Lines
    public string Kind => T("Kind", "Tipo");
    public string Peer => T("Peer", "Controparte");
    public string Channels => T("Channels", "Canali");
    public string Detail => T("Detail", "Dettaglio");
    public string NoLines => T("No lines: apply a document with lines.", "Nessuna linea: applicare un documento con delle linee.");

    // Document
    public string DocumentIsValid => T("The document is valid.", "Il documento è valido.");
    public string NoDifference => T("No difference.", "Nessuna differenza.");
    public string NoDocument =>
        T(
            "No document is in force yet: apply one with ponte apply FILE.",
            "Nessun documento è in vigore: applicarne uno con ponte apply FILE."
        );

    /// <summary>A version came into force.</summary>
    public string Applied(int version) => T($"Version {version} is in force.", $"La versione {version} è in vigore.");

    /// <summary>So many errors.</summary>
    public string NotApplied(int errors) => T($"Nothing was changed: {errors} errors.", $"Nulla è stato cambiato: {errors} errori.");

    // Server
    public string ServerNotRunning =>
        T("The server is not running; this is what it left.", "Il server non è in funzione; questo è ciò che ha lasciato.");

    /// <summary>No server answers on the socket.</summary>
    public string NoServer(string socket) =>
        T(
            $"No server answers on {socket}. Start it with ponte serve, or name its folder with --data.",
            $"Nessun server risponde su {socket}. Avviarlo con ponte serve, o indicare la sua cartella con --data."
        );

    /// <summary>The file cannot be read.</summary>
    public string CannotRead(string path, string reason) => T($"{path} cannot be read: {reason}", $"Impossibile leggere {path}: {reason}");

    /// <summary>The file cannot be written.</summary>
    public string CannotWrite(string path, string reason) =>
        T($"{path} cannot be written: {reason}", $"Impossibile scrivere {path}: {reason}");

    /// <summary>There is no such call.</summary>
    public string NoSuchCall(string id) => T($"There is no call {id}.", $"La chiamata {id} non esiste.");

    /// <summary>The capture was written.</summary>
    public string PcapWritten(string path, int messages) =>
        T($"{messages} messages were written to {path}.", $"{messages} messaggi scritti in {path}.");

    private string T(string english, string italian) => Language == Language.Italian ? italian : english;
}
