using System.Collections.Immutable;
using System.Globalization;
using Ponte.Server.History;
using Ponte.Server.Languages;
using Ponte.Server.Trace;

namespace Ponte.Server.Ladder;

/// <summary>Draws a call's SIP messages: a column for each leg's far end with Ponte between them, time running downwards in seconds.</summary>
internal sealed class LadderPrinter
{
    private const int TimeColumns = 10;
    private const int MinSpacing = 28;
    private const int MaxSpacing = 48;

    /// <summary>Room beside the outer lines, for half a title.</summary>
    private const int Margin = 14;

    private readonly CallView _call;
    private readonly Words _words;
    private readonly ImmutableArray<LegView> _left;
    private readonly ImmutableArray<LegView> _right;
    private readonly int _spacing;

    /// <summary>Prepares a drawing.</summary>
    /// <param name="call">The call.</param>
    /// <param name="words">The language.</param>
    /// <param name="width">The columns there are; many legs take more.</param>
    public LadderPrinter(CallView call, Words words, int width)
    {
        (_call, _words) = (call, words);
        _left = [.. call.Legs.Where(l => l.IsIncoming)];
        _right = [.. call.Legs.Where(l => !l.IsIncoming)];
        _spacing = Math.Clamp((width - TimeColumns - (2 * Margin)) / Math.Max(1, Columns - 1), MinSpacing, MaxSpacing);
    }

    private int Columns => _left.Length + 1 + _right.Length;

    /// <summary>Draws the lines.</summary>
    public IEnumerable<string> Print(IReadOnlyList<TracedMessage> messages)
    {
        yield return Titles(l => l.Name, "Ponte");
        yield return Titles(l => l.Peer, "");
        if (messages.Count == 0)
        {
            yield return "";
            yield return _words.NoMessages;
            yield break;
        }
        var seen = new HashSet<(string, bool, string)>();
        var start = messages[0].At;
        var last = start;
        foreach (var message in messages)
        {
            if (message.At - last >= TimeSpan.FromSeconds(1))
            {
                yield return Lifelines("").TrimEnd();
            }
            last = message.At;
            var text = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(message.Bytes.Span));
            var isAgain = !seen.Add((message.SipCallId, message.IsSent, text));
            yield return Arrow(message, message.At - start, isAgain);
        }
    }

    private int Width => Position(Columns - 1) + Margin;

    private string Titles(Func<LegView, string> title, string own)
    {
        var line = new char[Width];
        line.AsSpan().Fill(' ');
        for (var column = 0; column < Columns; column++)
        {
            var text = column == _left.Length ? own : title(LegAt(column));
            var cut = Cut(text, 2 * Margin - 1);
            var from = Math.Max(0, Position(column) - cut.Length / 2);
            cut.CopyTo(line.AsSpan(from));
        }
        return new string(line).TrimEnd();
    }

    private LegView LegAt(int column) => column < _left.Length ? _left[column] : _right[column - _left.Length - 1];

    private int Position(int column) => TimeColumns + Margin + (column * _spacing);

    private int ColumnOf(string sipCallId)
    {
        for (var column = 0; column < Columns; column++)
        {
            if (column != _left.Length && string.Equals(LegAt(column).SipCallId, sipCallId, StringComparison.Ordinal))
            {
                return column;
            }
        }
        return -1;
    }

    private string Lifelines(string time)
    {
        var line = new char[Width];
        line.AsSpan().Fill(' ');
        time.CopyTo(line);
        for (var column = 0; column < Columns; column++)
        {
            line[Position(column)] = '│';
        }
        return new string(line);
    }

    private string Arrow(TracedMessage message, TimeSpan since, bool isAgain)
    {
        var time = since.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture).PadLeft(TimeColumns - 2);
        var line = Lifelines(time).ToCharArray();
        var column = ColumnOf(message.SipCallId);
        if (column < 0)
        {
            return new string(line).TrimEnd();
        }
        var (own, far) = (Position(_left.Length), Position(column));
        var (from, to) = own < far ? (own, far) : (far, own);
        var pointsRight = message.IsSent == own < far;
        for (var i = from + 1; i < to; i++)
        {
            line[i] = line[i] == '│' ? '┼' : '─';
        }
        line[pointsRight ? to - 1 : from + 1] = pointsRight ? '▶' : '◀';
        var summary = MessageSummary.Of(message);
        var label = $" {Cut(isAgain ? $"{summary} {_words.Again}" : summary, _spacing - 8)} ";
        label.CopyTo(line.AsSpan(LabelStart(from, to, own, label.Length)));
        return new string(line).TrimEnd();
    }

    /// <summary>The label stands in the middle of the gap beside Ponte's line, so that arrows to far columns keep theirs in one row.</summary>
    private int LabelStart(int from, int to, int own, int length)
    {
        var middle = own == from ? from + (_spacing / 2) : to - (_spacing / 2);
        return Math.Clamp(middle - length / 2, from + 2, to - 1 - length);
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
