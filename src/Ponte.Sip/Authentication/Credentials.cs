namespace Ponte.Sip.Authentication;

/// <summary>A name and a password for digest authentication.</summary>
/// <param name="User">The name, as the other side knows it.</param>
/// <param name="Password">The password in clear text; it is hashed with the realm of each challenge.</param>
public sealed record Credentials(string User, string Password)
{
    /// <summary>The name only: the password must not reach a log.</summary>
    public override string ToString() => $"Credentials {{ User = {User} }}";
}
