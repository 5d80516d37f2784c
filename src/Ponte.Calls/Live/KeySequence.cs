namespace Ponte.Calls.Live;

/// <summary>The last keys of somebody who talks, to find those that mean something to us.</summary>
internal sealed class KeySequence
{
    /// <summary>A user who talks makes one conference of its calls.</summary>
    public const string Confer = "*75";

    private const int Longest = 8;

    private string _keys = "";

    /// <summary>A key was pressed.</summary>
    public void Press(char key) => _keys = (_keys + key)[^Math.Min(_keys.Length + 1, Longest)..];

    /// <summary>Whether the keys end so. They are forgotten then.</summary>
    public bool TryTake(string sequence)
    {
        var ends = _keys.EndsWith(sequence, StringComparison.Ordinal);
        _keys = ends ? "" : _keys;
        return ends;
    }
}
