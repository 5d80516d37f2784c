namespace Ponte.Pbx.Numbers;

/// <summary>Lists of beginnings of numbers.</summary>
internal static class PrefixList
{
    /// <summary>The longest beginning that fits a number; null where none does.</summary>
    public static string? Longest(IEnumerable<string> prefixes, string number)
    {
        string? longest = null;
        foreach (var prefix in prefixes)
        {
            if (prefix.Length > (longest?.Length ?? -1) && number.StartsWith(prefix, StringComparison.Ordinal))
            {
                longest = prefix;
            }
        }
        return longest;
    }

    /// <summary>Whether a number is in the first list, unless the second one has a longer beginning that fits.</summary>
    /// <param name="prefixes">The list.</param>
    /// <param name="except">The exceptions.</param>
    /// <param name="number">In the inside form.</param>
    /// <param name="prefix">What fits in the first list.</param>
    public static bool Holds(IEnumerable<string> prefixes, IEnumerable<string> except, string number, out string prefix)
    {
        prefix = Longest(prefixes, number) ?? "";
        return prefix.Length > 0 && prefix.Length >= (Longest(except, number)?.Length ?? 0);
    }
}
