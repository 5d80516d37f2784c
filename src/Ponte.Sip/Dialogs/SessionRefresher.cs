namespace Ponte.Sip.Dialogs;

/// <summary>Who refreshes a session (RFC 4028), named by the roles in the transaction that agreed it.</summary>
public enum SessionRefresher : byte
{
    /// <summary>The side that sent the request.</summary>
    Uac,

    /// <summary>The side that answered it.</summary>
    Uas,
}
