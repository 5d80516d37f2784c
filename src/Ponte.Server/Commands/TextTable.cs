using Spectre.Console;

namespace Ponte.Server.Commands;

/// <summary>A table: with a frame on a terminal, plain columns elsewhere, so that other programs can read it.</summary>
internal sealed class TextTable(params IReadOnlyList<string> titles)
{
    private const int Gap = 2;
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Prints it.</summary>
    public void Print(CommandContext context)
    {
        if (context.IsTerminal)
        {
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(context.Out) });
            console.Write(Framed());
            return;
        }
        var widths = titles.Select((t, i) => _rows.Select(r => r[i].Length).Append(t.Length).Max()).ToList();
        PrintPlain(context.Out, titles, widths);
        foreach (var row in _rows)
        {
            PrintPlain(context.Out, row, widths);
        }
    }

    /// <summary>The table for a terminal.</summary>
    public Table Framed()
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var title in titles)
        {
            table.AddColumn(new TableColumn(Markup.Escape(title)));
        }
        foreach (var row in _rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }
        return table;
    }

    private static void PrintPlain(TextWriter output, IReadOnlyList<string> cells, List<int> widths) =>
        output.WriteLine(string.Concat(cells.Select((c, i) => c.PadRight(widths[i] + Gap))).TrimEnd());
}
