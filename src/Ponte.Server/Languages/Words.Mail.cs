using Ponte.Pbx.Doctor;

namespace Ponte.Server.Languages;

/// <content>Mails.</content>
internal sealed partial class Words
{
    public string MailCommand => T("Mails that are not sent, and a test", "Le e-mail non inviate, e una prova");
    public string MailListCommand => T("Show the mails that are not sent", "Mostra le e-mail non inviate");
    public string MailRetryCommand => T("Try all of them at once", "Le riprova tutte subito");
    public string MailTestCommand =>
        T("Send a mail at once, and tell why not if it fails", "Invia subito un'e-mail e, se non riesce, dice perché");
    public string MailDeleteCommand => T("Take a mail away unsent", "Elimina un'e-mail senza inviarla");
    public string MailAddress => T("The recipient's address", "L'indirizzo del destinatario");
    public string MailId => T("The mail's number", "Il numero dell'e-mail");
    public string MailTaken => T("Since", "Da");
    public string MailTo => T("To", "A");
    public string MailAttempts => T("Attempts", "Tentativi");
    public string MailNext => T("Next", "Prossimo");
    public string MailNever => T("refused", "rifiutata");
    public string NoMails => T("All mails are sent.", "Tutte le e-mail sono state inviate.");

    public (string Subject, string Text) MailTest =>
        (
            T("Ponte: test", "Ponte: prova"),
            T("Ponte can send mails by this mail server.", "Ponte può inviare e-mail con questo server di posta.")
        );

    /// <summary>How many mails are tried.</summary>
    public string MailsTried(int count) =>
        count == 0 ? NoMails : T($"{count} mails are tried now.", $"{count} e-mail vengono ora riprovate.");

    /// <summary>The test succeeded.</summary>
    public string MailIsSent(string address) =>
        T($"The mail server took the mail to {address}.", $"Il server di posta ha accettato l'e-mail per {address}.");

    private (string What, string Mend) Mail(Finding finding)
    {
        var v = finding.Values;
        return finding.Code switch
        {
            FindingCode.MailUnsent => (
                T($"{v[0]} mails are not sent: {v[1]}", $"{v[0]} e-mail non inviate: {v[1]}"),
                T(
                    "mend what the reason says (settings Mail:…), try it with: ponte mail test ADDRESS",
                    "rimediare a ciò che dice il motivo (impostazioni Mail:…), provare con: ponte mail test INDIRIZZO"
                )
            ),
            FindingCode.MailRefused => (
                T($"{v[0]} mails are refused for good: {v[1]}", $"{v[0]} e-mail rifiutate definitivamente: {v[1]}"),
                T(
                    "correct the address, then: ponte mail list, and ponte mail retry or delete",
                    "correggere l'indirizzo, poi: ponte mail list, e ponte mail retry o delete"
                )
            ),
            _ => (T("mails are sent", "le e-mail vengono inviate"), ""),
        };
    }
}
