using System.Globalization;

namespace Ponte.Server.Directories.Ldap;

/// <summary>Result codes (RFC 4511 appendix A).</summary>
internal static class LdapResult
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>There is more than was asked for.</summary>
    public const int SizeLimitExceeded = 4;

    /// <summary>Entries that one search gives at most: more people rarely share a number.</summary>
    public const int MaxEntries = 20;

    /// <summary>The code in words, with the mend where there is one.</summary>
    public static string Describe(int code) =>
        code switch
        {
            1 => "operations error; most servers want a sign-in first: give bindDn and password",
            3 => "the server's time limit is exceeded; its attributes may want an index",
            8 or 13 => "the server wants a stronger sign-in; give ldaps://",
            32 => "there is no such entry; look at base",
            34 => "a name is not written as a distinguished name; look at base and bindDn",
            49 => "name or password is wrong",
            50 => "insufficient rights; let the entry of bindDn read people and their numbers",
            51 or 52 => "the server is busy or unavailable",
            _ => string.Create(CultureInfo.InvariantCulture, $"LDAP result {code}"),
        };
}
