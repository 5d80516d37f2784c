namespace Ponte.Sip.Messages;

/// <summary>
/// Steps through a comma-separated list of addresses. A piece without URI is the beginning of a name with a comma in it, as peers write names
/// without quotes: it is read together with what follows, up to the next angle bracket. Each character is looked at a fixed number of times.
/// </summary>
internal ref struct AddressList
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    public AddressList(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Where the last address stands, its commas included.</summary>
    public Slice Piece { get; private set; }

    /// <summary>The parts of the last address, by places in its piece.</summary>
    public NameAddressSyntax Parts { get; private set; }

    /// <summary>What was wrong with the last piece.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Goes to the next address.</summary>
    /// <returns>True: an address; false: a piece that is none; null: the end.</returns>
    public bool? Next()
    {
        var start = _at;
        while (_at < _text.Length)
        {
            var from = _at;
            var end = Scan.Find(_text, from, ',');
            _at = end < 0 ? _text.Length : end + 1;
            if (end < 0)
            {
                Reason = "quoted string does not end";
                return false;
            }
            var fragment = Scan.Trim(_text[from..end]);
            if (fragment.Length == 0 && from == start)
            {
                start = _at;
            }
            else if (NameAddressSyntax.BeginsWithUri(fragment) || fragment.Contains('<') || TryTake(from, end))
            {
                return TryTake(start, end);
            }
        }
        return start < _text.Length ? false : null;
    }

    private bool TryTake(int start, int end)
    {
        Piece = Slice.Between(start, end);
        var found = NameAddressSyntax.TryCut(Piece.Of(_text), out var parts, out var reason);
        Parts = parts;
        Reason = reason;
        return found;
    }
}
