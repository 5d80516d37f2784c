namespace Ponte.Pbx.Phones;

/// <summary>Somebody who may register here: a device of a user, or a line whose far end registers to us.</summary>
/// <param name="Name">The user name of its credentials and of its address.</param>
/// <param name="Password">Its password; null where the reference in the document leads nowhere, and nobody may use the account.</param>
/// <param name="User">The id of the user whose device it is; null for a line.</param>
/// <param name="Line">The line; null for a device.</param>
public sealed record PhoneAccount(string Name, string? Password, string? User, string? Line)
{
    /// <summary>The name only: the password must not reach a log.</summary>
    public override string ToString() => $"PhoneAccount {{ Name = {Name} }}";
}
