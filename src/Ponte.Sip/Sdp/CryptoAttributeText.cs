using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Ponte.Sip.Sdp;

/// <summary>The text form of <see cref="CryptoAttribute"/> (RFC 4568 sections 9.1 and 9.2).</summary>
internal static class CryptoAttributeText
{
    private const string Inline = "inline:";

    /// <summary>RFC 4568 section 6.1: a master key identifier has at most 128 bytes.</summary>
    private const int MaxMkiBytes = 128;

    public static CryptoAttribute? Parse(string value)
    {
        var parts = value.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (
            parts.Length < 3
            || parts[0].Length > 9
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var tag)
        )
        {
            return null;
        }
        var keys = ImmutableArray.CreateBuilder<CryptoKey>();
        foreach (var text in parts[2].Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ParseKey(text) is not { } key)
            {
                return null;
            }
            keys.Add(key);
        }
        return keys.Count == 0 ? null : new CryptoAttribute(tag, parts[1], keys.ToImmutable(), [.. parts.AsSpan(3)]);
    }

    public static string Print(CryptoAttribute crypto)
    {
        var text = new StringBuilder(96)
            .Append(crypto.Tag.ToString(CultureInfo.InvariantCulture))
            .Append(' ')
            .Append(crypto.Suite)
            .Append(' ');
        for (var i = 0; i < crypto.Keys.Length; i++)
        {
            var key = crypto.Keys[i];
            text.Append(i == 0 ? "" : ";").Append(Inline).Append(Convert.ToBase64String(key.KeyAndSalt.AsSpan()));
            if (key.Lifetime.Length > 0)
            {
                text.Append('|').Append(key.Lifetime);
            }
            if (key.Mki.Length > 0)
            {
                var number = new BigInteger(key.Mki.AsSpan(), isUnsigned: true, isBigEndian: true);
                text.Append(CultureInfo.InvariantCulture, $"|{number}:{key.Mki.Length}");
            }
        }
        foreach (var parameter in crypto.SessionParameters)
        {
            text.Append(' ').Append(parameter);
        }
        return text.ToString();
    }

    private static CryptoKey? ParseKey(string text)
    {
        if (!text.StartsWith(Inline, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var fields = text[Inline.Length..].Split('|');
        Span<byte> bytes = stackalloc byte[128];
        if (fields.Length > 3 || fields[0].Length == 0 || !Convert.TryFromBase64String(fields[0], bytes, out var length))
        {
            return null;
        }
        // The lifetime may be left out before a master key identifier, which its colon tells apart.
        var lifetime = "";
        ImmutableArray<byte> mki = [];
        for (var i = 1; i < fields.Length; i++)
        {
            if (i == fields.Length - 1 && fields[i].Contains(':', StringComparison.Ordinal))
            {
                if (ParseMki(fields[i]) is not { } identifier)
                {
                    return null;
                }
                mki = identifier;
            }
            else if (i == 1 && IsLifetime(fields[i]))
            {
                lifetime = fields[i];
            }
            else
            {
                return null;
            }
        }
        return new CryptoKey([.. bytes[..length]], lifetime, mki);
    }

    private static bool IsLifetime(string text)
    {
        var digits = text.StartsWith("2^", StringComparison.Ordinal) ? text.AsSpan(2) : text;
        return digits.Length is > 0 and <= 20 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    private static ImmutableArray<byte>? ParseMki(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        // 128 bytes have 309 decimal digits.
        if (
            colon is 0 or > 309
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length is < 1 or > MaxMkiBytes
            || !BigInteger.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        )
        {
            return null;
        }
        var bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return bytes.Length > length ? null : [.. new byte[length - bytes.Length], .. bytes];
    }
}
