using System.Collections.Immutable;
using System.Text;

namespace Ponte.Server.Directories.Csv;

/// <summary>Which columns of a file hold what, found by their headings in Italian and English.</summary>
internal sealed record ContactColumns
{
    private static readonly string[] FullNames =
    [
        "name",
        "full name",
        "fullname",
        "display name",
        "displayname",
        "contact",
        "contact name",
        "nome completo",
        "nominativo",
        "contatto",
        "intestatario",
        "nome e cognome",
        "cognome e nome",
        "denominazione",
        "descrizione",
    ];
    private static readonly string[] FirstNames = ["first name", "firstname", "given name", "givenname", "nome", "nome proprio"];
    private static readonly string[] LastNames = ["last name", "lastname", "surname", "family name", "cognome"];
    private static readonly string[] Organisations =
    [
        "company",
        "company name",
        "organization",
        "organisation",
        "organization name",
        "organization 1 name",
        "business",
        "firm",
        "azienda",
        "societa",
        "ditta",
        "ragione sociale",
        "organizzazione",
        "ente",
        "impresa",
        "studio",
    ];

    /// <summary>Words of which one stands in the heading of a column of numbers.</summary>
    private static readonly string[] NumberWords =
    [
        "phone",
        "phones",
        "telephone",
        "tel",
        "mobile",
        "cell",
        "cellphone",
        "number",
        "extension",
        "telefono",
        "telefoni",
        "cellulare",
        "cellulari",
        "numero",
        "numeri",
        "centralino",
        "interno",
    ];

    /// <summary>Words that make a heading one of something else: a fax does not call, and a tax number is none to dial.</summary>
    private static readonly string[] OtherWords =
    [
        "fax",
        "telefax",
        "type",
        "label",
        "tipo",
        "etichetta",
        "vat",
        "iva",
        "civico",
        "cliente",
        "customer",
        "ordine",
        "order",
        "street",
        "account",
        "invoice",
        "fattura",
        "house",
        "id",
        "fiscale",
        "tax",
        "dipendenti",
        "employees",
    ];

    /// <summary>The letters of Italian headings with an accent, and without it; the program runs without tables of languages.</summary>
    private const string Accented = "àáèéìíòóùú";
    private const string Unaccented = "aaeeiioouu";

    /// <summary>The column of whole names; null where there is none.</summary>
    public int? FullName { get; private init; }

    /// <summary>The column of first names; null where there is none.</summary>
    public int? FirstName { get; private init; }

    /// <summary>The column of last names; null where there is none.</summary>
    public int? LastName { get; private init; }

    /// <summary>The column of organisations; null where there is none.</summary>
    public int? Organisation { get; private init; }

    /// <summary>The columns of numbers.</summary>
    public ImmutableArray<int> Numbers { get; private init; } = [];

    /// <summary>Whether contacts can be made of these columns.</summary>
    public bool IsUsable => !Numbers.IsEmpty && (FullName ?? FirstName ?? LastName ?? Organisation) is not null;

    /// <summary>Finds the columns.</summary>
    public static ContactColumns Find(IReadOnlyList<string> headings)
    {
        var plain = headings.Select(Plain).ToList();
        var last = IndexOf(plain, LastNames);
        var first = IndexOf(plain, FirstNames);
        var full = IndexOf(plain, FullNames);
        return new ContactColumns
        {
            // "Nome" alone is the whole name; beside "Cognome" it is the first name.
            FullName = full ?? (last is null ? first : null),
            FirstName = last is null ? null : first,
            LastName = last,
            Organisation = IndexOf(plain, Organisations),
            Numbers = [.. Enumerable.Range(0, plain.Count).Where(i => IsNumber(plain[i]))],
        };
    }

    /// <summary>Small letters without accents, signs as blanks: <c>Società</c> and <c>SOCIETA'</c> are the same.</summary>
    internal static string Plain(string heading)
    {
        var plain = new StringBuilder(heading.Length);
        foreach (var c in heading.ToLowerInvariant().Where(c => c is not ('\'' or '\u2019' or '.')))
        {
            var accented = Accented.IndexOf(c, StringComparison.Ordinal);
            plain.Append(
                accented >= 0 ? Unaccented[accented]
                : char.IsLetterOrDigit(c) ? c
                : ' '
            );
        }
        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static int? IndexOf(List<string> headings, string[] wanted)
    {
        var places = wanted.Select(w => headings.IndexOf(w)).Where(i => i >= 0).ToList();
        return places.Count > 0 ? places[0] : null;
    }

    private static bool IsNumber(string heading)
    {
        var words = heading.Split(' ');
        return words.Any(w => NumberWords.Contains(w, StringComparer.Ordinal))
            && !words.Any(w => OtherWords.Contains(w, StringComparer.Ordinal));
    }
}
