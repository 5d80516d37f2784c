using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Ponte.Sip.Sdp;

/// <summary>One entry of <c>a=remote-candidates</c> (RFC 8839 section 5.2): which of the reader's candidates the controlling agent chose.</summary>
/// <param name="Component">1 for RTP, 2 for RTCP with a port of its own.</param>
/// <param name="EndPoint">The reader's candidate.</param>
public sealed record IceRemoteCandidate(int Component, IPEndPoint EndPoint)
{
    /// <summary>The entry as it is written.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Component} {EndPoint.Address} {EndPoint.Port}");

    /// <summary>Reads the attribute's value: triples; empty if one of them is none.</summary>
    internal static ImmutableArray<IceRemoteCandidate> Parse(string value)
    {
        var parts = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = ImmutableArray.CreateBuilder<IceRemoteCandidate>();
        for (var i = 0; i + 2 < parts.Length; i += 3)
        {
            if (
                !byte.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out var component)
                || component == 0
                || !IPAddress.TryParse(parts[i + 1], out var address)
                || !ushort.TryParse(parts[i + 2], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            )
            {
                return [];
            }
            found.Add(new IceRemoteCandidate(component, new IPEndPoint(address, port)));
        }
        return parts.Length % 3 == 0 ? found.ToImmutable() : [];
    }
}
