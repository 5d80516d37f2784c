using System.Net;

namespace Ponte.Sip.Transports;

/// <summary>Where to connect to. Targets that are equal share a connection.</summary>
/// <param name="Protocol">The transport protocol.</param>
/// <param name="Address">The peer's address.</param>
/// <param name="ServerName">For TLS: the name that is sent as SNI and must be in the peer's certificate; empty for none.</param>
/// <param name="Profile">The name of the TLS and trust profile, such as <c>default</c> or <c>teams</c>.</param>
public sealed record SipTarget(TransportProtocol Protocol, IPEndPoint Address, string ServerName, string Profile)
{
    /// <summary>The profile that is used where no other is named.</summary>
    public const string DefaultProfile = "default";

    /// <summary>For UDP: the name of the listener from whose address to send; empty to choose the one that reaches the peer.</summary>
    public string Listener { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() =>
        ServerName.Length == 0 ? $"{Protocol.ViaName()} {Address}" : $"{Protocol.ViaName()} {Address} ({ServerName})";
}
