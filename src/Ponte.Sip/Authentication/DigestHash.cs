using System.Security.Cryptography;
using System.Text;

namespace Ponte.Sip.Authentication;

/// <summary>The arithmetic of RFC 7616 3.4, shared by client and server.</summary>
internal static class DigestHash
{
    /// <summary>The token of an algorithm in a header.</summary>
    public static string Name(DigestAlgorithm algorithm) =>
        algorithm switch
        {
            DigestAlgorithm.Md5Sess => "MD5-sess",
            DigestAlgorithm.Sha256 => "SHA-256",
            DigestAlgorithm.Sha256Sess => "SHA-256-sess",
            _ => "MD5",
        };

    /// <summary>The algorithm a token names; absent means MD5; null when it is not known here.</summary>
    public static DigestAlgorithm? Parse(string? name) =>
        name?.ToUpperInvariant() switch
        {
            null or "MD5" => DigestAlgorithm.Md5,
            "MD5-SESS" => DigestAlgorithm.Md5Sess,
            "SHA-256" => DigestAlgorithm.Sha256,
            "SHA-256-SESS" => DigestAlgorithm.Sha256Sess,
            _ => null,
        };

    /// <summary>The response of RFC 7616 3.4.1. Without a qop it is the old form of RFC 2069.</summary>
    public static string Response(in DigestInput input, Credentials credentials)
    {
        var a1 = Hash(input.Algorithm, $"{credentials.User}:{input.Realm}:{credentials.Password}");
        if (input.Algorithm is DigestAlgorithm.Md5Sess or DigestAlgorithm.Sha256Sess)
        {
            a1 = Hash(input.Algorithm, $"{a1}:{input.Nonce}:{input.ClientNonce}");
        }
        var a2 = Hash(input.Algorithm, $"{input.Method}:{input.Uri}");
        return input.Qop is null
            ? Hash(input.Algorithm, $"{a1}:{input.Nonce}:{a2}")
            : Hash(input.Algorithm, $"{a1}:{input.Nonce}:{input.NonceCount}:{input.ClientNonce}:{input.Qop}:{a2}");
    }

    private static string Hash(DigestAlgorithm algorithm, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Convert.ToHexStringLower(
            algorithm is DigestAlgorithm.Sha256 or DigestAlgorithm.Sha256Sess ? SHA256.HashData(bytes) : MD5.HashData(bytes)
        );
    }
}
