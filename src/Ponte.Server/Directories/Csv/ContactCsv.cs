using System.Collections.Immutable;
using Ponte.Pbx.Company;
using Ponte.Pbx.Directories;

namespace Ponte.Server.Directories.Csv;

/// <summary>Reads contacts from a CSV text, row by row.</summary>
internal sealed class ContactCsv
{
    private const int SampleSize = 16 * 1024;
    private const int MaxShown = 40;

    /// <summary>Numbers of one contact at most.</summary>
    private const int MaxNumbers = 16;

    /// <summary>What stands between several numbers of one cell; a stroke without blanks is part of a number.</summary>
    private static readonly string[] Between = [" / ", ";", ",", ":::", "\n", " - - "];

    private readonly CsvReader _rows;
    private readonly CompanySnapshot _company;
    private readonly Action<RowProblem> _complain;

    private ContactCsv(CsvReader rows, CompanySnapshot company, Action<RowProblem> complain) =>
        (_rows, _company, _complain) = (rows, company, complain);

    /// <summary>What separates the fields.</summary>
    public char Separator { get; private init; }

    /// <summary>The headings as they are in the file.</summary>
    public ImmutableArray<string> Headings { get; private set; } = [];

    /// <summary>Which columns hold what.</summary>
    public ContactColumns Columns { get; private set; } = new();

    /// <summary>The line of the last contact.</summary>
    public int Line => _rows.Line;

    /// <summary>Rows that are no contact.</summary>
    public int RowsLeftOut { get; private set; }

    /// <summary>Whether the text ended because the rest cannot be read.</summary>
    public bool IsBroken => _rows.Fault is not null;

    /// <summary>Begins to read: finds separator and columns.</summary>
    /// <param name="text">Opens the text at its beginning.</param>
    /// <param name="company">The company, by whose country and area code numbers are read.</param>
    /// <param name="complain">Is told what is wrong with rows.</param>
    public static ContactCsv Open(Func<TextReader> text, CompanySnapshot company, Action<RowProblem> complain)
    {
        var sample = new char[SampleSize];
        int length;
        using (var beginning = text())
        {
            length = beginning.ReadBlock(sample, 0, sample.Length);
        }
        var separator = CsvDialect.Separator(sample.AsSpan(0, length), out var isDeclared);
        var csv = new ContactCsv(new CsvReader(text(), separator), company, complain) { Separator = separator };
        csv.ReadHeadings(isDeclared);
        return csv;
    }

    /// <summary>The contacts; rows without a name or a usable number are told and left out.</summary>
    public IEnumerable<Contact> Read()
    {
        while (_rows.Read())
        {
            if (IsEmptyRow())
            {
                continue;
            }
            if (ReadContact() is { } contact)
            {
                yield return contact;
            }
            else
            {
                RowsLeftOut++;
            }
        }
        ComplainOfFault();
    }

    private void ReadHeadings(bool isDeclared)
    {
        while (_rows.Read())
        {
            if (IsEmptyRow() || isDeclared)
            {
                isDeclared = isDeclared && IsEmptyRow();
                continue;
            }
            Headings = [.. _rows.Fields.Select(f => f.Trim())];
            Columns = ContactColumns.Find(Headings);
            return;
        }
        ComplainOfFault();
    }

    private void ComplainOfFault()
    {
        if (_rows.Fault is { } fault)
        {
            var kind = fault switch
            {
                CsvFault.QuoteNotClosed => RowProblemKind.QuoteNotClosed,
                CsvFault.FieldTooLong => RowProblemKind.FieldTooLong,
                _ => RowProblemKind.TooManyFields,
            };
            _complain(new RowProblem(_rows.Line, kind, ""));
        }
    }

    private bool IsEmptyRow() => _rows.Fields.All(string.IsNullOrWhiteSpace);

    private Contact? ReadContact()
    {
        var problems = new List<RowProblem>();
        var numbers = ReadNumbers(problems);
        var full = Cell(Columns.FullName);
        var name = full.Length > 0 ? full : DirectoryEntry.CleanName($"{Cell(Columns.FirstName)} {Cell(Columns.LastName)}");
        var organisation = Cell(Columns.Organisation);
        if (name.Length + organisation.Length == 0)
        {
            problems.Add(new RowProblem(_rows.Line, RowProblemKind.NoName, ""));
        }
        else if (numbers.Count == 0 && problems.Count == 0)
        {
            problems.Add(new RowProblem(_rows.Line, RowProblemKind.NoNumber, Short(name.Length > 0 ? name : organisation)));
        }
        problems.ForEach(_complain);
        var isUsable = numbers.Count > 0 && name.Length + organisation.Length > 0;
        return isUsable
            ? new Contact(name, name.Equals(organisation, StringComparison.OrdinalIgnoreCase) ? "" : organisation, [.. numbers])
            : null;
    }

    private List<string> ReadNumbers(List<RowProblem> problems)
    {
        var numbers = new List<string>();
        foreach (var column in Columns.Numbers)
        {
            var cell = Raw(column);
            if (IsRounded(cell))
            {
                problems.Add(new RowProblem(_rows.Line, RowProblemKind.RoundedNumber, Short(cell)));
                continue;
            }
            foreach (var text in cell.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (ContactNumber.Read(text, _company) is { } number)
                {
                    if (numbers.Count < MaxNumbers && !numbers.Contains(number, StringComparer.Ordinal))
                    {
                        numbers.Add(number);
                    }
                }
                else if (text.Any(char.IsAsciiDigit))
                {
                    problems.Add(new RowProblem(_rows.Line, RowProblemKind.BadNumber, Short(text)));
                }
            }
        }
        return numbers;
    }

    /// <summary>Whether a spreadsheet has written a long number as 3.9E+11: the digits behind are lost.</summary>
    private static bool IsRounded(string text) => text.Contains("E+", StringComparison.OrdinalIgnoreCase);

    private string Cell(int? column) => column is { } c ? DirectoryEntry.CleanName(Raw(c)) : "";

    /// <summary>A cell without the apostrophe that keeps spreadsheets from reading a formula into it.</summary>
    private string Raw(int column)
    {
        var text = column < _rows.Fields.Count ? _rows.Fields[column].Trim() : "";
        return text.StartsWith('\'') ? text[1..] : text;
    }

    private static string Short(string text) => text.Length <= MaxShown ? text : text[..MaxShown] + "…";
}
