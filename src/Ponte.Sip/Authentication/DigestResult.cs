namespace Ponte.Sip.Authentication;

/// <summary>What <see cref="DigestServer"/> thinks of a request.</summary>
public enum DigestResult : byte
{
    /// <summary>The credentials are right.</summary>
    Accepted,

    /// <summary>There are no credentials for our realm: challenge.</summary>
    Missing,

    /// <summary>The password is right but the nonce is too old, unknown or its count used: challenge with stale=true.</summary>
    Stale,

    /// <summary>Name or password is wrong: challenge again, or refuse with 403.</summary>
    Wrong,

    /// <summary>The header cannot be read or its digest-uri is another one: 400.</summary>
    Malformed,
}
