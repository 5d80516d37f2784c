using Ponte.Pbx.Calendars;
using Ponte.Pbx.Flows;

namespace Ponte.Server.Languages;

/// <content>Flows.</content>
internal sealed partial class Words
{
    public string FlowCommand => T("Flows that callers go through", "Percorsi dei chiamanti");
    public string FlowTryCommand =>
        T("Show what a caller goes through in a flow, without a call", "Mostra il percorso di un chiamante, senza una chiamata");
    public string FlowName => T("The flow's name in the document", "Il nome del percorso nel documento");
    public string FlowKeysOption =>
        T(
            "What the caller presses at each turn, for instance 1,2,,201#; nothing between commas is silence; busy, noAnswer or unreachable where somebody is called",
            "Che cosa preme il chiamante a ogni turno, per esempio 1,2,,201#; niente tra le virgole è silenzio; busy, noAnswer o unreachable dove si chiama qualcuno"
        );
    public string FlowFromOption => T("The caller's number", "Il numero del chiamante");
    public string FlowAtOption => T("The time of the call, instead of now", "Il momento della chiamata, al posto di adesso");

    /// <summary>Nobody answered but a flow.</summary>
    public string AnsweredByFlow(string flow) => T($"answered by the flow {flow}", $"risposta dal percorso {flow}");

    /// <summary>One line of a trial.</summary>
    public string FlowLine(FlowTrialLine line) =>
        line.Kind switch
        {
            FlowTrialKind.Says => $"♪ {line.Value}",
            FlowTrialKind.Announces => $"♪ {T("(before the answer)", "(prima della risposta)")} {line.Value}",
            FlowTrialKind.Pressed => line.Value.Length > 0 ? $"> {line.Value}" : $"> {T("(presses nothing)", "(non preme niente)")}",
            FlowTrialKind.Calls => $"☎ {FlowTarget(line.Step)} {line.Value}",
            FlowTrialKind.Asks =>
                $"? {(line.Step is "webhook" ? T("tells", "avvisa") : T("asks", "interroga"))} {line.Value} {line.Result}".TrimEnd(),
            FlowTrialKind.Answered => $"  {(line.Value is "failed" or "notFound" ? FlowOutcome(line.Value) : line.Value)}",
            FlowTrialKind.Failed => $"  {FlowOutcome(line.Value)}",
            FlowTrialKind.Records => $"● {T("records a message for the box", "registra un messaggio per la casella")} {line.Value}",
            FlowTrialKind.Mails =>
                $"✉ {T("mails to", "invia un'e-mail a")} {line.Value}: {line.Result}{(line.Step is "attach" ? T(" (with the message)", " (con il messaggio)") : "")}",
            FlowTrialKind.Waits => T("… waits for a key", "… attende un tasto"),
            FlowTrialKind.HangsUp => $"■ {T("the call ends", "la chiamata termina")}: {FlowEnding(line.Value)}",
            FlowTrialKind.Runaway => $"■ {T("the flow goes round in a circle", "il percorso gira in tondo")}",
            _ => $"  {FlowStep(line)}",
        };

    private string FlowStep(FlowTrialLine line) =>
        line.Step switch
        {
            "calendar" =>
                $"{T("calendar", "calendario")} {line.Value}: {Outcome(Enum.Parse<CalendarOutcome>(line.Result, ignoreCase: true))}",
            "when" => $"{T("when", "se")} {line.Value}: {(line.Result is "then" ? T("yes", "sì") : "no")}",
            "set" => $"{line.Value} = {line.Result}",
            _ => $"{T("flow", "percorso")} {line.Value}",
        };

    private string FlowTarget(string kind) =>
        kind switch
        {
            "user" => T("calls the user", "chiama l'utente"),
            "room" => T("lets the caller into the conference room", "fa entrare il chiamante nella sala di conferenza"),
            "voicemail" => T("gives the call to the voicemail of", "passa la chiamata alla segreteria di"),
            "extension" => T("calls the extension", "chiama l'interno"),
            _ => T("calls the number", "chiama il numero"),
        };

    private string FlowOutcome(string outcome) =>
        outcome switch
        {
            "busy" => T("busy", "occupato"),
            "notFound" => T("not found", "non trovato"),
            "failed" => T("failed", "fallita"),
            "tooShort" => T("too little was said", "ha detto troppo poco"),
            "noAnswer" => T("no answer", "nessuna risposta"),
            _ => T("cannot be reached", "non raggiungibile"),
        };

    private string FlowEnding(string ending) =>
        ending switch
        {
            "busy" => T("busy", "occupato"),
            "declined" => T("declined", "rifiutata"),
            "unavailable" => T("nobody can be reached", "nessuno è raggiungibile"),
            _ => T("normally", "normalmente"),
        };
}
