using System.Text;

namespace Ponte.Server.Directories.Csv;

/// <summary>
/// Reads rows of a CSV text (RFC 4180, and what spreadsheets make of it): any separator, line ends of all kinds, quotes that are doubled within
/// quotes, Excel's <c>="0212345"</c>. It holds one row at a time.
/// </summary>
internal sealed class CsvReader(TextReader text, char separator)
{
    private const char Quote = '"';
    private readonly char[] _buffer = new char[32 * 1024];
    private readonly StringBuilder _field = new();
    private readonly List<string> _fields = [];
    private int _at;
    private int _filled;
    private int _nextLine = 1;

    /// <summary>Characters of a field at most.</summary>
    public const int MaxField = 8192;

    /// <summary>Fields of a row at most; spreadsheets that save empty columns have up to some hundred.</summary>
    public const int MaxFields = 1024;

    /// <summary>The fields of the row that was read last.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>The line on which it begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>What keeps the rest from being read; null where nothing. The line of it is <see cref="Line"/>.</summary>
    public CsvFault? Fault { get; private set; }

    /// <summary>Reads the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        _fields.Clear();
        if (Fault is not null)
        {
            return false;
        }
        Line = _nextLine;
        if (Peek() < 0)
        {
            return false;
        }
        int end;
        do
        {
            end = ReadField();
            _fields.Add(_field.ToString());
            if (_fields.Count > MaxFields)
            {
                Fault = CsvFault.TooManyFields;
            }
        } while (end == separator && Fault is null);
        return Fault is null;
    }

    /// <summary>Reads a field, and gives what ended it: the separator, a line feed, or -1 at the end of the text.</summary>
    private int ReadField()
    {
        _field.Clear();
        var isQuoted = false;
        while (Fault is null)
        {
            var c = Next();
            if (isQuoted)
            {
                isQuoted = ReadQuoted(c);
            }
            else if (c < 0 || c == separator || c == '\n')
            {
                return c;
            }
            else if (c == Quote && IsAtStart())
            {
                _field.Clear();
                isQuoted = true;
            }
            else
            {
                Append((char)c);
            }
        }
        return -1;
    }

    /// <summary>Takes a character within quotes.</summary>
    /// <returns>Whether the quotes go on.</returns>
    private bool ReadQuoted(int c)
    {
        if (c < 0)
        {
            Fault = CsvFault.QuoteNotClosed;
            return false;
        }
        if (c != Quote)
        {
            Append((char)c);
            if (Fault is not null)
            {
                Fault = CsvFault.QuoteNotClosed;
            }
            return true;
        }
        if (Peek() != Quote)
        {
            return false;
        }
        Next();
        Append(Quote);
        return true;
    }

    /// <summary>Quotes count as such only before everything else; Excel puts an equals sign before them to keep digits from becoming a number.</summary>
    private bool IsAtStart() => _field.Length == 0 || (_field.Length == 1 && _field[0] == '=') || IsBlank();

    private bool IsBlank()
    {
        for (var i = 0; i < _field.Length; i++)
        {
            if (_field[i] != ' ')
            {
                return false;
            }
        }
        return true;
    }

    private void Append(char c)
    {
        _field.Append(c);
        if (_field.Length > MaxField)
        {
            Fault = CsvFault.FieldTooLong;
        }
    }

    /// <summary>The next character, with every line end as one line feed; -1 at the end.</summary>
    private int Next()
    {
        var c = Peek();
        if (c < 0)
        {
            return c;
        }
        _at++;
        if (c == '\r')
        {
            if (Peek() == '\n')
            {
                _at++;
            }
            c = '\n';
        }
        if (c == '\n')
        {
            _nextLine++;
        }
        return c;
    }

    private int Peek()
    {
        if (_at == _filled)
        {
            (_at, _filled) = (0, text.Read(_buffer, 0, _buffer.Length));
        }
        return _at < _filled ? _buffer[_at] : -1;
    }
}
