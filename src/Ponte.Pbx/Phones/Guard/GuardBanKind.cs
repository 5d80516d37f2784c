namespace Ponte.Pbx.Phones.Guard;

/// <summary>Whom a ban is for.</summary>
public enum GuardBanKind
{
    /// <summary>Everybody at an address.</summary>
    Address = 0,

    /// <summary>One user name at one address.</summary>
    Pair = 1,

    /// <summary>One user name at all addresses but those where it has proven itself.</summary>
    User = 2,
}
