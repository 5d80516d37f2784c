using System.Text;

namespace Ponte.Bench.Sip.Wire;

/// <summary>A message written once, in which only the number of the call changes: eight hexadecimal digits in the places of <see cref="Mark"/>.</summary>
internal sealed class Template
{
    public const string Mark = "########";

    private readonly byte[] _text;
    private readonly int[] _places;

    public Template(string text)
    {
        _text = Encoding.UTF8.GetBytes(text);
        var places = new List<int>();
        for (var at = Find(0); at >= 0; at = Find(at + Hex.Length))
        {
            places.Add(at);
        }
        _places = [.. places];
    }

    /// <summary>Writes the message of a call; its length.</summary>
    public int Render(Span<byte> target, uint call)
    {
        _text.CopyTo(target);
        foreach (var place in _places)
        {
            Hex.Write(target[place..], call);
        }
        return _text.Length;
    }

    private int Find(int from)
    {
        var at = _text.AsSpan(from).IndexOf("########"u8);
        return at < 0 ? at : from + at;
    }
}
