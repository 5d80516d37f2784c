using Ponte.Pbx.Doctor;

namespace Ponte.Server.Languages;

/// <content>What the doctor found, and the mend.</content>
internal sealed partial class Words
{
    public string DoctorCommand =>
        T(
            "Tell what is wrong between Ponte, Microsoft and the lines, and how it is mended",
            "Dice che cosa non va tra Ponte, Microsoft e le linee, e come si rimedia"
        );
    public string DoctorAllOption => T("Show also what is as it should be", "Mostra anche ciò che è a posto");

    /// <summary>How much a finding matters, all of one width.</summary>
    public string Level(FindingLevel level) =>
        level switch
        {
            FindingLevel.Good => T("good   ", "bene  "),
            FindingLevel.Warning => T("warning", "avviso"),
            _ => T("error  ", "errore"),
        };

    /// <summary>The last line.</summary>
    public string DoctorSummary(int errors, int warnings, int good) =>
        T(
            $"{errors} errors, {warnings} warnings, {good} checks are good.",
            $"{errors} errori, {warnings} avvisi, {good} controlli a posto."
        );

    /// <summary>A finding as a sentence, and its mend; empty where there is nothing to mend.</summary>
    public (string What, string Mend) Finding(Finding finding)
    {
        var v = finding.Values;
        return finding.Code switch
        {
            FindingCode.CertificateGood => (T($"the certificate fits {v[0]}", $"il certificato va bene per {v[0]}"), ""),
            FindingCode.CertificateFault => Certificate(v),
            FindingCode.CertificateMissing => (
                T("Teams needs TLS, and no certificate is set", "Teams richiede TLS e nessun certificato è impostato"),
                T(
                    "name a PEM file with certificate and chain, and its key in Tls:Key",
                    "indicare un file PEM con certificato e catena, e la chiave in Tls:Key"
                )
            ),
            FindingCode.ListenerMissing => (
                T($"nothing listens for Microsoft on TLS port {v[0]}", $"nulla ascolta Microsoft sulla porta TLS {v[0]}"),
                T(
                    $"add a listener of transport tls with port {v[0]} (or Advertised with it), or set the line's port",
                    $"aggiungere un listener con transport tls e porta {v[0]} (o Advertised con essa), oppure impostare port della linea"
                )
            ),
            FindingCode.ListenerGood => (T($"TLS port {v[0]} is open for Microsoft", $"la porta TLS {v[0]} è aperta per Microsoft"), ""),
            FindingCode.OwnNameUnknown => (
                T(
                    $"{v[0]} has no address, so Microsoft cannot find us: {v[1]}",
                    $"{v[0]} non ha indirizzo, Microsoft non può trovarci: {v[1]}"
                ),
                T(
                    $"create an A record for {v[0]} with our public address",
                    $"creare un record A per {v[0]} con il nostro indirizzo pubblico"
                )
            ),
            FindingCode.OwnNameGood => (T($"{v[0]} leads to {v[1]}", $"{v[0]} porta a {v[1]}"), ""),
            FindingCode.NoOptionsFromTeams => (
                T($"Microsoft has sent no OPTIONS for {v[0]} minutes", $"Microsoft non invia OPTIONS da {v[0]} minuti"),
                T(
                    "let 52.112.0.0/14 and 52.122.0.0/15 through the firewall to this port; in Teams check the gateway's FQDN, SipSignalingPort, Enabled and SendSipOptions",
                    "far passare 52.112.0.0/14 e 52.122.0.0/15 nel firewall fino a questa porta; in Teams controllare FQDN, SipSignalingPort, Enabled e SendSipOptions del gateway"
                )
            ),
            FindingCode.OptionsFromTeams => (T($"Microsoft asked {v[0]} s ago", $"Microsoft ha chiesto {v[0]} s fa"), ""),
            FindingCode.CallsFailed => CallsFailed(v[0], v[1], v[2]),
            >= FindingCode.HubNameUnknown and <= FindingCode.HubGood => Hub(finding),
            >= FindingCode.MailUnsent and <= FindingCode.MailGood => Mail(finding),
            >= FindingCode.ClockOff and <= FindingCode.MediaGood => Machine(finding),
            _ => LineOrNumber(finding),
        };
    }

    private (string What, string Mend) Hub(Finding finding)
    {
        var v = finding.Values;
        return finding.Code switch
        {
            FindingCode.HubNameUnknown => (
                T($"{v[0]} has no address: {v[1]}", $"{v[0]} non ha indirizzo: {v[1]}"),
                T("let this machine ask a name server for it", "permettere a questa macchina di interrogare un server DNS")
            ),
            FindingCode.HubRefuses => (
                T($"{v[0]} ({v[1]}) refuses connections", $"{v[0]} ({v[1]}) rifiuta le connessioni"),
                T("check the hub's port in the document, and the firewall", "controllare la porta dell'hub nel documento, e il firewall")
            ),
            FindingCode.HubUnreachable => (
                T($"{v[0]} ({v[1]}) cannot be reached: {v[2]}", $"{v[0]} ({v[1]}) non è raggiungibile: {v[2]}"),
                T("let TCP 5061 to 52.112.0.0/14 and 52.122.0.0/15 out", "aprire in uscita TCP 5061 verso 52.112.0.0/14 e 52.122.0.0/15")
            ),
            FindingCode.HubCertificateRefused => (
                T($"we do not trust {v[0]}: {v[1]}", $"non ci fidiamo di {v[0]}: {v[1]}"),
                T(
                    "install Microsoft's and DigiCert's roots on this machine, or name them in trustAnchors",
                    "installare su questa macchina le radici di Microsoft e DigiCert, o indicarle in trustAnchors"
                )
            ),
            FindingCode.HubRefusesCertificate => (
                T($"{v[0]} refuses our certificate: {v[1]}", $"{v[0]} rifiuta il nostro certificato: {v[1]}"),
                T(
                    "use an RSA certificate for our FQDN of an authority in Microsoft's root program, with its intermediates in the file",
                    "usare un certificato RSA per il nostro FQDN di un'autorità nel programma radici Microsoft, con gli intermedi nel file"
                )
            ),
            FindingCode.HubKnowsUsNot => (
                T($"{v[0]} does not know us: {v[1]}", $"{v[0]} non ci conosce: {v[1]}"),
                T(
                    "add this FQDN as a gateway in the Teams admin centre; its domain must be verified in the tenant and have a licensed user",
                    "aggiungere questo FQDN come gateway nel centro di amministrazione Teams; il dominio va verificato nel tenant e deve avere un utente con licenza"
                )
            ),
            FindingCode.HubFails => (
                T($"{v[0]} answers OPTIONS with {v[1]}", $"{v[0]} risponde a OPTIONS con {v[1]}"),
                T(
                    "wait and look again; if it stays, look at Microsoft 365's service health",
                    "attendere e riprovare; se resta, vedere lo stato dei servizi di Microsoft 365"
                )
            ),
            FindingCode.HubSilent => (
                T($"{v[0]} takes the connection and does not answer OPTIONS", $"{v[0]} accetta la connessione e non risponde a OPTIONS"),
                T(
                    "check that no other proxy or firewall with SIP inspection stands between",
                    "controllare che nessun proxy o firewall con ispezione SIP stia in mezzo"
                )
            ),
            _ => (T($"{v[0]} answers OPTIONS", $"{v[0]} risponde a OPTIONS"), ""),
        };
    }

    private (string What, string Mend) Machine(Finding finding)
    {
        var v = finding.Values;
        return finding.Code switch
        {
            FindingCode.ClockOff => (
                T($"the clock is {v[0]} s away from that of {v[1]}", $"l'orologio differisce di {v[0]} s da quello di {v[1]}"),
                T("set the clock by NTP", "regolare l'orologio con NTP")
            ),
            FindingCode.ClockFree => (
                T("no time service keeps the clock right", "nessun servizio tiene regolato l'orologio"),
                T("turn systemd-timesyncd or chrony on", "attivare systemd-timesyncd o chrony")
            ),
            FindingCode.ClockGood => (T("the clock is kept right", "l'orologio è regolato"), ""),
            FindingCode.MediaAddressPrivate => (
                T($"SDP names {v[0]}, which Microsoft cannot reach", $"l'SDP indica {v[0]}, che Microsoft non può raggiungere"),
                T(
                    "set the public address as Advertised, or bind to it",
                    "impostare l'indirizzo pubblico come Advertised, o usarlo direttamente"
                )
            ),
            FindingCode.MediaPortsFew => (
                T(
                    $"{v[0]} ports for media, and the lines' channels need {v[1]}",
                    $"{v[0]} porte per i media, ma i canali delle linee ne richiedono {v[1]}"
                ),
                T("widen Ports, also in the firewall", "ampliare Ports, anche nel firewall")
            ),
            FindingCode.MediaDown => (
                T($"the media engine does not run: {v[0]}", $"il motore dei media non è in funzione: {v[0]}"),
                T("look at media.log in the data folder", "vedere media.log nella cartella dei dati")
            ),
            _ => (T($"media by {v[0]}, {v[1]} ports", $"media su {v[0]}, {v[1]} porte"), ""),
        };
    }

    private (string What, string Mend) LineOrNumber(Finding finding)
    {
        var v = finding.Values;
        return finding.Code switch
        {
            FindingCode.NumberInvalid => (
                T($"{v[0]} is none of its country's numbers", $"{v[0]} non è un numero del suo paese"),
                T("write it as + with country code and all digits", "scriverlo con +, prefisso del paese e tutte le cifre")
            ),
            FindingCode.TeamsNumberTwice => (
                T($"{v[0]} belongs to several users in Teams: {v[1]}", $"{v[0]} appartiene a più utenti in Teams: {v[1]}"),
                T("give each its own number, or extensions", "dare a ciascuno il proprio numero, o degli interni")
            ),
            FindingCode.TeamsNumberMissing => (
                T("the user has no number in Teams", "l'utente non ha un numero in Teams"),
                T("write the number that is assigned to the user in Teams", "scrivere il numero assegnato all'utente in Teams")
            ),
            FindingCode.NumbersGood => (
                T($"the numbers of {v[0]} users are well formed", $"i numeri di {v[0]} utenti sono ben formati"),
                ""
            ),
            FindingCode.PeerDown => (
                T($"{v[0]} does not answer: {v[1]}", $"{v[0]} non risponde: {v[1]}"),
                T(
                    "check address, port and transport, and that the far end lets our address in",
                    "controllare indirizzo, porta e trasporto, e che la controparte accetti il nostro indirizzo"
                )
            ),
            FindingCode.LineGood => (T($"{v[0]} answers", $"{v[0]} risponde"), ""),
            FindingCode.RegistrationFailed => (
                T($"the far end refuses our registration: {v[0]}", $"la controparte rifiuta la nostra registrazione: {v[0]}"),
                T("check user, authUser and password with the carrier", "verificare user, authUser e password con l'operatore")
            ),
            _ => (T("registered", "registrata"), ""),
        };
    }

    private (string What, string Mend) CallsFailed(string fault, string number, string said)
    {
        var what = T($"Microsoft refused a call to {number} ({said})", $"Microsoft ha rifiutato una chiamata a {number} ({said})");
        var mend = fault switch
        {
            nameof(TeamsFault.GatewayUnknown) => T(
                "add our FQDN as a gateway of the tenant, and use it in a voice route",
                "aggiungere il nostro FQDN come gateway del tenant, e usarlo in un instradamento vocale"
            ),
            nameof(TeamsFault.UserNotEnabled) => T(
                "give the user a Teams Phone licence and Enterprise Voice",
                "dare all'utente una licenza Teams Phone ed Enterprise Voice"
            ),
            nameof(TeamsFault.CallerBlocked) => T(
                "take the caller off the tenant's blocked numbers",
                "togliere il chiamante dai numeri bloccati del tenant"
            ),
            nameof(TeamsFault.LocationRouting) => T(
                "allow this gateway at the user's site, or turn location-based routing off",
                "permettere questo gateway nella sede dell'utente, o togliere l'instradamento per località"
            ),
            nameof(TeamsFault.NumberNotAssigned) => T(
                $"assign {number} to the user in Teams, or correct teams.number",
                $"assegnare {number} all'utente in Teams, o correggere teams.number"
            ),
            nameof(TeamsFault.NumberMalformed) => T(
                "write the number with + and country code",
                "scrivere il numero con + e prefisso del paese"
            ),
            nameof(TeamsFault.NoCommonMedia) => T(
                "let the line have PCMA or PCMU; SRTP is always on toward Teams",
                "lasciare alla linea PCMA o PCMU; verso Teams SRTP è sempre attivo"
            ),
            nameof(TeamsFault.BypassExpected) => T(
                "media bypass is on for the gateway in Teams: turn it off there, or set bypass on the line",
                "il bypass dei media è attivo per il gateway in Teams: toglierlo, o impostare bypass sulla linea"
            ),
            nameof(TeamsFault.GatewayDisabled) => T("enable the gateway in Teams", "abilitare il gateway in Teams"),
            _ => T(
                "a forward in Teams leads back to us: take one of the two away",
                "un inoltro in Teams torna da noi: togliere uno dei due"
            ),
        };
        return (what, mend);
    }
}
