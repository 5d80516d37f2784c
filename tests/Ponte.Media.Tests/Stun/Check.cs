using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ponte.Media.Stun;

namespace Ponte.Media.Tests.Stun;

/// <summary>A check as a full agent sends it; each test changes what it is about.</summary>
internal sealed record Check
{
    public const string OurFragment = "ourF";
    public const string OurPassword = "ourPasswordOf24Letters/+";

    public string? UserName { get; init; } = OurFragment + ":peer";

    public string? Password { get; init; } = OurPassword;

    public bool Nominates { get; init; }

    public uint Priority { get; init; } = 0x6E00_01FF;

    public bool ClaimsOurRole { get; init; }

    public bool HasFingerprint { get; init; } = true;

    public StunClass Class { get; init; } = StunClass.Request;

    public ushort[] More { get; init; } = [];

    public byte[] TransactionId { get; init; } = RandomNumberGenerator.GetBytes(12);

    public byte[] ToBytes()
    {
        var buffer = new byte[1000];
        var writer = new StunWriter(buffer, Class, TransactionId);
        if (UserName is not null)
        {
            writer.Add(StunAttribute.UserName, Encoding.UTF8.GetBytes(UserName));
        }
        writer.Add(StunAttribute.Priority, Priority);
        writer.Add(ClaimsOurRole ? StunAttribute.IceControlled : StunAttribute.IceControlling, 0x1122_3344_5566_7788UL);
        if (Nominates)
        {
            writer.Add(StunAttribute.UseCandidate, default(ReadOnlySpan<byte>));
        }
        foreach (var type in More)
        {
            writer.Add((StunAttribute)type, "value"u8);
        }
        if (Password is not null)
        {
            writer.AddIntegrity(new StunKey(Password));
        }
        if (HasFingerprint)
        {
            writer.AddFingerprint();
        }
        return buffer[..writer.Length];
    }

    /// <summary>What an answer says, in words.</summary>
    public static string Read(ReadOnlySpan<byte> answer, string password = OurPassword)
    {
        if (!StunMessage.TryParse(answer, out var message) || !message.HasFingerprint)
        {
            return "no STUN with fingerprint";
        }
        var what = message.Class == StunClass.Success ? $"200 {message.XorMappedAddress}" : message.ErrorCode.ToString(null, null);
        return message.HasIntegrity ? $"{what} {(message.IsAuthentic(new StunKey(password)) ? "authentic" : "forged")}" : what;
    }

    public static IPEndPoint Host(int number, int port = 4000) => new(IPAddress.Parse("192.0.2." + number), port);
}
