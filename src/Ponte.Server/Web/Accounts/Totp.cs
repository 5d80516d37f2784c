using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ponte.Server.Web.Accounts;

/// <summary>Codes of an authenticator (RFC 6238: SHA-1, 30 seconds, six digits, as all of them do).</summary>
internal static class Totp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Period = 30;

    /// <summary>A new secret in Base32.</summary>
    public static string NewSecret() => string.Concat(RandomNumberGenerator.GetBytes(32).Select(b => Base32[b & 31]));

    /// <summary>What an authenticator reads as a QR code.</summary>
    public static string Link(string account, string secret) =>
        $"otpauth://totp/Ponte:{Uri.EscapeDataString(account)}?secret={secret}&issuer=Ponte";

    /// <summary>Whether a code is right now, or was or will be within half a minute.</summary>
    public static bool Is(string code, string secret, DateTimeOffset now)
    {
        var step = now.ToUnixTimeSeconds() / Period;
        var given = Encoding.UTF8.GetBytes(code.Trim());
        var isRight = false;
        for (var i = -1; i <= 1; i++)
        {
            isRight |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(At(secret, step + i)), given);
        }
        return isRight;
    }

    /// <summary>The code of a step of 30 seconds since 1970.</summary>
    public static string At(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 6238 as authenticators do it; the strength of HMAC does not rest on collisions.
        HMACSHA1.HashData(Decode(secret), counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string secret)
    {
        var bytes = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var c in secret)
        {
            bits = (bits << 5) | Base32.IndexOf(c, StringComparison.Ordinal);
            count += 5;
            if (count >= 8)
            {
                count -= 8;
                bytes.Add((byte)(bits >> count));
                bits &= (1 << count) - 1;
            }
        }
        return [.. bytes];
    }
}
