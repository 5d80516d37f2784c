using System.Globalization;

namespace Ponte.Pbx.Document.Reading;

/// <summary>Paths of fields as errors and comparisons name them.</summary>
internal static class FieldPath
{
    public static string Key(string parent, string key) => parent.Length == 0 ? key : $"{parent}.{key}";

    public static string Item(string parent, int index) => string.Create(CultureInfo.InvariantCulture, $"{parent}[{index}]");
}
