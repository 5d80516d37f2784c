namespace Ponte.Sip.Agent;

/// <summary>Where a request goes: hops, tried in their order, each with all addresses that RFC 3263 gives for it.</summary>
/// <param name="Hops">The hops, at least one.</param>
public sealed record Destination(IReadOnlyList<DestinationHop> Hops)
{
    /// <summary>A destination of one hop.</summary>
    public static Destination To(DestinationHop hop) => new([hop]);
}
