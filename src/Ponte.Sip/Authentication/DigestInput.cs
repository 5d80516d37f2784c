namespace Ponte.Sip.Authentication;

/// <summary>What a digest response is computed from, besides name and password (RFC 7616 3.4).</summary>
/// <param name="Algorithm">The hash.</param>
/// <param name="Realm">The realm of the challenge.</param>
/// <param name="Nonce">The server's nonce.</param>
/// <param name="Method">The method of the request.</param>
/// <param name="Uri">The digest-uri: the Request-URI as written.</param>
/// <param name="Qop">Quality of protection: <c>auth</c>, or null for the old form.</param>
/// <param name="NonceCount">Eight hex digits.</param>
/// <param name="ClientNonce">The client's nonce.</param>
internal readonly record struct DigestInput(
    DigestAlgorithm Algorithm,
    string Realm,
    string Nonce,
    string Method,
    string Uri,
    string? Qop,
    string NonceCount,
    string ClientNonce
);
