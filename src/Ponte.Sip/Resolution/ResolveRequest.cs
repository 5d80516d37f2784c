using Ponte.Sip.Transports;

namespace Ponte.Sip.Resolution;

/// <summary>The question of RFC 3263 section 4: how is this host reached?</summary>
/// <param name="Host">A name or an IP address, brackets allowed: of the Route or Request-URI, or its <c>maddr</c>.</param>
/// <param name="Port">The port as written; null when none is.</param>
/// <param name="Transport">The transport as written in the URI, or demanded by configuration; null when it is to be found out.</param>
/// <param name="Secure">Whether only TLS will do (a <c>sips</c> URI).</param>
public sealed record ResolveRequest(string Host, int? Port, TransportProtocol? Transport, bool Secure = false);
