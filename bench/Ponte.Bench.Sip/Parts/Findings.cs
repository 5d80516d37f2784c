using System.Globalization;
using System.Text;

namespace Ponte.Bench.Sip.Parts;

/// <summary>The rows against the budgets, and the tables and remarks behind them, as Markdown.</summary>
internal sealed class Findings
{
    private readonly StringBuilder _rows = new();
    private readonly StringBuilder _details = new();

    public string Rows => _rows.ToString();

    public string Details => _details.ToString();

    /// <summary>A row: what was found for a budget.</summary>
    public void Row(string what, string budget, string found, bool? reached)
    {
        var row = $"| {what} | {budget} | {found} | {(reached is null ? "" : reached.Value ? "yes" : "**no**")} |\n";
        _rows.Append(row);
        Console.Error.Write(row);
    }

    public void Line(FormattableString text)
    {
        var line = text.ToString(CultureInfo.InvariantCulture);
        _details.Append(line).Append('\n');
        Console.Error.WriteLine(line);
    }
}
