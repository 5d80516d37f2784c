using System.Security.Cryptography;

namespace Ponte.Server.Voicemail;

/// <summary>A PIN that a box's owner has set, as it is kept: no one can read it.</summary>
/// <param name="Salt">What the digest was made with.</param>
/// <param name="Digest">The digest, by PBKDF2 with SHA-256.</param>
/// <param name="Rounds">How often.</param>
internal sealed record BoxPin(byte[] Salt, byte[] Digest, int Rounds)
{
    private const int Length = 32;
    private const int DefaultRounds = 100_000;

    /// <summary>Makes one.</summary>
    public static BoxPin Of(string pin)
    {
        var salt = RandomNumberGenerator.GetBytes(Length);
        return new BoxPin(salt, Rfc2898DeriveBytes.Pbkdf2(pin, salt, DefaultRounds, HashAlgorithmName.SHA256, Length), DefaultRounds);
    }

    /// <summary>Whether it is this one.</summary>
    public bool Is(string pin) =>
        CryptographicOperations.FixedTimeEquals(
            Digest,
            Rfc2898DeriveBytes.Pbkdf2(pin, Salt, Rounds, HashAlgorithmName.SHA256, Digest.Length)
        );
}
