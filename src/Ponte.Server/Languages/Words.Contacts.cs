using Ponte.Server.Api.Contracts;
using Ponte.Server.Directories.Csv;

namespace Ponte.Server.Languages;

/// <content>Address books.</content>
internal sealed partial class Words
{
    public string ContactsCommand => T("Address books and the names of numbers", "Rubriche e nomi dei numeri");
    public string ContactsImportCommand => T("Put a CSV file in the place of an address book", "Mette un file CSV al posto di una rubrica");
    public string ContactsListCommand => T("Show the directories", "Mostra le rubriche");
    public string ContactsSearchCommand => T("Find contacts in the address books", "Cerca contatti nelle rubriche");
    public string ContactsWhoseCommand =>
        T("Show the name of a number, as a call would find it", "Mostra il nome di un numero, come lo troverebbe una chiamata");
    public string ContactsExportCommand => T("Print an address book as CSV", "Stampa una rubrica come CSV");
    public string ContactsRemoveCommand => T("Take the contacts of an address book away", "Elimina i contatti di una rubrica");
    public string BookOption => T("The address book: a directory of kind csv", "La rubrica: una directory di tipo csv");
    public string CsvArgument =>
        T("A CSV file with a row of headings, in Italian or English", "Un file CSV con una riga di intestazioni, in italiano o in inglese");
    public string PreviewOption => T("Show what would happen, and change nothing", "Mostra che cosa accadrebbe, senza cambiare nulla");
    public string SearchArgument => T("Part of a name or number", "Una parte di un nome o di un numero");
    public string WhoseArgument => T("The number, as people write it", "Il numero, come lo si scrive");
    public string ContactLimitOption => T("How many contacts at most", "Quanti contatti al massimo");

    public string Directory => T("Directory", "Rubrica");
    public string Contacts => T("Contacts", "Contatti");
    public string Numbers => T("Numbers", "Numeri");
    public string Imported => T("Imported", "Importata");
    public string ContactName => T("Name", "Nome");
    public string Organisation => T("Company", "Azienda");
    public string NoContacts => T("No contacts.", "Nessun contatto.");
    public string NotInDocument => T("not in the document", "non nel documento");
    public string NoDirectories =>
        T("No directories: apply a document with directories.", "Nessuna rubrica: applicare un documento con la sezione directories.");
    public string ImportBrokeOff =>
        T("The server ended in the middle; nothing was changed.", "Il server è terminato a metà; nulla è stato cambiato.");

    /// <summary>A book is gone.</summary>
    public string BookRemoved(string book) => T($"The contacts of {book} were removed.", $"I contatti di {book} sono stati eliminati.");

    /// <summary>How far an import is.</summary>
    public string ImportProgress(int contacts, int percent) =>
        T($"{contacts} contacts, {percent} % of the file", $"{contacts} contatti, {percent} % del file");

    /// <summary>How a file is written.</summary>
    public string FileIs(string encoding, string separator) =>
        T($"File: {encoding}, separated by {Separator(separator)}", $"File: {encoding}, separatore {Separator(separator)}");

    /// <summary>Which columns are used.</summary>
    public string ColumnsAre(ImportReply reply)
    {
        var name = string.Join(" + ", reply.NameColumns);
        var numbers = string.Join(", ", reply.NumberColumns);
        var used = reply.OrganisationColumn.Length > 0 ? $"{Organisation}: {reply.OrganisationColumn}; " : "";
        return $"{T("Columns", "Colonne")}: {(name.Length > 0 ? $"{ContactName}: {name}; " : "")}{used}{Numbers}: {numbers}";
    }

    /// <summary>What became of an import.</summary>
    public string ImportResult(ImportReply reply, string book)
    {
        var leftOut = reply.RowsLeftOut > 0 ? T($", {reply.RowsLeftOut} rows left out", $", {reply.RowsLeftOut} righe tralasciate") : "";
        var counts =
            T($"{reply.Contacts} contacts, {reply.Numbers} numbers", $"{reply.Contacts} contatti, {reply.Numbers} numeri") + leftOut;
        return reply.IsPreview
            ? T(
                $"{book} would have {counts}, instead of {reply.ContactsBefore} contacts. Nothing was changed.",
                $"{book} avrebbe {counts}, al posto di {reply.ContactsBefore} contatti. Nulla è stato cambiato."
            )
            : T(
                $"{book} has {counts}, instead of {reply.ContactsBefore} contacts.",
                $"{book} ha {counts}, al posto di {reply.ContactsBefore} contatti."
            );
    }

    /// <summary>What is wrong with a row.</summary>
    public string Problem(RowProblem problem) =>
        problem.Kind switch
        {
            RowProblemKind.NoName => T("a number without a name; left out", "un numero senza nome; riga tralasciata"),
            RowProblemKind.NoNumber => T($"{problem.Value}: no number; left out", $"{problem.Value}: nessun numero; riga tralasciata"),
            RowProblemKind.BadNumber => T($"\"{problem.Value}\" is no number", $"\"{problem.Value}\" non è un numero"),
            RowProblemKind.RoundedNumber => T(
                $"{problem.Value}: the spreadsheet has rounded the number; give the column the format text and save again",
                $"{problem.Value}: il foglio di calcolo ha arrotondato il numero; dare alla colonna il formato testo e salvare di nuovo"
            ),
            RowProblemKind.QuoteNotClosed => T("a quote is opened here and not closed", "qui si apre una virgoletta che non si chiude"),
            RowProblemKind.FieldTooLong => T("a field has more than 8192 characters", "un campo ha più di 8192 caratteri"),
            _ => T("the row has more than 1024 fields", "la riga ha più di 1024 campi"),
        };

    /// <summary>So many more problems.</summary>
    public string MoreProblems(int count) => T($"… and {count} more problems", $"… e altri {count} problemi");

    /// <summary>Why nothing was imported.</summary>
    public string Refusal(ImportRefusal refusal, ImportReply reply, string book) =>
        refusal switch
        {
            ImportRefusal.UnknownBook => T(
                $"Nothing was changed: {book} is no directory of kind csv in the company document. {Known(reply)}",
                $"Nulla è stato cambiato: {book} non è una directory di tipo csv nel documento aziendale. {Known(reply)}"
            ),
            ImportRefusal.NoColumns => T(
                $"Nothing was changed: the headings ({string.Join(", ", reply.Headings)}) name no column for a name, or none for numbers. Call them for instance Name and Phone.",
                $"Nulla è stato cambiato: le intestazioni ({string.Join(", ", reply.Headings)}) non indicano una colonna per il nome, o per i numeri. Chiamarle ad esempio Nome e Telefono."
            ),
            ImportRefusal.NoContacts => T(
                "Nothing was changed: no row has both a name and a number.",
                "Nulla è stato cambiato: nessuna riga ha sia un nome sia un numero."
            ),
            ImportRefusal.TooLarge => T(
                "Nothing was changed: the file is larger than 512 MB.",
                "Nulla è stato cambiato: il file supera i 512 MB."
            ),
            _ => T(
                "Nothing was changed: the file cannot be read to its end.",
                "Nulla è stato cambiato: il file non si può leggere fino alla fine."
            ),
        };

    private string Known(ImportReply reply) =>
        reply.KnownBooks.IsEmpty
            ? T("Add one under directories.", "Aggiungerne una sotto directories.")
            : T($"There are: {string.Join(", ", reply.KnownBooks)}.", $"Ci sono: {string.Join(", ", reply.KnownBooks)}.");

    private string Separator(string separator) =>
        separator switch
        {
            ";" => T("semicolons", "punto e virgola"),
            "," => T("commas", "virgola"),
            "tab" => T("tabs", "tabulazione"),
            _ => separator,
        };
}
