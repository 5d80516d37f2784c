using Ponte.Pbx.Plan;
using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Languages;

/// <content>Why a call goes where it goes: the steps of the number plan as sentences.</content>
internal sealed partial class Words
{
    public string RouteCommand => T("Explain what would become of a call", "Spiega che cosa succederebbe a una chiamata");
    public string RouteFrom =>
        T(
            "Who calls: a user's key, extension or number, a device, or a number outside",
            "Chi chiama: chiave, interno o numero di un utente, un dispositivo, o un numero esterno"
        );
    public string RouteTo => T("What is dialled", "Che cosa si compone");
    public string RouteLineOption => T("The line that the call comes by", "La linea da cui arriva la chiamata");
    public string RouteAtOption =>
        T("When: 2026-12-24 18:30; now where it is not given", "Quando: 2026-12-24 18:30; adesso se non indicato");
    public string RouteResult => T("Result", "Esito");
    public string RouteRings => T("rings", "squilla");
    public string RouteOnBusy => T("if busy or declined", "se occupato o rifiutata");
    public string RouteOnNoAnswer => T("if nobody answers", "se nessuno risponde");
    public string RouteOnUnreachable => T("if not reachable", "se non raggiungibile");
    public string RouteConfirms => T("the caller hears the confirmation", "il chiamante sente la conferma");
    public string RouteErrorTone => T("the caller hears the error tone", "il chiamante sente il tono di errore");

    /// <summary>A time that cannot be read.</summary>
    public string NoTime(string text) =>
        T($"{text} is no time; give it as 2026-12-24 18:30", $"{text} non è un orario; indicarlo come 2026-12-24 18:30");

    /// <summary>The first line of an explanation.</summary>
    public string RouteTitle(string from, string to, string at) => T($"Call from {from} to {to}, {at}", $"Chiamata da {from} a {to}, {at}");

    /// <summary>A place that rings.</summary>
    public string Place(RoutePlace place)
    {
        var name = place.Kind switch
        {
            RoutePlaceKind.Teams => T($"Teams of {place.Name}", $"Teams di {place.Name}"),
            RoutePlaceKind.Voicemail => T($"voicemail of {place.Name}", $"casella vocale di {place.Name}"),
            RoutePlaceKind.Device => place.Name,
            _ => T($"{place.Name} by {string.Join(", ", place.Lines)}", $"{place.Name} tramite {string.Join(", ", place.Lines)}"),
        };
        return place.DelaySeconds > 0 ? T($"{name} after {place.DelaySeconds} s", $"{name} dopo {place.DelaySeconds} s") : name;
    }

    /// <summary>How long something rings.</summary>
    public string ForSeconds(int seconds) => T($"for {seconds} s", $"per {seconds} s");

    /// <summary>A step of the number plan as a sentence.</summary>
    public string Step(PlanStepCode code, IReadOnlyList<string> values)
    {
        string V(int i) => i < values.Count ? values[i] : "";
        return CallerStep(code, V) ?? NumberStep(code, V) ?? LineStep(code, V) ?? UserStep(code, V) ?? CodeStep(code, V) ?? code.ToString();
    }

    private string? CallerStep(PlanStepCode code, Func<int, string> v) =>
        code switch
        {
            PlanStepCode.CallerUser => v(1).Length == 0
                ? T($"The caller is {v(0)}", $"Chiama {v(0)}")
                : T($"The caller is {v(0)}, on {v(1)}", $"Chiama {v(0)}, da {v(1)}"),
            PlanStepCode.CallerOther => T($"The caller is {v(0)}, by the line {v(1)}", $"Chiama {v(0)}, dalla linea {v(1)}"),
            PlanStepCode.CallerAnonymous => T(
                $"The caller withholds the number, by the line {v(0)}",
                $"Chiama un anonimo, dalla linea {v(0)}"
            ),
            PlanStepCode.CallerBlocked => T($"Callers like {v(1)} are blocked", $"I chiamanti come {v(1)} sono bloccati"),
            PlanStepCode.ForwardedBefore => T($"Forwarded before by {v(0)}", $"Già deviata da {v(0)}"),
            PlanStepCode.Loops => T("The call goes round in a circle", "La chiamata gira in tondo"),
            _ => null,
        };

    private string? NumberStep(PlanStepCode code, Func<int, string> v) =>
        code switch
        {
            PlanStepCode.NotReadable => T($"{v(0)} is no number", $"{v(0)} non è un numero"),
            PlanStepCode.IsEmergency => T(
                $"{v(0)} is an emergency number: it goes first",
                $"{v(0)} è un numero di emergenza: ha la precedenza"
            ),
            PlanStepCode.IsShortCode => T($"{v(1)} is the short code {v(0)}", $"{v(1)} è il codice breve {v(0)}"),
            PlanStepCode.IsExtension => T($"{v(0)} is the extension of {v(1)}", $"{v(0)} è l'interno di {v(1)}"),
            PlanStepCode.IsDirectNumber => T($"{v(0)} is a number of {v(1)}", $"{v(0)} è un numero di {v(1)}"),
            PlanStepCode.IsRoom => T($"{v(0)} leads to the conference room {v(1)}", $"{v(0)} porta alla sala di conferenza {v(1)}"),
            PlanStepCode.IsFlow => T($"{v(0)} leads to the flow {v(1)}", $"{v(0)} porta al percorso {v(1)}"),
            PlanStepCode.IsMailbox => T($"{v(0)} is the number of the box {v(1)}", $"{v(0)} è il numero della casella {v(1)}"),
            PlanStepCode.IsUnassigned => T(
                $"{v(0)} is in the range of {v(1)}, and nobody's",
                $"{v(0)} è nell'arco di {v(1)}, ma di nessuno"
            ),
            PlanStepCode.IsOfExchange => T(
                $"{v(0)} belongs to the exchange {v(1)} by {v(2)}",
                $"{v(0)} è della centrale {v(1)} per {v(2)}"
            ),
            PlanStepCode.IsService => T($"{v(0)} is a service number", $"{v(0)} è un numero di servizio"),
            PlanStepCode.IsOutside => T($"{v(0)} is a number outside", $"{v(0)} è un numero esterno"),
            PlanStepCode.IsUnknown => T($"{v(0)} is nobody's number", $"{v(0)} non è di nessuno"),
            PlanStepCode.Category => T($"Its category is {v(0)}", $"La sua categoria è {v(0)}"),
            PlanStepCode.ClassAllows => T($"The class {v(0)} allows it", $"La classe {v(0)} lo permette"),
            PlanStepCode.ClassForbids => T($"The class {v(0)} forbids it", $"La classe {v(0)} lo vieta"),
            PlanStepCode.ListAllows => T($"The class {v(0)} allows {v(1)}", $"La classe {v(0)} permette {v(1)}"),
            PlanStepCode.ListForbids => T($"The class {v(0)} forbids {v(1)}", $"La classe {v(0)} vieta {v(1)}"),
            PlanStepCode.NumberBlocked => T($"Nobody may call {v(0)}", $"Nessuno può chiamare {v(0)}"),
            _ => null,
        };

    private string? LineStep(PlanStepCode code, Func<int, string> v) =>
        code switch
        {
            PlanStepCode.CarrierToCarrier => T(
                "A call from a carrier never leaves by a carrier",
                "Una chiamata da un operatore non esce mai da un operatore"
            ),
            PlanStepCode.LineTried => $"{v(0)}. {T("line", "linea")} {v(1)}{LineReason(v(2), v(3))}",
            PlanStepCode.LineDown => T($"The line {v(0)} is down, and is tried last", $"La linea {v(0)} è guasta, si prova per ultima"),
            PlanStepCode.LineIsOrigin => T(
                $"The call came by {v(0)}, and does not go back there",
                $"La chiamata viene da {v(0)}, e non vi torna"
            ),
            PlanStepCode.NoLine => T("No line takes the number", "Nessuna linea prende il numero"),
            PlanStepCode.CallerIdOut => v(1).Length == 0
                ? T($"{v(0)} is told no caller number", $"A {v(0)} non si mostra alcun numero")
                : T($"{v(0)} is told {v(1)} as the caller", $"A {v(0)} si mostra {v(1)} come chiamante"),
            PlanStepCode.CallerIdHidden => T(
                $"{v(0)} is told to withhold the caller's number",
                $"A {v(0)} si chiede di nascondere il numero del chiamante"
            ),
            _ => null,
        };

    private string? UserStep(PlanStepCode code, Func<int, string> v) =>
        code switch
        {
            PlanStepCode.DoNotDisturb => T($"{v(0)} does not want to be disturbed", $"{v(0)} non vuole essere disturbato"),
            PlanStepCode.InCall => T(
                $"{v(0)} is in a call, and takes no second one",
                $"{v(0)} è in una chiamata, e non ne prende un'altra"
            ),
            PlanStepCode.ForwardsAlways => T($"{v(0)} forwards every call to {v(1)}", $"{v(0)} devia ogni chiamata a {v(1)}"),
            PlanStepCode.ForwardsBusy => T($"{v(0)} forwards to {v(1)} when busy", $"{v(0)} devia a {v(1)} se occupato"),
            PlanStepCode.ForwardsNoAnswer => T(
                $"{v(0)} forwards to {v(1)} when nobody answers for {v(2)} s",
                $"{v(0)} devia a {v(1)} se nessuno risponde per {v(2)} s"
            ),
            PlanStepCode.ForwardsUnreachable => T(
                $"{v(0)} forwards to {v(1)} when not reachable",
                $"{v(0)} devia a {v(1)} se non raggiungibile"
            ),
            PlanStepCode.ForwardLoops => T($"The call was for {v(0)} already", $"La chiamata era già per {v(0)}"),
            PlanStepCode.ForwardsTooMany => T($"More than {v(0)} forwards are not made", $"Più di {v(0)} deviazioni non si fanno"),
            PlanStepCode.ForwardImpossible => T($"{v(0)} cannot forward to {v(1)}", $"{v(0)} non può deviare a {v(1)}"),
            PlanStepCode.ForwardTargetCalls => T(
                $"{v(0)} gets the forwarded calls, and is put through",
                $"{v(0)} riceve le chiamate deviate, e passa"
            ),
            PlanStepCode.RingsTeams => T($"Teams of {v(0)} rings{AfterSeconds(v(1))}", $"Squilla Teams di {v(0)}{AfterSeconds(v(1))}"),
            PlanStepCode.RingsVoicemail => T($"The voicemail of {v(0)} answers", $"Risponde la casella vocale di {v(0)}"),
            PlanStepCode.RingsDevice => T($"{v(0)} rings{AfterSeconds(v(1))}", $"Squilla {v(0)}{AfterSeconds(v(1))}"),
            PlanStepCode.BoxTakes => T($"The box {v(0)} takes a message", $"La casella {v(0)} registra un messaggio"),
            PlanStepCode.OutsideHours => T(
                $"{v(0)} does not ring now, by the calendar {v(1)}",
                $"{v(0)} ora non squilla, per il calendario {v(1)}"
            ),
            PlanStepCode.TwinOff => T(
                $"{v(0)} does not want the devices to ring with Teams",
                $"{v(0)} non vuole che i dispositivi squillino con Teams"
            ),
            PlanStepCode.NotRegistered => T($"{v(0)} is not registered", $"{v(0)} non è registrato"),
            PlanStepCode.OwnPlace => T($"{v(0)} is where the call comes from", $"La chiamata viene da {v(0)}"),
            PlanStepCode.TeamsDown => T($"The line {v(0)} is down: Teams does not ring", $"La linea {v(0)} è guasta: Teams non squilla"),
            PlanStepCode.TeamsTriedAllTheSame => T(
                $"There is nothing else: Teams of {v(0)} is tried all the same",
                $"Non c'è altro: si prova comunque Teams di {v(0)}"
            ),
            PlanStepCode.TeamsForwardedBack => T(
                $"The call comes from Teams of {v(0)}, which does not ring again",
                $"La chiamata viene da Teams di {v(0)}, che non squilla di nuovo"
            ),
            PlanStepCode.RingTime => T($"It rings for {v(0)} s", $"Squilla per {v(0)} s"),
            PlanStepCode.NobodyThere => T($"Nothing of {v(0)} can be reached", $"{v(0)} non è raggiungibile in nessun posto"),
            _ => null,
        };

    private string? CodeStep(PlanStepCode code, Func<int, string> v) =>
        code switch
        {
            PlanStepCode.CodeDoes => T($"It does: {v(0)} {v(1)}".TrimEnd(), $"Esegue: {v(0)} {v(1)}".TrimEnd()),
            PlanStepCode.CodeArgument => T($"{v(1)} makes no sense for {v(0)}", $"{v(1)} non ha senso per {v(0)}"),
            PlanStepCode.ListensTo => v(0).Length == 0
                ? T("The caller says by keys which box to listen to", "Il chiamante indica con i tasti quale casella ascoltare")
                : T($"The caller listens to the box {v(0)}", $"Il chiamante ascolta la casella {v(0)}"),
            PlanStepCode.CallBackOf => T(
                $"The caller is called back when {v(0)} is free",
                $"Il chiamante viene richiamato quando {v(0)} è libero"
            ),
            PlanStepCode.CallBackOfNobody => T(
                "The caller's last call met nobody of the company who was busy or did not answer",
                "L'ultima chiamata non ha trovato un interno occupato o senza risposta"
            ),
            PlanStepCode.CallBackOff => v(0).Length == 0
                ? T("The caller waits for nobody any more", "Il chiamante non attende più nessuno")
                : T($"The caller does not wait for {v(0)} any more", $"Il chiamante non attende più {v(0)}"),
            PlanStepCode.PinOf => T($"The PIN is of {v(0)}, whose rights count", $"Il PIN è di {v(0)}: contano i suoi diritti"),
            PlanStepCode.PinWrong => T("The PIN is wrong", "Il PIN è sbagliato"),
            _ => null,
        };

    private string LineReason(string by, string cost) =>
        (by.Length > 0 ? T($", by {by}", $", per {by}") : "") + (cost is "" or "0" ? "" : T($", cost {cost}", $", costo {cost}"));

    private string AfterSeconds(string seconds) => seconds is "" or "0" ? "" : T($" after {seconds} s", $" dopo {seconds} s");
}
