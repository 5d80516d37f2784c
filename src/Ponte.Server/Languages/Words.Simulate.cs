namespace Ponte.Server.Languages;

/// <content>The help of <c>ponte simulate</c>.</content>
internal sealed partial class Words
{
    public string SimulatorPagesCommand =>
        T("Serve the simulated sides as pages with sound", "Mostra le parti simulate come pagine con audio");
    public string SimulatorPagesListenOption =>
        T("Where the pages are served; an address of this machine only", "Dove si servono le pagine; solo un indirizzo di questa macchina");
    public string SimulatorPagesFolderOption => T("The folder of the built pages", "La cartella delle pagine compilate");
    public string SimulatorPagesPonteOption =>
        T("The address of Ponte's pages, to be shown beside", "L'indirizzo delle pagine di Ponte, da mostrare accanto");
    public string SimulatorPagesSideOption => T("The control port of that side", "La porta di controllo di quella parte");

    public string SimulateCommand =>
        T(
            "Run a simulated Microsoft, carrier or phone, for demo and rehearsal",
            "Avvia una Microsoft, un operatore o un telefono simulati, per demo e prove"
        );
    public string MicrosoftCommand => T("Run a simulated Microsoft side", "Avvia un lato Microsoft simulato");
    public string CarrierCommand => T("Run a simulated carrier", "Avvia un operatore simulato");
    public string PhoneCommand => T("Run a simulated phone, which registers", "Avvia un telefono simulato, che si registra");
    public string PhoneListenOption =>
        T("Where the phone sends from and listens, by UDP", "Da dove il telefono invia e dove ascolta, in UDP");
    public string DeviceOption => T("The device, such as 201-cordless", "L'apparecchio, per esempio 201-cordless");
    public string PasswordFileOption => T("A file with the device's password", "Un file con la password dell'apparecchio");
    public string CertificatesCommand =>
        T("Make the certificates of a demonstration, where they are missing", "Crea i certificati di una dimostrazione, se mancano");
    public string HubOption => T("A simulated hub", "Un hub simulato");
    public string UserOption => T("A simulated Teams user", "Un utente Teams simulato");
    public string FqdnOption => T("Our name as the simulated Microsoft knows it", "Il nostro nome come lo conosce la Microsoft simulata");
    public string PonteOption => T("Where Ponte listens", "Dove ascolta Ponte");
    public string CertificatesOption => T("The folder of the certificates", "La cartella dei certificati");
    public string ListenOption => T("Where the carrier listens, by UDP and TCP", "Dove ascolta l'operatore, in UDP e TCP");
    public string TelephoneOption => T("A telephone of the simulated carrier", "Un telefono dell'operatore simulato");
    public string ControlOption => T("Where it takes commands, as JSON lines", "Dove riceve comandi, come righe JSON");
    public string SimulatedMediaOption => T("Where its RTP flows", "Dove passa il suo RTP");
    public string AnswerAfterOption =>
        T("Answer by itself after so many seconds; never without it", "Risponde da solo dopo tanti secondi; senza, mai");
    public string ToneOption => T("The tone that is played after an answer", "Il tono emesso dopo la risposta");
}
