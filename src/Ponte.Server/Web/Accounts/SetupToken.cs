using System.Security.Cryptography;
using System.Text;

namespace Ponte.Server.Web.Accounts;

/// <summary>The word by which the first administrator is made: printed where the server was started, good for one use.</summary>
internal sealed class SetupToken
{
    private string? _text;

    /// <summary>Makes one, for a server without accounts.</summary>
    public string Make() => _text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    /// <summary>Whether it is the word.</summary>
    public bool Is(string text) =>
        _text is { } own && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(own), Encoding.UTF8.GetBytes(text));

    /// <summary>It was used.</summary>
    public void Spend() => _text = null;
}
