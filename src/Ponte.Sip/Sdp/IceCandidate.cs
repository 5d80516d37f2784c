using System.Globalization;
using System.Net;

namespace Ponte.Sip.Sdp;

/// <summary>An <c>a=candidate</c> line (RFC 8839 section 5.1): one address at which its writer may be reached.</summary>
/// <param name="Foundation">Equal for candidates of the same kind from the same place.</param>
/// <param name="Component">1 for RTP, 2 for RTCP with a port of its own.</param>
/// <param name="Transport"><c>UDP</c>, <c>TCP</c> …, as written.</param>
/// <param name="Priority">The higher the better.</param>
/// <param name="Address">The address as written; a name where the writer hides it.</param>
/// <param name="Port">The port.</param>
/// <param name="Type"><c>host</c>, <c>srflx</c>, <c>prflx</c>, <c>relay</c> …</param>
public sealed record IceCandidate(string Foundation, int Component, string Transport, uint Priority, string Address, int Port, string Type)
{
    /// <summary>
    /// The priority of an only host candidate: type preference 126, local preference 65535 (RFC 8445 section 5.1.2.1), less the component.
    /// </summary>
    private const uint HostPriority = (126u << 24) + (65_535u << 8) + 256;

    /// <summary>What follows the type, as written: related address and port, extensions. Empty for none.</summary>
    public string More { get; init; } = "";

    /// <summary>The address and port; null if a name stands there.</summary>
    public IPEndPoint? EndPoint => IPAddress.TryParse(Address, out var address) ? new IPEndPoint(address, Port) : null;

    /// <summary>The host candidate of an agent that has no other.</summary>
    public static IceCandidate Host(int component, IPEndPoint address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new IceCandidate("1", component, "UDP", HostPriority - (uint)component, address.Address.ToString(), address.Port, "host");
    }

    /// <summary>The attribute's value.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Foundation} {Component} {Transport} {Priority} {Address} {Port} typ {Type}{(More.Length == 0 ? "" : " " + More)}"
        );

    /// <summary>Reads the attribute's value; null for what is none.</summary>
    internal static IceCandidate? Parse(string value)
    {
        var parts = value.Split(' ', 9, StringSplitOptions.RemoveEmptyEntries);
        return
            parts.Length >= 8
            && byte.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var component)
            && component > 0
            && uint.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var priority)
            && ushort.TryParse(parts[5], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && parts[6].Equals("typ", StringComparison.OrdinalIgnoreCase)
            ? new IceCandidate(parts[0], component, parts[2], priority, parts[4], port, parts[7])
            {
                More = parts.Length > 8 ? parts[8] : "",
            }
            : null;
    }
}
