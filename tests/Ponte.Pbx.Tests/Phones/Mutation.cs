using System.Text;

namespace Ponte.Pbx.Tests.Phones;

/// <summary>Real messages made wrong, the same way for the same seed.</summary>
internal sealed class Mutation(int seed)
{
    private static readonly string[] Pieces =
    [
        "\0",
        "\r\n",
        "\r\n\r\n",
        "\"",
        "<",
        ">;;;",
        "%00%ff",
        ",,",
        "4294967296",
        "-1",
        "99999999999999999999",
        "\u00e9\ud83d\udcde",
        ";tag=",
        "@@",
        "[::1",
        "sip:",
        "SIP/2.0",
        new('A', 3000),
        new('(', 500),
    ];

    private readonly Random _random = new(seed);

    /// <summary>A number below a bound.</summary>
    public int Below(int bound) => _random.Next(bound);

    /// <summary>A message with one to four things wrong.</summary>
    /// <param name="message">The message.</param>
    /// <param name="other">One whose parts may be put into it.</param>
    public byte[] Of(ReadOnlyMemory<byte> message, ReadOnlyMemory<byte> other)
    {
        var bytes = message.ToArray();
        for (var i = 0; i <= Below(4); i++)
        {
            bytes = bytes.Length == 0 ? bytes : Once(bytes, other.ToArray());
        }
        return bytes;
    }

    private byte[] Once(byte[] bytes, byte[] other)
    {
        var at = Below(bytes.Length);
        var end = Math.Min(bytes.Length, at + 1 + Below(40));
        return Below(8) switch
        {
            0 => [.. bytes[..at], (byte)Below(256), .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. bytes[end..]],
            2 => [.. bytes[..end], .. bytes[at..]],
            3 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(Pieces[Below(Pieces.Length)]), .. bytes[at..]],
            4 => [.. bytes[..at], .. other.AsSpan(Math.Min(at, other.Length))],
            _ => Lines(bytes, other),
        };
    }

    /// <summary>What leaves a message readable more often: whole header lines go, come twice, move, or come from another message.</summary>
    private byte[] Lines(byte[] bytes, byte[] other)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split("\r\n").ToList();
        var foreign = Encoding.Latin1.GetString(other).Split("\r\n");
        var (from, to) = (Below(lines.Count), Below(lines.Count));
        switch (Below(4))
        {
            case 0:
                lines.RemoveAt(from);
                break;
            case 1:
                lines.Insert(to, lines[from]);
                break;
            case 2:
                (lines[from], lines[to]) = (lines[to], lines[from]);
                break;
            default:
                lines[from] = foreign[Below(foreign.Length)];
                break;
        }
        return Encoding.Latin1.GetBytes(string.Join("\r\n", lines));
    }
}
