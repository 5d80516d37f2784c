using Ponte.Pbx.Phones.Registrar;

namespace Ponte.Pbx.Phones;

/// <summary>The text by which a dialog remembers the registration that it belongs to; stored with the call.</summary>
internal static class PhoneKey
{
    private const char Separator = '|';

    public static string Of(string account, Binding binding) => $"{account}{Separator}{binding.Key}";

    /// <summary>Account and key of the binding.</summary>
    public static (string Account, string Binding) Read(string key)
    {
        var at = key.IndexOf(Separator, StringComparison.Ordinal);
        return at < 0 ? (key, "") : (key[..at], key[(at + 1)..]);
    }
}
