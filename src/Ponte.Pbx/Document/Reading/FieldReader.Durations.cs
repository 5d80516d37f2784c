using System.Globalization;

namespace Ponte.Pbx.Document.Reading;

/// <content>Durations: a whole number and a unit.</content>
internal sealed partial class FieldReader
{
    private const int MaxDurationDigits = 7;

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
    ];

    /// <summary>Whether the key says <c>off</c>.</summary>
    public bool IsOff(string key) => Take(key) is { Kind: YamlKind.Scalar, Text: "off" };

    public TimeSpan? Duration(string key, TimeSpan min, TimeSpan max, string mend)
    {
        if (Scalar(key) is not { } node)
        {
            return null;
        }
        if (ParseDuration(node.Text) is not { } value)
        {
            Complain(key, node, $"{Shown(node.Text)} is no duration; {mend}");
            return null;
        }
        if (value >= min && value <= max)
        {
            return value;
        }
        var bound = value < min ? $"below {PrintDuration(min)}" : $"above {PrintDuration(max)}";
        Complain(key, node, $"{node.Text} is {bound}; {mend}");
        return null;
    }

    /// <summary>A duration in the largest unit that divides it.</summary>
    public static string PrintDuration(TimeSpan value)
    {
        var (unit, length) = Units.Reverse().First(u => value.Ticks % u.Length.Ticks == 0 && value >= u.Length);
        return string.Create(CultureInfo.InvariantCulture, $"{value / length}{unit}");
    }

    private static TimeSpan? ParseDuration(string text)
    {
        foreach (var (unit, length) in Units)
        {
            var isUnit = text.EndsWith(unit, StringComparison.Ordinal);
            if (
                isUnit
                && text.Length - unit.Length <= MaxDurationDigits
                && int.TryParse(text[..^unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            )
            {
                return count * length;
            }
        }
        return null;
    }
}
