namespace Ponte.Server.Languages;

/// <content>Accounts.</content>
internal sealed partial class Words
{
    public string AccountsCommand => T("Who signs in on the pages", "Chi accede alle pagine");
    public string AccountsSetCommand =>
        T(
            "Make an account, or give it another password; the password is the first line of the input",
            "Crea un account o ne cambia la password; la password è la prima riga dell'ingresso"
        );
    public string AccountsRemoveCommand => T("Take an account away", "Elimina un account");
    public string AccountName => T("Account", "Accesso");
    public string AccountRole => T("Role", "Ruolo");
    public string AccountPerson => T("User of the company", "Utente dell'azienda");
    public string AccountPasswordFile => T("A file with the password", "Un file con la password");
    public string NoAccounts =>
        T(
            "Nobody can sign in yet; make an administrator with: ponte accounts set NAME",
            "Nessuno può ancora accedere; creare un amministratore con: ponte accounts set NOME"
        );

    /// <summary>An account was made or changed.</summary>
    public string AccountIsSet(string name) => T($"{name} can sign in.", $"{name} può accedere.");
}
