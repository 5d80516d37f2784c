using System.Security.Cryptography;

namespace Ponte.Simulator.Signalling;

/// <summary>Random names for SIP.</summary>
internal static class Tokens
{
    public static string Tag() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static string Branch() => "z9hG4bK" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public static string CallId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
