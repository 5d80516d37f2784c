namespace Ponte.Sip.Authentication;

/// <summary>What <see cref="DigestServer"/> thinks of a request.</summary>
public enum DigestResult : byte
{
    /// <summary>The credentials are right.</summary>
    Accepted,

    /// <summary>There are no credentials for our realm: challenge.</summary>
    Missing,

    /// <summary>The nonce is too old, unknown or another's, or its count was used: challenge with stale=true. The password was not looked at, or was right.</summary>
    Stale,

    /// <summary>Name or password is wrong: challenge again, or refuse with 403.</summary>
    Wrong,

    /// <summary>The header cannot be read or its digest-uri is another one: 400.</summary>
    Malformed,
}
